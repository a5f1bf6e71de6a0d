using System.Numerics;
using Iexec.Ethereum;
using Xunit;

namespace Iexec.Protocol.Tests.Hub;

public sealed class HubEventsTests
{
    private static readonly AbiEvent Category = AbiEvent.Parse(
        "event CreateCategory(uint256 catid, string name, string description, uint256 workClockTimeRef)");
    private static readonly AbiEvent Reward = AbiEvent.Parse("event Reward(address owner, uint256 amount, bytes32 ref)");

    [Fact]
    public void A_log_whose_data_are_odd_is_an_unreadable_event_and_stops_nobody()
    {
        var whole = AbiCodec.Encode([.. Category.Inputs.Select(i => i.Type)], [(BigInteger)1, "XL", "large", (BigInteger)60]);
        var tooMuch = AbiCodec.Encode([.. Reward.Inputs.Select(i => i.Type)], [Address.Zero, BigInteger.Pow(2, 255), Bytes32.Zero]);

        Assert.IsType<CategoryCreated>(HubEvents.Decode(LogOf(Category, whole)));
        Assert.All(
            [LogOf(Category, []), LogOf(Category, whole[..^40]), LogOf(Reward, tooMuch), LogOf(Reward, [1])],
            log =>
            {
                var odd = Assert.IsType<UnreadableEvent>(HubEvents.Decode(log));
                Assert.NotEmpty(odd.Reason);
            });
    }

    private static Log LogOf(AbiEvent of, byte[] data) => new(Address.Zero, [of.Topic], data, 1, Bytes32.Zero, Bytes32.Zero, 0, 0);
}
