using Iexec.Ethereum;

namespace Iexec.Results.Upload;

/// <summary>What the chain says a result must be.</summary>
/// <param name="Hash">The result hash that was revealed.</param>
/// <param name="HasCallback">Whether its deal names a contract to call back.</param>
internal sealed record ExpectedResult(Bytes32 Hash, bool HasCallback);
