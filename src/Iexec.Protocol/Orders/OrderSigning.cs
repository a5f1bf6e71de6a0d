using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>Signing orders with a key.</summary>
public static class OrderSigning
{
    /// <summary>The app order, signed.</summary>
    public static AppOrder SignWith(this AppOrder order, PrivateKey key, Eip712Domain domain) =>
        order with { Sign = Signature(order, key, domain) };

    /// <summary>The dataset order, signed.</summary>
    public static DatasetOrder SignWith(this DatasetOrder order, PrivateKey key, Eip712Domain domain) =>
        order with { Sign = Signature(order, key, domain) };

    /// <summary>The workerpool order, signed.</summary>
    public static WorkerpoolOrder SignWith(this WorkerpoolOrder order, PrivateKey key, Eip712Domain domain) =>
        order with { Sign = Signature(order, key, domain) };

    /// <summary>The request order, signed.</summary>
    public static RequestOrder SignWith(this RequestOrder order, PrivateKey key, Eip712Domain domain) =>
        order with { Sign = Signature(order, key, domain) };

    private static byte[] Signature(IOrder order, PrivateKey key, Eip712Domain domain) =>
        key.Sign(order.Hash(domain).Value).ToBytes();
}
