using Iexec.Protocol;

namespace Iexec.Model.Tests;

/// <summary>The cast where there is no chain.</summary>
internal static class OfflineCast
{
    public static Cast Create() => new(
        Cast.AddressOf("chief"),
        Cast.AddressOf("hub"),
        Cast.AddressOf("token"),
        Enum.GetValues<ResourceKind>().ToDictionary(k => k, k => Cast.AddressOf($"registry of {k}s")),
        Cast.Assets.Select(a => Cast.AddressOf(a.Name)));
}
