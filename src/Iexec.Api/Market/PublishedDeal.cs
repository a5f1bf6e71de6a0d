using System.Text.Json.Serialization;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Api;

/// <summary>A deal as the market tells it: what the hub's <c>viewDeal</c> (see <see cref="Deal"/>) and the match's event say.</summary>
/// <param name="DealId">Its id.</param>
/// <param name="ChainId">Its chain.</param>
/// <param name="App">The app.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Workerpool">The pool.</param>
/// <param name="Trust">At least 1.</param>
/// <param name="Category">The category's id.</param>
/// <param name="Tag">The union of the orders' tags.</param>
/// <param name="Requester">Who asked.</param>
/// <param name="Beneficiary">For whom results are encrypted.</param>
/// <param name="Callback">The contract told of results; zero for none.</param>
/// <param name="Params">The run's parameters; what is no UTF-8 reads as U+FFFD.</param>
/// <param name="StartTime">When it was matched, in seconds since 1970.</param>
/// <param name="BotFirst">Index of its first task.</param>
/// <param name="BotSize">How many tasks it has.</param>
/// <param name="WorkerStake">What a worker locks for a task.</param>
/// <param name="SchedulerRewardRatio">The scheduler's part of the workers' reward, in percent.</param>
/// <param name="Sponsor">Who pays.</param>
/// <param name="AppHash">The app order.</param>
/// <param name="DatasetHash">The dataset order; zero for none.</param>
/// <param name="WorkerpoolHash">The workerpool order.</param>
/// <param name="RequestHash">The request order.</param>
/// <param name="Volume">How much of each order it consumed.</param>
/// <param name="BlockNumber">The block of the match.</param>
/// <param name="BlockTimestamp">That block's time (UTC).</param>
/// <param name="TransactionHash">The transaction of the match.</param>
/// <param name="Ok">True where the deal is the whole answer.</param>
public sealed record PublishedDeal(
    [property: JsonPropertyName("dealid")] DealId DealId,
    ulong ChainId,
    Resource App,
    Resource Dataset,
    Resource Workerpool,
    ulong Trust,
    ulong Category,
    Tag Tag,
    Address Requester,
    Address Beneficiary,
    Address Callback,
    string Params,
    ulong StartTime,
    ulong BotFirst,
    ulong BotSize,
    Rlc WorkerStake,
    ulong SchedulerRewardRatio,
    Address Sponsor,
    OrderHash AppHash,
    OrderHash DatasetHash,
    OrderHash WorkerpoolHash,
    OrderHash RequestHash,
    ulong Volume,
    ulong BlockNumber,
    DateTime BlockTimestamp,
    Bytes32 TransactionHash,
    bool? Ok = null);

/// <summary>A page of a list of deals, newest first.</summary>
/// <param name="Deals">The deals.</param>
/// <param name="Count">How many there are on all pages.</param>
/// <param name="NextPage">The next page's index; null on the last.</param>
/// <param name="Ok">True.</param>
public sealed record DealPage(IReadOnlyList<PublishedDeal> Deals, ulong Count, int? NextPage = null, bool Ok = true);
