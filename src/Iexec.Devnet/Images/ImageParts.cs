using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Iexec.Devnet.Images;

/// <summary>
/// The three things that an image is in a registry (Docker image manifest, version 2, schema 2): one compressed
/// layer, the configuration that names it, and the manifest that names both by digest.
/// </summary>
internal sealed class ImageParts
{
    public const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    public ImageParts(LocalImage image)
    {
        using var tar = new MemoryStream();
        image.Files.WriteTar(tar);
        var content = tar.GetBuffer().AsSpan(0, (int)tar.Length);
        Layer = Compress(content);
        Config = Json(new
        {
            architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64",
            os = "linux",
            created = DateTime.UnixEpoch,
            config = new { image.Entrypoint, Env = image.Environment },
            rootfs = new { type = "layers", diff_ids = new[] { Digest(content) } },
            history = new[] { new { created = DateTime.UnixEpoch, created_by = "files of the machine" } },
        });
        Manifest = Json(new
        {
            schemaVersion = 2,
            mediaType = ManifestType,
            config = new { mediaType = "application/vnd.docker.container.image.v1+json", size = Config.Length, digest = Digest(Config) },
            layers = new[] { new { mediaType = "application/vnd.docker.image.rootfs.diff.tar.gzip", size = Layer.Length, digest = Digest(Layer) } },
        });
    }

    public byte[] Layer { get; }

    public byte[] Config { get; }

    public byte[] Manifest { get; }

    public static string Digest(ReadOnlySpan<byte> content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return compressed.ToArray();
    }

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value);
}
