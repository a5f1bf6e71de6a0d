namespace Iexec.Ethereum;

/// <summary>A field of a struct of typed data.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type: of the ABI, or the name of a struct, or an array of either.</param>
public sealed record TypedField(string Name, string Type);
