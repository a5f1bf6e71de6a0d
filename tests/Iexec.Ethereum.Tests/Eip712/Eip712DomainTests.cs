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
    public void A_domain_without_a_contract_has_the_digest_that_wallets_sign()
    {
        var challenge = Keccak256.HashText("Sign this message to log into iExec Gateway: aaaabbbbccccddddaaaabbbbccccdddd");
        var message = Keccak256.HashPacked(Keccak256.HashText("Challenge(string challenge)"), challenge);
        Assert.Equal(
            "0x71448a53b27348e04f45f0dc754ca0e66a5074af3bfd212f0608a08bd6afb0bf",
            new Eip712Domain("iExec Gateway", "1", 65535).Digest(message).ToString());
    }
}
