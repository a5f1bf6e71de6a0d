using System.Numerics;

namespace Iexec.Ethereum.Tests.Abi;

public sealed class AbiDeclarationTests
{
    private static readonly Address Alice = Address.Parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    private static readonly Address Bob = Address.Parse("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359");

    [Fact]
    public void A_function_encodes_the_known_call()
    {
        var transfer = AbiFunction.Parse("function transfer(address to, uint256 amount) external returns (bool success)");
        Assert.Equal("transfer(address,uint256)", transfer.Signature);
        Assert.Equal("0xa9059cbb", Hex.Encode(transfer.Selector));
        var call = transfer.EncodeCall(Alice, 7);
        Assert.Equal("0xa9059cbb0000000000000000000000005aaeb6053f3e94c9b9a09f33669435e7ef1beaed0000000000000000000000000000000000000000000000000000000000000007", Hex.Encode(call));
        Assert.Equal([Alice, (BigInteger)7], transfer.DecodeCall(call));
        Assert.Equal([true], transfer.DecodeResult(Bytes32.FromInteger(1).ToBytes()));
        Assert.ThrowsAny<ArgumentException>(() => transfer.EncodeCall(Alice));
    }

    [Theory]
    [InlineData("function viewAccount(address) returns ((uint256 stake,uint256 locked))", "viewAccount(address)", "(uint256,uint256)")]
    [InlineData("viewAccount(address account) external view returns ((uint256,uint256) memory)", "viewAccount(address)", "(uint256,uint256)")]
    [InlineData("function f() public pure virtual override;", "f()", "")]
    public void Words_that_do_not_change_the_call_are_optional(string declaration, string signature, string outputs)
    {
        var function = AbiFunction.Parse(declaration);
        Assert.Equal(signature, function.Signature);
        Assert.Equal(outputs, string.Join(',', function.Outputs.Select(o => o.Type)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("function")]
    [InlineData("function (address)")]
    [InlineData("function f")]
    [InlineData("function f(address")]
    [InlineData("function f(address))")]
    [InlineData("function f(addres)")]
    [InlineData("function f() returns")]
    [InlineData("function 1f()")]
    public void Other_declarations_are_refused(string declaration) => Assert.Throws<FormatException>(() => AbiFunction.Parse(declaration));

    [Fact]
    public void Nothing_returned_and_the_call_of_another_function_say_so()
    {
        var balance = AbiFunction.Parse("balanceOf(address) returns (uint256)");
        Assert.Contains("no contract", Assert.Throws<FormatException>(() => balance.DecodeResult([])).Message, StringComparison.Ordinal);
        Assert.Contains("0xdeadbeef", Assert.Throws<FormatException>(() => balance.DecodeCall([0xde, 0xad, 0xbe, 0xef])).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => balance.DecodeCall([0xde]));
    }

    [Fact]
    public void An_event_decodes_topics_and_data_in_the_order_of_its_parameters()
    {
        var e = AbiEvent.Parse("event Moved(uint256 amount, address indexed from, string note, address indexed to, bytes indexed memo)");
        var data = AbiCodec.Encode([AbiType.Parse("uint256"), AbiType.Parse("string")], [5, "hi"]);
        var memo = Keccak256.HashText("memo");
        var log = Logged([e.Topic, Alice.ToWord(), Bob.ToWord(), memo], data);
        Assert.True(e.Matches(log));
        Assert.Equal([(BigInteger)5, Alice, "hi", Bob, memo], e.Decode(log));
    }

    [Fact]
    public void A_log_with_other_topics_is_not_of_the_event()
    {
        var transfer = AbiEvent.Parse("event Transfer(address indexed from, address indexed to, uint256 value)");
        Assert.Equal("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef", transfer.Topic.ToString());
        Log[] others =
        [
            Logged([], new byte[32]),
            Logged([Bytes32.Zero, Alice.ToWord(), Bob.ToWord()], new byte[32]),
            // An ERC-721 has the same event with its id indexed.
            Logged([transfer.Topic, Alice.ToWord(), Bob.ToWord(), Bytes32.Zero], []),
        ];
        foreach (var log in others)
        {
            Assert.False(transfer.Matches(log));
            Assert.Throws<FormatException>(() => transfer.Decode(log));
        }
        Assert.Throws<FormatException>(() => transfer.Decode(Logged([transfer.Topic, Alice.ToWord(), Bytes32.FromInteger(-1)], new byte[32])));
    }

    [Fact]
    public void An_error_decodes_its_arguments()
    {
        Assert.Equal("0x08c379a0", Hex.Encode(AbiError.Text.Selector));
        Assert.Equal("0x4e487b71", Hex.Encode(AbiError.Panic.Selector));
        var error = AbiError.Parse("error InsufficientBalance(uint256 available, uint256 required)");
        var data = error.Encode(1, 2);
        Assert.True(error.Matches(data));
        Assert.Equal([BigInteger.One, (BigInteger)2], error.Decode(data));
        Assert.False(AbiError.Text.Matches(data));
        Assert.Throws<FormatException>(() => AbiError.Text.Decode(data));
    }

    private static Log Logged(IReadOnlyList<Bytes32> topics, byte[] data) => new(Alice, topics, data, 1, Bytes32.Zero, Bytes32.Zero, 0, 0);
}
