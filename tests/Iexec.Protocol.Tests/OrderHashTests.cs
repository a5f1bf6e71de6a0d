using Iexec.Ethereum;
using Xunit;

namespace Iexec.Protocol.Tests;

public sealed class OrderHashTests
{
    private static readonly Address A = Address.Parse("0x5555555555555555555555555555555555555555");
    private static readonly Eip712Domain Domain = OrderHashing.Domain(65535, Address.Parse("0x3eca1B216A7DF1C7689aEb259fFB83ADFB894E7f"));

    [Fact]
    public void An_app_order_hashes_as_the_published_client_hashes_it()
    {
        var order = new AppOrder(
            A, Rlc.Zero, 1_000_000, Tag.FromNames(["tee", "tdx"]), Address.Zero, Address.Zero, Address.Zero,
            Bytes32.Parse("0xa7ac5f52899760ac1b06041837ed929483f814500ff142caf90187f44d4497dc"));

        Assert.Equal(OrderHash.Parse("0xc49b8fef16fed56ff5c4dd698b649c01bbb8bd4b51596b6044b54fae279949ac"), order.Hash(Domain));
    }

    [Theory]
    [InlineData(AppOrder.EncodedType, "0x60815a0eeec47dddf1615fe53b31d016c31444e01b9d796db365443a6445d008")]
    [InlineData(DatasetOrder.EncodedType, "0x6cfc932a5a3d22c4359295b9f433edff52b60703fa47690a04a83e40933dd47c")]
    [InlineData(WorkerpoolOrder.EncodedType, "0xaa3429fb281b34691803133d3d978a75bb77c617ed6bc9aa162b9b30920022bb")]
    [InlineData(RequestOrder.EncodedType, "0xf24e853034a3a450aba845a82914fbb564ad85accca6cf62be112a154520fae0")]
    public void The_order_types_are_the_published_ones(string encodedType, string typeHash) =>
        Assert.Equal(Bytes32.Parse(typeHash), Keccak256.HashText(encodedType));

    [Fact]
    public void Every_signed_field_changes_the_hash()
    {
        var order = new RequestOrder(A, new(1), A, new(2), A, new(3), A, 4, Tag.None, 5, 6, A, A, "p", Bytes32.FromInteger(7));
        var other = Address.Parse("0x6666666666666666666666666666666666666666");
        RequestOrder[] changed =
        [
            order with { App = other }, order with { AppMaxPrice = new(9) }, order with { Dataset = other }, order with { DatasetMaxPrice = new(9) },
            order with { Workerpool = other }, order with { WorkerpoolMaxPrice = new(9) }, order with { Requester = other }, order with { Volume = 9 },
            order with { Tag = Tag.FromNames(["gpu"]) }, order with { Category = 9 }, order with { Trust = 9 }, order with { Beneficiary = other },
            order with { Callback = other }, order with { Params = "q" }, order with { Salt = Bytes32.FromInteger(9) },
        ];

        Assert.Equal(changed.Length + 1, changed.Append(order).Select(o => o.Hash(Domain)).Distinct().Count());
        Assert.Equal(order.Hash(Domain), (order with { Sign = [1, 2, 3] }).Hash(Domain));
    }

    [Fact]
    public void A_signature_recovers_to_its_signer()
    {
        using var key = PrivateKey.Create();
        var order = new WorkerpoolOrder(A, new(1), 1, Tag.None, 0, 1, Address.Zero, Address.Zero, Address.Zero, default).SignWith(key, Domain);

        Assert.Equal(key.Address, Signature.FromBytes(order.Sign).Recover(order.Hash(Domain).Value));
    }

    [Theory]
    [InlineData(OrderKind.App, "0x0638bb0702457e2b4b01be8a202579b8bf97e587fb4f2cc4d4aad01f21a06ee0")]
    public void An_operation_is_typed_as_published(OrderKind kind, string typeHash)
    {
        var order = new AppOrder(A, Rlc.Zero, 1, Tag.None, Address.Zero, Address.Zero, Address.Zero, default);
        var expected = Domain.Digest(Keccak256.Hash(
            [.. Bytes32.Parse(typeHash).ToBytes(), .. order.StructHash().ToBytes(), .. Bytes32.FromInteger(1).ToBytes()]));

        Assert.Equal(kind, order.Kind);
        Assert.Equal(expected, order.OperationDigest(OrderOperation.Close, Domain));
    }
}
