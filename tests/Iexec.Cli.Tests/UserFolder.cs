using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Iexec.Cli.Tests;

/// <summary>A user with an empty home and project, who types commands.</summary>
public sealed class UserFolder : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "iexec.dll");

    public UserFolder() => Directory.CreateDirectory(Project);

    public string Home { get; } = Directory.CreateTempSubdirectory("iexec-user-").FullName;

    public string Project => Path.Combine(Home, "project");

    public string Keystore => Path.Combine(Home, ".ethereum", "keystore");

    /// <summary>Runs a command with the password given, and waits for its end.</summary>
    public async Task<(int Exit, string Out, string Error)> RunAsync(string password, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. args])
        {
            WorkingDirectory = Project,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HOME"] = Home, ["IEXEC_HOME"] = Path.Combine(Home, "state"), ["IEXEC_PASSWORD"] = password },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Runs a command that must fail, with <c>--raw</c>; gives its sentence.</summary>
    public async Task<string> FailAsync(params string[] args)
    {
        var (exit, output, error) = await RunAsync("secret", [.. args, "--raw"]);
        Assert.Equal(1, exit);
        Assert.Empty(output);
        using var json = JsonDocument.Parse(error);
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        return json.RootElement.GetProperty("error").GetProperty("message").GetString()!;
    }

    /// <summary>Writes a file of the project.</summary>
    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Project, name), text);

    public void Dispose()
    {
        if (Directory.Exists(Home))
            Directory.Delete(Home, recursive: true);
    }
}
