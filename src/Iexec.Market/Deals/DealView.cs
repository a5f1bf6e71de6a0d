using System.Text.Json.Serialization;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Market;

/// <summary>A deal as the market answers it: what the hub's <c>viewDeal</c> says, and what the match's event says.</summary>
internal sealed record DealView(
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
    long Volume,
    long BlockNumber,
    DateTime BlockTimestamp,
    Bytes32 TransactionHash)
{
    public static DealView Of(DealRow row, Deal deal, ulong chainId) => new(
        deal.Id,
        chainId,
        deal.App,
        deal.Dataset,
        deal.Workerpool,
        deal.Trust,
        deal.Category,
        deal.Tag,
        deal.Requester,
        deal.Beneficiary,
        deal.Callback,
        deal.Params,
        deal.StartTime,
        deal.BotFirst,
        deal.BotSize,
        deal.WorkerStake,
        deal.SchedulerRewardRatio,
        deal.Sponsor,
        row.AppHash,
        row.DatasetHash,
        row.WorkerpoolHash,
        row.RequestHash,
        row.Volume,
        row.Block,
        DateTimeOffset.FromUnixTimeSeconds((long)deal.StartTime).UtcDateTime,
        row.TransactionHash);
}
