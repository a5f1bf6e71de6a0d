namespace Iexec.Devnet.Images;

/// <summary>An image to be built from files of this machine.</summary>
/// <param name="Repository">Its name in a registry, as <c>iexec/vanity</c>.</param>
/// <param name="Tag">Its version.</param>
/// <param name="Files">Its root file system.</param>
/// <param name="Entrypoint">The program that its containers run.</param>
/// <param name="Environment">Environment variables, as <c>NAME=value</c>.</param>
public sealed record LocalImage(
    string Repository, string Tag, RootFiles Files, IReadOnlyList<string> Entrypoint, IReadOnlyList<string> Environment);
