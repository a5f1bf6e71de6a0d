namespace Iexec.Ethereum.Tests.Abi;

public sealed class ContractAbiTests
{
    private const string Json = """
        [
          {"type":"constructor","inputs":[{"name":"owner","type":"address"}]},
          {"type":"function","name":"match","stateMutability":"nonpayable","outputs":[{"name":"","type":"bytes32"}],
           "inputs":[{"name":"orders","type":"tuple[2][]","components":[{"name":"app","type":"address"},{"name":"inner","type":"tuple","components":[{"name":"x","type":"uint8"}]}]}]},
          {"type":"function","name":"get","inputs":[],"outputs":[]},
          {"type":"function","name":"get","inputs":[{"name":"i","type":"uint256"}],"outputs":[]},
          {"type":"event","name":"Matched","anonymous":false,"inputs":[{"name":"id","type":"bytes32","indexed":true},{"name":"n","type":"uint256","indexed":false}]},
          {"type":"event","name":"Hidden","anonymous":true,"inputs":[]},
          {"type":"error","name":"Nope","inputs":[{"name":"why","type":"string"}]},
          {"type":"receive","stateMutability":"payable"}
        ]
        """;

    private readonly ContractAbi _abi = ContractAbi.FromJson(Json);

    [Fact]
    public void Tuples_are_read_from_their_components() =>
        Assert.Equal("match((address,(uint8))[2][])", _abi.Function("match").Signature);

    [Fact]
    public void Overloaded_functions_are_found_by_signature()
    {
        Assert.Contains("several", Assert.Throws<KeyNotFoundException>(() => _abi.Function("get")).Message, StringComparison.Ordinal);
        Assert.Single(_abi.Function("get(uint256)").Inputs);
        Assert.Throws<KeyNotFoundException>(() => _abi.Function("put"));
    }

    [Fact]
    public void Calls_logs_and_errors_find_what_they_are_of()
    {
        Assert.Equal("get(uint256)", _abi.FindFunction(_abi.Function("get(uint256)").EncodeCall(1))!.Signature);
        Assert.Null(_abi.FindFunction(new byte[] { 1 }));
        Assert.Equal("Nope(string)", _abi.FindError(_abi.Error("Nope").Encode("why"))!.Signature);
        Assert.Equal(AbiError.Panic, _abi.FindError(AbiError.Panic.Encode(0x11)));
        Assert.Null(_abi.FindError(Array.Empty<byte>()));
        var log = new Log(Address.Zero, [_abi.Event("Matched").Topic, Bytes32.Zero], new byte[32], 1, Bytes32.Zero, Bytes32.Zero, 0, 0);
        Assert.Equal("Matched(bytes32,uint256)", _abi.FindEvent(log)!.Signature);
        Assert.Null(_abi.FindEvent(log with { Topics = [Bytes32.Zero] }));
        Assert.Equal("owner", Assert.Single(_abi.Constructor).Name);
        Assert.Single(_abi.Events);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{\"type\":\"function\"}]")]
    [InlineData("[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[{\"type\":\"tuple\"}]}]")]
    [InlineData("[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[{\"type\":\"wat\"}]}]")]
    [InlineData("[{\"type\":\"function\",\"name\":null,\"inputs\":1}]")]
    public void Other_json_is_refused(string json) => Assert.Throws<FormatException>(() => ContractAbi.FromJson(json));
}
