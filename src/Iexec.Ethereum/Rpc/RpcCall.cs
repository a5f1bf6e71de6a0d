namespace Iexec.Ethereum;

/// <summary>A call of a node, as part of a batch.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Args">Its arguments, written as <see cref="RpcJson"/> says.</param>
public sealed record RpcCall(string Method, params object?[] Args);
