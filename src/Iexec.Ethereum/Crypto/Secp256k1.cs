namespace Iexec.Ethereum;

/// <summary>The curve's implementation for this process.</summary>
public static class Secp256k1
{
    /// <summary>libsecp256k1 where it is installed, or else the managed fallback.</summary>
    public static ISecp256k1 Default { get; } = NativeSecp256k1.IsAvailable ? new NativeSecp256k1() : new ManagedSecp256k1();
}
