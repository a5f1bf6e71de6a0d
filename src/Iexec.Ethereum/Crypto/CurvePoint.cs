using System.Globalization;
using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>A point of y² = x³ + 7 in Jacobian coordinates: x = X/Z², y = Y/Z³, and Z = 0 at infinity.</summary>
internal readonly record struct CurvePoint(FieldElement X, FieldElement Y, FieldElement Z)
{
    public static readonly BigInteger Order = Parse("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    public static readonly CurvePoint Generator = new(
        FieldElement.FromInteger(Parse("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")),
        FieldElement.FromInteger(Parse("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8")),
        FieldElement.One);

    private static readonly FieldElement Seven = new(7, 0, 0, 0);

    public bool IsInfinity => Z.IsZero;

    /// <summary>The point with this x and the given parity of y, if x is on the curve.</summary>
    public static bool TryLift(BigInteger x, bool isOdd, out CurvePoint point)
    {
        point = default;
        if (x >= FieldElement.Prime) return false;
        var element = FieldElement.FromInteger(x);
        if (!(element.Square() * element + Seven).TrySquareRoot(out var y)) return false;
        if ((y.A & 1) != 0 != isOdd) y = y.Negate();
        point = new(element, y, FieldElement.One);
        return true;
    }

    /// <summary>Reads an uncompressed public key.</summary>
    public static bool TryRead(ReadOnlySpan<byte> publicKey, out CurvePoint point)
    {
        point = default;
        if (publicKey.Length != 65 || publicKey[0] != 4) return false;
        var x = new BigInteger(publicKey[1..33], isUnsigned: true, isBigEndian: true);
        var y = new BigInteger(publicKey[33..], isUnsigned: true, isBigEndian: true);
        return TryLift(x, !y.IsEven, out point) && point.Y.ToInteger() == y;
    }

    public void Write(Span<byte> publicKey)
    {
        var (x, y) = ToAffine();
        publicKey[0] = 4;
        Word.Write(publicKey[1..33], x);
        Word.Write(publicKey[33..65], y);
    }

    public (BigInteger X, BigInteger Y) ToAffine()
    {
        var inverse = Z.Invert();
        var square = inverse.Square();
        return ((X * square).ToInteger(), (Y * square * inverse).ToInteger());
    }

    public CurvePoint Double()
    {
        var yy = Y.Square();
        var s = (X * yy).Double().Double();
        var xx = X.Square();
        var m = xx.Double() + xx;
        var x = m.Square() - s.Double();
        var y = m * (s - x) - yy.Square().Double().Double().Double();
        return new(x, y, (Y * Z).Double());
    }

    public CurvePoint Add(in CurvePoint other)
    {
        if (IsInfinity) return other;
        if (other.IsInfinity) return this;
        var zz1 = Z.Square();
        var zz2 = other.Z.Square();
        var u1 = X * zz2;
        var s1 = Y * zz2 * other.Z;
        var h = other.X * zz1 - u1;
        var r = other.Y * zz1 * Z - s1;
        if (h.IsZero) return r.IsZero ? Double() : default;
        var hh = h.Square();
        var hhh = hh * h;
        var v = u1 * hh;
        var x = r.Square() - hhh - v.Double();
        return new(x, r * (v - x) - s1 * hhh, Z * other.Z * h);
    }

    /// <summary>The point added to itself <paramref name="scalar"/> times.</summary>
    public CurvePoint Multiply(BigInteger scalar) => Combine(scalar, this, BigInteger.Zero, default);

    /// <summary>u·p + v·q, four bits of both scalars at a time.</summary>
    public static CurvePoint Combine(BigInteger u, in CurvePoint p, BigInteger v, in CurvePoint q)
    {
        Span<CurvePoint> multiplesOfP = stackalloc CurvePoint[16];
        Span<CurvePoint> multiplesOfQ = stackalloc CurvePoint[16];
        p.WriteMultiples(multiplesOfP);
        q.WriteMultiples(multiplesOfQ);
        Span<byte> bitsOfU = stackalloc byte[Word.Length];
        Span<byte> bitsOfV = stackalloc byte[Word.Length];
        Word.Write(bitsOfU, u);
        Word.Write(bitsOfV, v);

        var result = default(CurvePoint);
        for (var i = 0; i < 2 * Word.Length; i++)
        {
            if (!result.IsInfinity) result = result.Double().Double().Double().Double();
            var shift = i % 2 == 0 ? 4 : 0;
            result = result.Add(multiplesOfP[bitsOfU[i / 2] >> shift & 15]).Add(multiplesOfQ[bitsOfV[i / 2] >> shift & 15]);
        }
        return result;
    }

    private void WriteMultiples(Span<CurvePoint> multiples)
    {
        multiples[0] = default;
        for (var i = 1; i < multiples.Length; i++) multiples[i] = multiples[i - 1].Add(this);
    }

    private static BigInteger Parse(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
