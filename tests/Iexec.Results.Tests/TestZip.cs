using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Iexec.Ethereum;

namespace Iexec.Results.Tests;

/// <summary>Archives as workers, and as attackers, make them.</summary>
public static class TestZip
{
    public static byte[] Of(params (string Name, string Text)[] entries) => Of(entries.Select(e => (e.Name, Encoding.UTF8.GetBytes(e.Text))));

    public static byte[] Of(IEnumerable<(string Name, byte[] Bytes)> entries, int externalAttributes = 0)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
                entry.ExternalAttributes = externalAttributes;
                entry.LastWriteTime = DateTimeOffset.UnixEpoch.AddYears(30);
                using var stream = entry.Open();
                stream.Write(content);
            }
        return bytes.ToArray();
    }

    public static (string, string) Computed(string path) => ("computed.json", $$"""{"deterministic-output-path":"{{path}}"}""");

    /// <summary>A result of one file, and its digest.</summary>
    public static byte[] Result(string text, out Bytes32 digest)
    {
        digest = Sha256(text);
        return Of(("result.txt", text), Computed("/iexec_out/result.txt"));
    }

    public static Bytes32 Sha256(string text) => Bytes32.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
