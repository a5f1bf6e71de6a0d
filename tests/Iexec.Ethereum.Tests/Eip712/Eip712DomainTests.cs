namespace Iexec.Ethereum.Tests.Eip712;

public sealed class Eip712DomainTests
{
    private static readonly Address Contract = Address.Parse("0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC");

    [Fact]
    public void The_example_of_EIP_712_has_the_known_separator_and_digest()
    {
        var domain = new Eip712Domain("Ether Mail", "1", 1, Contract);
        Assert.Equal("0xf2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f", domain.Separator.ToString());
        var mail = Bytes32.Parse("0xc52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e");
        Assert.Equal("0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2", domain.Digest(mail).ToString());
    }

    [Fact]
    public void A_domain_without_a_contract_signs_as_the_generic_form_does()
    {
        var typed = TypedData.Parse("""
            {"types":{"Challenge":[{"name":"challenge","type":"string"}]},"primaryType":"Challenge",
             "domain":{"name":"iExec Gateway","version":"1","chainId":"65535"},
             "message":{"challenge":"Sign this message to log into iExec Gateway: aaaabbbbccccddddaaaabbbbccccdddd"}}
            """);
        Assert.Equal("0x71448a53b27348e04f45f0dc754ca0e66a5074af3bfd212f0608a08bd6afb0bf", typed.Digest.ToString());
        using var key = PrivateKey.Parse("0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318");
        Assert.Equal(
            "0xba5b4cf0b8d144d50bdba96f1b86c4d5fd313deabd53d2fc29b95dad59db93534e5bef4b3899a566612198a99561fee6686b7dd9a35cdad9390dab4bbb0cd10f1c",
            key.Sign(typed.Digest).ToString());
        Assert.Equal(typed.Digest, new Eip712Domain("iExec Gateway", "1", 65535).Digest(typed.StructHash));
    }
}
