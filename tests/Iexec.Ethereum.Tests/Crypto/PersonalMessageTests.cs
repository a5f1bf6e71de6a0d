using System.Text;

namespace Iexec.Ethereum.Tests;

public sealed class PersonalMessageTests
{
    [Fact]
    public void A_message_hashes_as_every_wallet_hashes_it() =>
        Assert.Equal(
            Bytes32.Parse("0xa1de988600a42c4b4ab089b619297c17d53cffae5d5120d82d8a92d0bb3b78f2"),
            PersonalMessage.Hash(Encoding.UTF8.GetBytes("Hello World")));
}
