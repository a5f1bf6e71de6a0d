using System.Numerics;
using Iexec.Ethereum;
using Xunit;

namespace Iexec.Protocol.Tests;

public sealed class RevertReasonTests
{
    private const string Worker = "0x99c2268479b93fDe36232351229815DF80837e23";
    private const string Owner = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

    private static readonly Address TheWorker = Address.Parse(Worker);
    private static readonly Address TheOwner = Address.Parse(Owner);
    private static readonly Bytes32 Id = Bytes32.FromInteger(7);
    private static readonly BigInteger Most = (BigInteger.One << 256) - 1;

    public static TheoryData<string, object[], string> Sentences => new()
    {
        {
            "ERC20InsufficientBalance", [TheWorker, 1_500_000_000, 2_000_000_001],
            $"{Worker} has 1.5 RLC free, but 2.000000001 RLC are needed: take less, or add RLC first; what open deals and tasks lock is not free"
        },
        { "NotContractOwner", [TheWorker, TheOwner], $"{Worker} does not own the hub, {Owner} does, who alone may give it to another: use the owner's wallet" },
        { "TokenTransferFailed", [TheWorker, Most], $"the token refused to pay {Most} nRLC to {Worker}: nothing is withdrawn" },
        { "UnsupportedOperation", [Hex.Decode("0xdeadbeef")], "only a call of matchOrders can come with an approval, not one of function 0xdeadbeef" },
        { "IncompatibleDatasetOrder", ["Deal not found"], "the dataset order cannot be used with the deal: Deal not found" },
        { "CallbackGasOutOfBounds", [5, 100_000, 1_000_000], "callbacks cannot get 5 units of gas: choose 100000 to 1000000" },
        { "FinalDeadlineNotReached", [Id, 1_767_225_599], $"task {Id} still has time, and cannot be claimed before 2025-12-31 23:59:59 UTC" },
        { "FinalDeadlineNotReached", [Id, Most], $"task {Id} still has time, and cannot be claimed before second {Most} of Unix time" },
        { "TaskIndexOutOfRange", [Id, 9, 3, 5], $"deal {Id} has no task 9: its tasks are 3 to 7" },
        { "WrongTaskStatus", [Id, 0], $"this cannot be done to task {Id}, which is unset: it has to be initialised first" },
        { "WrongTaskStatus", [Id, 4], $"this cannot be done to task {Id}, which is failed: everyone is refunded, and nothing is left to do" },
        { "WrongTaskStatus", [Id, 255], $"this cannot be done to task {Id}, which is of the unknown status 255" },
        { "NothingToReveal", [Id, TheWorker, 2], $"{Worker} has nothing to reveal for task {Id}: its contribution is proved already" },
        { "InvalidAuthorization", [Id, TheWorker, TheOwner], $"{Worker} is not authorised to contribute to task {Id}: {Owner} has to sign for this worker, task and enclave" },
        { "Create2FailedDeployment", [], "the same content is registered for this owner already: use that entry, or change the name" },
        { "FieldTooLong", [70_000, 65_535], "a name, description or address of 70000 bytes is too long for an entry: use 65535 at most" },
        {
            "ERC721NonexistentToken", [new BigInteger(TheWorker.ToBytes(), isUnsigned: true, isBigEndian: true)],
            $"the registry has no entry {Worker}: check the address, and whether it is that of an app, a dataset or a workerpool"
        },
        {
            "ERC721NonexistentToken", [Most],
            $"the registry has no entry number {Most}: check the address, and whether it is that of an app, a dataset or a workerpool"
        },
        { "ERC721OutOfBoundsIndex", [Address.Zero, 3], "the registry has fewer entries than to have one at position 3, counted from 0" },
        { "OwnableUnauthorizedAccount", [TheWorker], $"{Worker} is not the registry's owner, who alone may do this: use the owner's wallet" },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void An_error_is_a_sentence_with_its_arguments_in_human_form(string error, object[] args, string sentence) =>
        Assert.Equal(sentence, RevertReason.Explain(ContractErrors.Named(error).Encode(args)));

    [Fact]
    public void Every_error_of_every_contract_has_a_sentence_of_its_own()
    {
        var sentences = ContractErrors.All.ToDictionary(e => e.Signature, e => RevertReason.Explain(ContractErrors.WithGreatest(e)));

        Assert.True(sentences.Count > 60);
        Assert.DoesNotContain(sentences, s => s.Value.Contains("unknown error", StringComparison.Ordinal));
        Assert.DoesNotContain(sentences, s => s.Value.EndsWith('…'));
        Assert.Equal(sentences.Count, sentences.Values.Distinct().Count());
    }

    [Theory]
    [InlineData("iExecV5-matchOrders-0x00", "the request and the workerpool order are for different categories (iExecV5-matchOrders-0x00)")]
    [InlineData("task-pending", "the task has no result yet: wait until it is finalised (task-pending)")]
    [InlineData(
        "Create2: Failed on deploy",
        "the same content is registered for this owner already: use that entry, or change the name (Create2: Failed on deploy)")]
    [InlineData("PocoBoost: Bad trust level", "PocoBoost: Bad trust level")]
    [InlineData("", "the contract refused without saying why")]
    public void A_published_text_stays_and_is_explained_where_it_is_cryptic(string text, string expected) =>
        Assert.Equal(expected, RevertReason.Explain(AbiError.Text.Encode(text)));

    [Fact]
    public void A_deposit_too_small_says_so()
    {
        var sentence = RevertReason.Explain(AbiError.Text.Encode("IexecEscrow: Transfer amount exceeds balance"));

        Assert.StartsWith("not enough RLC is deposited", sentence, StringComparison.Ordinal);
        Assert.EndsWith("deposit more (IexecEscrow: Transfer amount exceeds balance)", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x11, "the contract failed: a number became negative, or too large (panic 0x11)")]
    [InlineData(0x12, "the contract failed: it divided by zero (panic 0x12)")]
    [InlineData(0x32, "the contract failed: a list is shorter than the position asked for (panic 0x32)")]
    [InlineData(0x01, "the contract failed: what it takes for granted does not hold (panic 0x01)")]
    [InlineData(0x7777, "the contract failed: it does not say why (panic 0x7777)")]
    public void A_panic_is_a_sentence(int code, string expected) =>
        Assert.Equal(expected, RevertReason.Explain(AbiError.Panic.Encode(code)));
}
