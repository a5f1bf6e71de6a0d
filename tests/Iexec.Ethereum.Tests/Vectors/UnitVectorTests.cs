using System.Globalization;
using System.Numerics;

namespace Iexec.Ethereum.Tests.Vectors;

public sealed class UnitVectorTests
{
    private static readonly (string Unit, int Decimals)[] Known =
        [("kwei", 3), ("mwei", 6), ("satoshi", 8), ("gwei", 9), ("szabo", 12), ("finney", 15), ("ether", 18)];

    [Fact]
    public void Amounts_parse_and_format_as_known()
    {
        int parsed = 0, formatted = 0;
        foreach (var c in Vector.Load("units", 20))
        {
            var wei = BigInteger.Parse(c.Text("wei"), CultureInfo.InvariantCulture);
            foreach (var (unit, decimals) in Known)
            {
                if (c.TryGetProperty(unit, out var text))
                {
                    Assert.Equal(wei, Units.Parse(text.GetString()!, decimals));
                    parsed++;
                }
                if (c.TryGetProperty(unit + "_format", out var format))
                {
                    Assert.Equal(format.GetString(), Units.Format(wei, decimals));
                    formatted++;
                }
            }
        }
        Assert.Equal((28, 28), (parsed, formatted));
    }
}
