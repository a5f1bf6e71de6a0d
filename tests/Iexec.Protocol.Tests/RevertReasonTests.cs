using Iexec.Ethereum;
using Xunit;

namespace Iexec.Protocol.Tests;

public sealed class RevertReasonTests
{
    [Fact]
    public void A_match_code_is_explained() =>
        Assert.Equal(
            "the request and the workerpool order are for different categories (iExecV5-matchOrders-0x00)",
            RevertReason.Explain(AbiError.Text.Encode("iExecV5-matchOrders-0x00")));

    [Fact]
    public void An_error_of_the_hub_is_a_sentence_with_its_arguments()
    {
        var error = ContractArtifact.Hub.Abi.Error("FinalDeadlineNotReached");
        var sentence = RevertReason.Explain(error.Encode(Bytes32.FromInteger(7), 1234));

        Assert.StartsWith("final deadline not reached (taskid 0x", sentence, StringComparison.Ordinal);
        Assert.Contains("1234", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0x", "without saying why")]
    [InlineData("0x12", "without saying why")]
    [InlineData("0xdeadbeef", "unknown error 0xdeadbeef")]
    [InlineData("0x08c379a0ffff", "unknown error 0x08c379a0ffff")]
    [InlineData("0x4e487b71", "unknown error 0x4e487b71")]
    public void What_a_hostile_contract_says_is_shown_and_harms_nothing(string data, string expected) =>
        Assert.Contains(expected, RevertReason.Explain(Hex.Decode(data)), StringComparison.Ordinal);
}
