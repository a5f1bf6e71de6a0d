using System.Text.Json;
using Iexec.Api;
using Iexec.Chain;
using Iexec.Client;
using Iexec.Devnet.Processes;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Worker.Engine;
using Spectre.Console;

namespace Iexec.Cli;

/// <summary>How a command says that it failed: a sentence, never a stack trace.</summary>
internal static class Failure
{
    /// <summary>Tells of an exception. What was not foreseen is told in short; its details go to a file that is named.</summary>
    public static void Show(string command, Exception e, bool raw) =>
        Show(command, e.GetType().Name, Explain(e) ?? $"this should not have happened: {e.Message}{Details(command, e)}", raw);

    public static void Show(string command, string name, string message, bool raw)
    {
        message = PrintableText.Lines(message);
        if (raw)
            Console.Error.WriteLine(JsonSerializer.Serialize(new { ok = false, command, error = new { name, message } }, ProtocolJson.Api));
        else
            Terminal.Error.MarkupLineInterpolated($"[red]✖[/] {message}");
    }

    /// <summary>The sentence for an exception that a user can cause; null for a bug.</summary>
    private static string? Explain(Exception e) => e switch
    {
        UserException or UserErrorException or ApiException or ChainMismatchException or DevnetException or DockerException or FormatException => e.Message,
        ServiceFaultException => e.Message,
        TransactionRefusedException refused => $"nothing was sent, for it would fail: {refused.Reason}",
        TransactionFailedException failed => $"the transaction {failed.Hash} failed: {failed.Reason}",
        RpcException { RevertData: { Length: > 0 } data } => RevertReason.Explain(data),
        RpcException rpc => $"the node refused: {rpc.Message}",
        HttpRequestException http => $"a service can not be reached: {http.Message}",
        TimeoutException => e.Message,
        JsonException json => $"not the JSON expected: {json.Message}",
        UnauthorizedAccessException or IOException => e.Message,
        OperationCanceledException => "stopped",
        _ => null,
    };

    private static string Details(string command, Exception e)
    {
        try
        {
            var file = Path.Combine(PrivateFolder.Create(Path.Combine(StateFolder.DefaultPath, "logs")).FullName, "cli.log");
            File.AppendAllText(file, $"{TimeProvider.System.GetUtcNow():O} {command}\n{e}\n\n");
            return $" (the details are in {file})";
        }
        catch (Exception)
        {
            // There is no folder to write to, which the user will hear of when it matters.
            return "";
        }
    }
}
