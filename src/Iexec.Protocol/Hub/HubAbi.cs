using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>The hub's functions that this project calls, as published.</summary>
internal static class HubAbi
{
    public const string AppOrder = "(address,uint256,uint256,bytes32,address,address,address,bytes32,bytes)";
    public const string DatasetOrder = AppOrder;
    public const string WorkerpoolOrder = "(address,uint256,uint256,bytes32,uint256,uint256,address,address,address,bytes32,bytes)";
    public const string RequestOrder = "(address,uint256,address,uint256,address,uint256,address,uint256,bytes32,uint256,uint256,address,address,string,bytes32,bytes)";
    private const string Resource = "(address,address,uint256)";

    public static readonly AbiFunction
        Token = AbiFunction.Parse("function token() returns (address)"),
        AppRegistry = AbiFunction.Parse("function appregistry() returns (address)"),
        DatasetRegistry = AbiFunction.Parse("function datasetregistry() returns (address)"),
        WorkerpoolRegistry = AbiFunction.Parse("function workerpoolregistry() returns (address)"),
        ViewAccount = AbiFunction.Parse("function viewAccount(address) returns ((uint256,uint256))"),
        ViewScore = AbiFunction.Parse("function viewScore(address) returns (uint256)"),
        ViewConsumed = AbiFunction.Parse("function viewConsumed(bytes32) returns (uint256)"),
        ViewCategory = AbiFunction.Parse("function viewCategory(uint256) returns ((string,string,uint256))"),
        CountCategory = AbiFunction.Parse("function countCategory() returns (uint256)"),
        ViewDeal = AbiFunction.Parse($"function viewDeal(bytes32) returns (({Resource},{Resource},{Resource},uint256,uint256,bytes32,address,address,address,string,uint256,uint256,uint256,uint256,uint256,address))"),
        ViewTask = AbiFunction.Parse("function viewTask(bytes32) returns ((uint8,bytes32,uint256,uint256,uint256,uint256,uint256,bytes32,uint256,uint256,address[],bytes32,bytes,uint256,bytes))"),
        ViewContribution = AbiFunction.Parse("function viewContribution(bytes32,address) returns ((uint8,bytes32,bytes32,address,uint256))"),
        VerifySignature = AbiFunction.Parse("function verifyPresignatureOrSignature(address,bytes32,bytes) returns (bool)"),
        CallbackGas = AbiFunction.Parse("function callbackgas() returns (uint256)"),
        CreateCategory = AbiFunction.Parse("function createCategory(string,string,uint256) returns (uint256)"),
        MatchOrders = AbiFunction.Parse($"function matchOrders({AppOrder},{DatasetOrder},{WorkerpoolOrder},{RequestOrder}) returns (bytes32)"),
        ManageAppOrder = AbiFunction.Parse($"function manageAppOrder(({AppOrder},uint8,bytes))"),
        ManageDatasetOrder = AbiFunction.Parse($"function manageDatasetOrder(({DatasetOrder},uint8,bytes))"),
        ManageWorkerpoolOrder = AbiFunction.Parse($"function manageWorkerpoolOrder(({WorkerpoolOrder},uint8,bytes))"),
        ManageRequestOrder = AbiFunction.Parse($"function manageRequestOrder(({RequestOrder},uint8,bytes))"),
        Withdraw = AbiFunction.Parse("function withdraw(uint256) returns (bool)"),
        Initialize = AbiFunction.Parse("function initialize(bytes32,uint256) returns (bytes32)"),
        Contribute = AbiFunction.Parse("function contribute(bytes32,bytes32,bytes32,address,bytes,bytes)"),
        Reveal = AbiFunction.Parse("function reveal(bytes32,bytes32)"),
        Reopen = AbiFunction.Parse("function reopen(bytes32)"),
        Finalize = AbiFunction.Parse("function finalize(bytes32,bytes,bytes)"),
        Claim = AbiFunction.Parse("function claim(bytes32)");
}
