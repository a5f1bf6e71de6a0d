using System.Diagnostics;

namespace Iexec.Devnet.Tests.Network;

/// <summary>The <c>iexec</c> executable as a user in a folder runs it, with a home and a network of their own.</summary>
internal sealed record IexecProgram(string Folder, string NetworkFolder)
{
    public async Task<Run> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "iexec"), arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = Folder;
        start.Environment["IEXEC_HOME"] = NetworkFolder;
        start.Environment.Remove("IEXEC_PASSWORD");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (stdout, stderr) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await stdout, await stderr);
    }

    internal sealed record Run(int ExitCode, string Stdout, string Stderr);
}
