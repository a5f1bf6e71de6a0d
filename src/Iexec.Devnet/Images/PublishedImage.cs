using System.Text;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Devnet.Images;

/// <summary>An image in a registry, as an app names it on chain.</summary>
/// <param name="Multiaddr">Registry, repository and tag, as <c>127.0.0.1:5005/iexec/vanity:1.0.0</c>.</param>
/// <param name="Digest">Digest of its manifest, <c>sha256:…</c>: the app's checksum.</param>
public sealed record PublishedImage(string Multiaddr, string Digest)
{
    /// <summary>The image as an app to register.</summary>
    public AppInfo ToApp(string name) =>
        new(name, "DOCKER", Encoding.UTF8.GetBytes(Multiaddr), Bytes32.Parse("0x" + Digest["sha256:".Length..]), []);
}
