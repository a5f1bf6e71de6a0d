using Iexec.Ethereum;
using static Iexec.Protocol.ArgumentText;

namespace Iexec.Protocol;

/// <summary>Errors about money, orders and the hub's settings; the token's too.</summary>
internal static class HubErrors
{
    public static readonly ErrorSentence[] All =
    [
        new("error NotContractOwner(address _user, address _contractOwner)",
            v => $"{v[0]} does not own the hub, {v[1]} does, who alone may give it to another: use the owner's wallet"),
        new("error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
            v => $"{v[0]} has {Amount(v[1])} free, but {Amount(v[2])} are needed: take less, or add RLC first; what open deals and tasks lock is not free"),
        new("error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)",
            v => $"{v[0]} may take {Amount(v[1])}, but {Amount(v[2])} are needed: approve more for it first"),
        new("error TokenTransferFailed(address to, uint256 amount)",
            v => $"the token refused to pay {Amount(v[1])} to {v[0]}: nothing is withdrawn"),
        new("error CallerIsNotTheToken(address caller)",
            v => $"{v[0]} cannot deposit another account's RLC: that account has to call approveAndCall of the token, or deposit"),
        new("error CallerIsNotTheRequester()",
            _ => "approving, depositing and matching in one transaction is for the requester of the order: use the requester's wallet"),
        new("error UnsupportedOperation(bytes4 selector)",
            v => $"only a call of matchOrders can come with an approval, not one of function {Hex.Encode((byte[])v[0])}"),
        new("error OperationFailed()",
            _ => "the match that came with the approval failed without saying why: deposit first and match then, to see what is wrong"),
        new("error IncompatibleDatasetOrder(string reason)",
            v => $"the dataset order cannot be used with the deal: {v[0]}"),
        new("error TrustTooHigh(uint256 trust, uint256 max)",
            v => $"a trust of {v[0]} is more than a task can reach: ask for {v[1]} at most"),
        new("error PolicyOutOfBounds(uint256 workerStakeRatio, uint256 schedulerRewardRatio)",
            v => $"a workerpool cannot ask for a stake of {v[0]}% and keep {v[1]}% of the reward: at most 1000% and 100% are allowed"),
        new("error NumberTooLarge(uint256 value, uint256 bits)",
            v => $"the number {v[0]} does not fit {v[1]} bits: use a smaller price, volume or amount"),
        new("error DataTooLong(uint256 length, uint256 max)",
            v => $"{v[0]} bytes are too much to keep on chain, where {v[1]} fit: shorten the deal's parameters, the result or the entry's fields"),
        new("error CodeNotWritten(bytes32 salt)",
            v => $"the data of {v[0]} could not be kept on chain: it is there already, or the transaction needs a higher gas limit"),
        new("error ArrayLengthMismatch(uint256 first, uint256 second)",
            v => $"two lists that go together have {v[0]} and {v[1]} items: make them equally long"),
        new("error UnknownCategory(uint256 catid)",
            v => $"there is no category {v[0]}: see which there are"),
        new("error TimeRefOutOfBounds(uint256 workClockTimeRef, uint256 max)",
            v => $"a category's time unit cannot be {v[0]} seconds: choose 1 to {v[1]}"),
        new("error CallbackGasOutOfBounds(uint256 callbackgas, uint256 min, uint256 max)",
            v => $"callbacks cannot get {v[0]} units of gas: choose {v[1]} to {v[2]}"),
        new("error ExtensionMissing(address extension)",
            v => $"there is no contract at {v[0]}: deploy the hub's extension first, and give its address"),
        new("error RegistriesNotChangeableYet(uint256 time)",
            v => $"other registries can be changed to in the second week after they were announced: wait until {Time(v[0])}, and call again with the same ones"),
        new("error TokenMissing()",
            _ => "the hub cannot be configured without a token: give the address of RLC"),
        new("error NoPreviousHub()",
            _ => "there is no earlier hub to import scores from"),
    ];
}
