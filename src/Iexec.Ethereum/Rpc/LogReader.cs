using System.Net;

namespace Iexec.Ethereum;

/// <summary>Reads logs of many blocks, in as many queries as the node needs: it asks for fewer at once where that is too much.</summary>
/// <param name="eth">The node.</param>
/// <param name="mostBlocks">How many blocks are asked for at once.</param>
public sealed class LogReader(EthClient eth, ulong mostBlocks)
{
    // Before more is asked for again: the limit may have been on results, which are fewer elsewhere.
    private const int SuccessesBeforeMore = 8;

    private readonly ulong _most = mostBlocks;
    private ulong _span = mostBlocks;
    private int _successes;

    /// <summary>All logs of a range of blocks, in the order of the chain.</summary>
    /// <param name="filter">Which logs; its blocks are those that follow.</param>
    /// <param name="from">The first block.</param>
    /// <param name="to">The last block.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Log>> ReadAsync(LogFilter filter, ulong from, ulong to, CancellationToken ct)
    {
        var all = new List<Log>();
        while (from <= to)
        {
            var (logs, last) = await ReadSomeAsync(filter, from, to, ct);
            all.AddRange(logs);
            from = last + 1;
        }
        return all;
    }

    /// <summary>The logs of the first blocks of a range, as many blocks as the node gives at once.</summary>
    /// <returns>The logs, and the last block they are of.</returns>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<(IReadOnlyList<Log> Logs, ulong Last)> ReadSomeAsync(LogFilter filter, ulong from, ulong to, CancellationToken ct)
    {
        while (true)
        {
            var last = Math.Min(to, from + _span - 1);
            try
            {
                var logs = await eth.GetLogsAsync(filter with { From = from, To = last }, ct);
                if (++_successes % SuccessesBeforeMore == 0)
                    _span = Math.Min(_span * 2, _most);
                return (logs, last);
            }
            catch (Exception e) when (last > from && MayBeTooMuch(e))
            {
                (_span, _successes) = (Math.Max((last - from + 1) / 2, 1), 0);
            }
        }
    }

    // Nodes limit blocks, results, bytes or time, each with an error of its own, so whatever it is may be that; but not that the node is
    // out of reach, or counts requests.
    private static bool MayBeTooMuch(Exception e) => e switch
    {
        HttpRequestException http => http.StatusCode != HttpStatusCode.TooManyRequests && http.HttpRequestError is not (
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError),
        RpcException or TimeoutException or FormatException => true,
        _ => false,
    };
}
