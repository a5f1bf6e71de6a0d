using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Iexec.Ethereum;

/// <summary>An integer modulo p = 2²⁵⁶ − 2³² − 977, always reduced, as four limbs from the least significant.</summary>
internal readonly record struct FieldElement(ulong A, ulong B, ulong C, ulong D)
{
    public static readonly BigInteger Prime = BigInteger.Parse("0fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    public static readonly FieldElement One = new(1, 0, 0, 0);

    // 2²⁵⁶ mod p: what a carry out of the top limb is worth.
    private const ulong Fold = 0x1000003d1;

    public bool IsZero => (A | B | C | D) == 0;

    public static FieldElement FromInteger(BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[32];
        Word.Write(bytes, value);
        return new(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    public BigInteger ToInteger() => ((((((BigInteger)D << 64) | C) << 64) | B) << 64) | A;

    public static FieldElement operator +(in FieldElement x, in FieldElement y)
    {
        ulong carry = 0;
        var sum = new FieldElement(Add(x.A, y.A, ref carry), Add(x.B, y.B, ref carry), Add(x.C, y.C, ref carry), Add(x.D, y.D, ref carry));
        return sum.Reduce(carry);
    }

    public static FieldElement operator -(in FieldElement x, in FieldElement y)
    {
        ulong borrow = 0;
        ulong a = Subtract(x.A, y.A, ref borrow), b = Subtract(x.B, y.B, ref borrow), c = Subtract(x.C, y.C, ref borrow), d = Subtract(x.D, y.D, ref borrow);
        var excess = borrow * Fold;
        borrow = 0;
        return new(Subtract(a, excess, ref borrow), Subtract(b, 0, ref borrow), Subtract(c, 0, ref borrow), Subtract(d, 0, ref borrow));
    }

    public static FieldElement operator *(in FieldElement x, in FieldElement y)
    {
        ulong r0 = 0, r1 = 0, r2 = 0, r3 = 0;
        var r4 = AddProduct(x, y.A, ref r0, ref r1, ref r2, ref r3);
        var r5 = AddProduct(x, y.B, ref r1, ref r2, ref r3, ref r4);
        var r6 = AddProduct(x, y.C, ref r2, ref r3, ref r4, ref r5);
        var r7 = AddProduct(x, y.D, ref r3, ref r4, ref r5, ref r6);

        var top = AddProduct(new(r4, r5, r6, r7), Fold, ref r0, ref r1, ref r2, ref r3);
        var high = Math.BigMul(top, Fold, out var low);
        ulong carry = 0;
        var result = new FieldElement(Add(r0, low, ref carry), Add(r1, high, ref carry), Add(r2, 0, ref carry), Add(r3, 0, ref carry));
        return result.Reduce(carry);
    }

    public FieldElement Square() => this * this;

    public FieldElement Double() => this + this;

    public FieldElement Negate() => default(FieldElement) - this;

    public FieldElement Invert() => Power(Prime - 2);

    /// <summary>A square root, if this has one: p is 3 modulo 4.</summary>
    public bool TrySquareRoot(out FieldElement root)
    {
        root = Power((Prime + 1) / 4);
        return root.Square() == this;
    }

    private FieldElement Power(BigInteger exponent)
    {
        var result = One;
        foreach (var bits in exponent.ToByteArray(isUnsigned: true, isBigEndian: true))
        {
            for (var bit = 7; bit >= 0; bit--)
            {
                result = result.Square();
                if ((bits >> bit & 1) != 0) result *= this;
            }
        }
        return result;
    }

    // Adding 2²⁵⁶ − p carries exactly when the value is p or more.
    private FieldElement Reduce(ulong carryIn)
    {
        ulong carry = 0;
        var reduced = new FieldElement(Add(A, Fold, ref carry), Add(B, 0, ref carry), Add(C, 0, ref carry), Add(D, 0, ref carry));
        return (carry | carryIn) != 0 ? reduced : this;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AddProduct(in FieldElement x, ulong y, ref ulong r0, ref ulong r1, ref ulong r2, ref ulong r3)
    {
        ulong carry = 0;
        r0 = MultiplyAdd(x.A, y, r0, ref carry);
        r1 = MultiplyAdd(x.B, y, r1, ref carry);
        r2 = MultiplyAdd(x.C, y, r2, ref carry);
        r3 = MultiplyAdd(x.D, y, r3, ref carry);
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAdd(ulong x, ulong y, ulong addend, ref ulong carry)
    {
        var high = Math.BigMul(x, y, out var low);
        low += addend;
        if (low < addend) high++;
        low += carry;
        if (low < carry) high++;
        carry = high;
        return low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Add(ulong x, ulong y, ref ulong carry)
    {
        var sum = x + y;
        var total = sum + carry;
        carry = (sum < x ? 1UL : 0) + (total < sum ? 1UL : 0);
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Subtract(ulong x, ulong y, ref ulong borrow)
    {
        var difference = x - y;
        var total = difference - borrow;
        borrow = (x < y ? 1UL : 0) + (difference < borrow ? 1UL : 0);
        return total;
    }
}
