using System.IO.Compression;
using System.Text.Json;
using Xunit;

namespace Iexec.Testing;

/// <summary>Public test vectors, which live in a folder <c>shared</c> beside the repository and may be absent.</summary>
public static class SharedData
{
    /// <summary>The folder; null where it is absent.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Skips the running test, which has to be a skippable one, where the folder is absent.</summary>
    public static void SkipIfAbsent() =>
        Assert.SkipWhen(Root is null, "The public test vectors are not here: put them in a folder 'shared' beside the repository to run this test.");

    /// <summary>The full path of a file, such as <c>facts/x.md</c>.</summary>
    public static string PathOf(string relative)
    {
        SkipIfAbsent();
        return Path.Combine(Root!, relative);
    }

    /// <summary>Reads a file of test vectors, such as <c>ethereum/abi.json.gz</c>.</summary>
    public static JsonElement Json(string vector)
    {
        using var file = File.OpenRead(PathOf(Path.Combine("vectors", vector)));
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(vector.EndsWith(".gz", StringComparison.Ordinal) ? unzipped : file);
        return document.RootElement.Clone();
    }

    // A second worktree of the repository may be a folder deeper than the first.
    private static string? Find() => Repository.Root is not { } root
        ? null
        : new[] { "../shared", "../../shared" }.Select(s => Path.GetFullPath(s, root)).FirstOrDefault(s => Directory.Exists(Path.Combine(s, "vectors")));
}
