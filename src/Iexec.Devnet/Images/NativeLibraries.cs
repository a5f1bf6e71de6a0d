using System.Diagnostics;
using Iexec.Devnet.Processes;

namespace Iexec.Devnet.Images;

/// <summary>What native programs and libraries of this machine need in order to run.</summary>
internal static class NativeLibraries
{
    // Where this machine's loader looks besides its cache, on Debian and on others.
    private static readonly string[] Folders =
        ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib"];

    /// <summary>A library that a program loads by name while it runs; null if this machine has none.</summary>
    public static string? Find(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>All libraries that the files are linked to, and the loader, as ldd(1) finds them.</summary>
    public static async Task<IReadOnlyCollection<string>> NeededByAsync(IEnumerable<string> files, CancellationToken cancellation)
    {
        using var ldd = Process.Start(new ProcessStartInfo("ldd", files) { RedirectStandardOutput = true })!;
        var output = await ldd.StandardOutput.ReadToEndAsync(cancellation);
        await ldd.WaitForExitAsync(cancellation);
        var lines = output.Split('\n');
        if (lines.FirstOrDefault(line => line.Contains("not found", StringComparison.Ordinal)) is { } missing)
            throw new DevnetException($"A library that an image needs is missing on this machine:{missing}");
        // "  libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)" or "  /lib64/ld-linux-x86-64.so.2 (0x…)".
        return [.. lines
            .Where(line => line.StartsWith('\t'))
            .Select(line => line.Trim().Split(' ').FirstOrDefault(word => word.StartsWith('/')))
            .OfType<string>()
            .Distinct()];
    }
}
