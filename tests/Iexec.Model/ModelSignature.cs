using Iexec.Ethereum;

namespace Iexec.Model;

/// <summary>Who signed something, in place of the signature's bytes.</summary>
/// <param name="Signer">Who signed; zero for nobody.</param>
/// <param name="HasAccountForm">Whether it has the form of an account's signature (64 or 65 bytes); a contract's may have any.</param>
public readonly record struct ModelSignature(Address Signer, bool HasAccountForm)
{
    /// <summary>No bytes at all, as of a presigned order.</summary>
    public static ModelSignature Empty => default;

    /// <summary>An account's.</summary>
    public static ModelSignature By(Address account) => new(account, true);

    /// <summary>A contract's (ERC-1271), of a form that no account's has.</summary>
    public static ModelSignature ByContract(Address contract) => new(contract, false);
}
