namespace Iexec.Runtime;

/// <summary>Addresses as logs and public reports may show them.</summary>
public static class ShownAddresses
{
    /// <summary>Scheme, host and port: what else an address has (user, path, query) is often a key.</summary>
    public static string WithoutSecrets(this Uri address) => $"{address.Scheme}://{address.Authority}";
}
