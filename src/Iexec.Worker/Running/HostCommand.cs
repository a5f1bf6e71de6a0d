using System.ComponentModel;
using System.Diagnostics;

namespace Iexec.Worker.Running;

/// <summary>Runs a program of the host.</summary>
internal static class HostCommand
{
    /// <summary>Runs a program to its end and gives its exit code and what it wrote to both streams.</summary>
    /// <exception cref="IOException">It is not installed.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, string? input, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        try
        {
            var stdout = process.StandardOutput.ReadToEndAsync(ct);
            var stderr = process.StandardError.ReadToEndAsync(ct);
            await process.StandardInput.WriteAsync(input.AsMemory(), ct);
            process.StandardInput.Close();
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, await stdout + await stderr);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new IOException($"{start.FileName} could not be started.");
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"{start.FileName} could not be started: {exception.Message}. Is it installed?", exception);
        }
    }
}
