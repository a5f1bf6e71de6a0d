namespace Iexec.Ethereum;

/// <summary>A parameter of a function, event or error, or a field of a tuple.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name; empty when it has none.</param>
/// <param name="IsIndexed">Whether it is a topic of its event.</param>
public sealed record AbiParameter(AbiType Type, string Name = "", bool IsIndexed = false);
