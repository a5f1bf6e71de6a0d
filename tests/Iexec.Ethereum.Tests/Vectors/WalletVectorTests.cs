using System.Text;

namespace Iexec.Ethereum.Tests.Vectors;

public sealed class WalletVectorTests
{
    // The two crowdsale wallets are left out: that format of the sale of 2014 is of no use to anybody here.
    [Fact]
    public void Every_V3_keystore_of_the_vectors_opens_but_the_two_of_the_2014_crowdsale_format_are_left_out()
    {
        var wallets = Vector.Load("wallets", 9).Where(w => w.Text("type") == "keystore").ToList();
        Assert.Equal(7, wallets.Count);
        foreach (var w in wallets)
        {
            var password = Encoding.UTF8.GetString(Hex.Decode(w.Text("password")));
            using var key = KeystoreV3.Decrypt(w.Text("content"), password);
            Assert.Equal(w.Text("address"), key.Address.ToString());
        }
    }
}
