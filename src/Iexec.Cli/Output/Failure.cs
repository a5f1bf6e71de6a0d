using System.Text.Json;
using Iexec.Api;
using Iexec.Chain;
using Iexec.Client;
using Iexec.Devnet.Processes;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Worker.Engine;
using Spectre.Console;

namespace Iexec.Cli;

/// <summary>How a command says that it failed: a sentence, never a stack trace.</summary>
internal static class Failure
{
    public static void Show(string command, string name, string message, bool raw, Run? spent = null)
    {
        if (raw)
        {
            var fields = new Dictionary<string, object?> { ["ok"] = false, ["command"] = command, ["error"] = new { name, message } };
            var all = spent is null ? fields : fields.Concat(RunFields.Of(spent)).ToDictionary();
            Console.Error.WriteLine(JsonSerializer.Serialize(all, ProtocolJson.Api));
        }
        else
            Terminal.Error.MarkupLineInterpolated($"[red]✖[/] {message}");
    }

    /// <summary>The sentence for an exception that a user can cause; null for a bug.</summary>
    public static string? Explain(Exception e) => e switch
    {
        UserException or ApiException or ChainMismatchException or DevnetException or DockerException or FormatException => e.Message,
        SpentException { InnerException: { } inner } spent => $"{Explain(inner) ?? inner.Message}; {spent.Run}",
        TransactionRefusedException refused => $"nothing was sent, for it would fail: {refused.Reason}",
        TransactionFailedException failed => $"the transaction {failed.Hash} failed: {failed.Reason}",
        RpcException { RevertData: { Length: > 0 } data } => RevertReason.Explain(data),
        RpcException rpc => $"the node refused: {rpc.Message}",
        HttpRequestException http => $"a service can not be reached: {http.Message}",
        JsonException json => $"not the JSON expected: {json.Message}",
        UnauthorizedAccessException or IOException => e.Message,
        OperationCanceledException => "stopped",
        _ => null,
    };
}
