using System.Numerics;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>The refusals, by the names of the contracts' errors; texts by what they say.</summary>
internal static class Errors
{
    public static Refusal Text(string text) => new("Error", text);

    public static Refusal Match(string code) => Text($"iExecV5-matchOrders-0x{code}");

    public static Refusal NotOwner => Text("Ownable: caller is not the owner");

    public static Refusal EscrowShort => Text("IexecEscrow: Transfer amount exceeds balance");

    public static Refusal Overflow => new("Panic", 0x11);

    public static Refusal InsufficientBalance(Address who, Rlc balance, Rlc needed) =>
        new("ERC20InsufficientBalance", who, balance.Nano, needed.Nano);

    public static Refusal InsufficientAllowance(Address spender, BigInteger allowance, BigInteger needed) =>
        new("ERC20InsufficientAllowance", spender, allowance, needed);

    public static Refusal NumberTooLarge(BigInteger value, int bits) => new("NumberTooLarge", value, bits);

    public static Refusal DataTooLong(int length) => new("DataTooLong", length, Limits.DataLength);

    public static Refusal TrustTooHigh(ulong trust) => new("TrustTooHigh", trust, Limits.Trust);

    public static Refusal TimeRefOutOfBounds(ulong timeRef) => new("TimeRefOutOfBounds", timeRef, Limits.TimeRef);

    public static Refusal PolicyOutOfBounds(ulong stakeRatio, ulong rewardRatio) => new("PolicyOutOfBounds", stakeRatio, rewardRatio);

    public static Refusal UnknownDeal(DealId deal) => new("UnknownDeal", deal.Value);

    public static Refusal TaskIndexOutOfRange(Deal deal, ulong index) =>
        new("TaskIndexOutOfRange", deal.Id.Value, index, deal.BotFirst, deal.BotSize);

    public static Refusal OfTask(string name, TaskId task, params object[] rest) => new(name, [task.Value, .. rest]);

    public static Refusal WrongTaskStatus(TaskId task, ChainTaskStatus status) => OfTask("WrongTaskStatus", task, (int)status);
}
