using System.Numerics;
using Iexec.Ethereum;
using Xunit;

namespace Iexec.Protocol.Tests;

public sealed class HubEventsTests
{
    private static readonly Bytes32 Word = Bytes32.FromInteger(1);

    public static TheoryData<string> Declared() => [.. ContractArtifact.Hub.Abi.Events.Select(e => e.Signature)];

    [Theory]
    [MemberData(nameof(Declared))]
    public void Every_event_of_the_hub_is_read_and_told(string signature)
    {
        var declared = ContractArtifact.Hub.Abi.Events.Single(e => e.Signature == signature);

        var happened = HubEvents.Decode(LogOf(declared, i => ValueOf(i.Type)));

        Assert.NotNull(happened);
        Assert.NotEmpty(happened.Sentence);
    }

    [Fact]
    public void The_hub_has_33_events() => Assert.Equal(33, Declared().Count);

    [Fact]
    public void What_a_stranger_wrote_into_an_order_is_read_as_far_as_it_goes()
    {
        var broadcast = ContractArtifact.Hub.Abi.Events.Single(e => e.Name == "BroadcastRequestOrder");
        var readable = LogOf(broadcast, i => ValueOf(i.Type));
        var odd = readable with { Data = [.. readable.Data] };
        odd.Data.AsSpan().Replace((byte)'x', (byte)0xff);

        var order = Assert.IsType<RequestOrder>(Assert.IsType<OrderBroadcast>(HubEvents.Decode(odd)).Order);

        Assert.Equal("te\ufffdt", order.Params);
    }

    [Theory]
    [MemberData(nameof(Declared))]
    public void Odd_logs_are_no_events_and_no_errors(string signature)
    {
        var declared = ContractArtifact.Hub.Abi.Events.Single(e => e.Signature == signature);
        var log = LogOf(declared, i => ValueOf(i.Type));

        for (var cut = log.Data.Length; cut > 0; cut -= 16)
            HubEvents.Decode(log with { Data = log.Data[..cut] });
        if (log.Data.Length > 0)
            Assert.Null(HubEvents.Decode(log with { Data = log.Data[..31] }));
        Assert.Null(HubEvents.Decode(log with { Topics = [.. log.Topics, Word] }));
        Assert.Null(HubEvents.Decode(log with { Topics = [] }));
        HubEvents.Decode(log with { Data = [.. Enumerable.Repeat((byte)0xff, log.Data.Length)] });
        HubEvents.Decode(log with { Topics = [log.Topics[0], .. log.Topics.Skip(1).Select(_ => Bytes32.FromInteger(-1))] });
    }

    [Fact]
    public void An_amount_that_cannot_be_is_no_event()
    {
        var reward = ContractArtifact.Hub.Abi.Events.Single(e => e.Name == "Reward");

        Assert.Null(HubEvents.Decode(LogOf(reward, i => i.Name == "amount" ? BigInteger.Pow(2, 64) : ValueOf(i.Type))));
    }

    private static Log LogOf(AbiEvent declared, Func<AbiParameter, object> value)
    {
        var data = declared.Inputs.Where(i => !i.IsIndexed).ToList();
        return new(
            default,
            [declared.Topic, .. declared.Inputs.Where(i => i.IsIndexed).Select(_ => Word)],
            AbiCodec.Encode([.. data.Select(i => i.Type)], [.. data.Select(value)]),
            1, default, default, 0, 0);
    }

    private static object ValueOf(AbiType type) => type.Kind switch
    {
        AbiKind.Tuple => type.Components.Select(c => ValueOf(c.Type)).ToArray(),
        AbiKind.Address => Address.FromBytes(Word.ToBytes().AsSpan(12)),
        AbiKind.FixedBytes => Word,
        AbiKind.Bytes => new byte[] { 1, 2, 3 },
        AbiKind.Text => "text",
        _ => new BigInteger(7),
    };
}
