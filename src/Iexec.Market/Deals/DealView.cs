using Iexec.Api;
using Iexec.Protocol;

namespace Iexec.Market;

/// <summary>Makes a deal what the market tells of it.</summary>
internal static class DealView
{
    public static PublishedDeal Of(DealRow row, Deal deal, ulong chainId) => new(
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
        (ulong)row.Volume,
        (ulong)row.Block,
        DateTimeOffset.FromUnixTimeSeconds(row.Timestamp).UtcDateTime,
        row.TransactionHash);
}
