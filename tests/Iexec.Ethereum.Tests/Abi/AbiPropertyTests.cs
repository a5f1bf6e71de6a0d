using FsCheck;
using FsCheck.Fluent;

namespace Iexec.Ethereum.Tests.Abi;

public sealed class AbiPropertyTests
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void Whatever_is_encoded_decodes_to_itself() => Prop.ForAll(Seeds, seed =>
    {
        var (types, values) = Sample(new Random(seed));
        var encoded = AbiCodec.Encode(types, values);
        Assert.Equal(0, encoded.Length % 32);
        Assert.Equal(values, AbiCodec.Decode(types, encoded));
        Assert.Equal(types.Select(t => t.ToString()), types.Select(t => AbiType.Parse(t.ToString()).ToString()));
    }).Check(Many);

    [Fact]
    public void Damaged_data_is_decoded_or_refused_without_much_memory() => Prop.ForAll(Seeds, seed =>
    {
        var random = new Random(seed);
        var (types, values) = Sample(random);
        var data = AbiCodec.Encode(types, values);
        for (var i = 0; i < random.Next(1, 4) && data.Length > 0; i++) Damage(random, data);
        data = data[..random.Next(data.Length / 2, data.Length + 1)];
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            AbiCodec.Decode(types, data);
        }
        catch (FormatException)
        {
            // Refused, which is right.
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000 + 20 * data.Length);
    }).Check(Many);

    private static (AbiType[] Types, object[] Values) Sample(Random random)
    {
        var generator = new RandomAbi(random);
        var types = Enumerable.Range(0, random.Next(4)).Select(_ => generator.Type()).ToArray();
        return (types, [.. types.Select(generator.Value)]);
    }

    private static void Damage(Random random, byte[] data)
    {
        var word = data.AsSpan(random.Next(data.Length / 32) * 32, 32);
        switch (random.Next(4))
        {
            case 0:
                random.NextBytes(word);
                break;
            case 1:
                word.Fill(0xff);
                break;
            case 2:
                word.Clear();
                word[31] = (byte)(random.Next(8) * 32);
                break;
            default:
                word[random.Next(32)] ^= (byte)(1 << random.Next(8));
                break;
        }
    }
}
