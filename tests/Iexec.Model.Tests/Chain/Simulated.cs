using Iexec.Ethereum;

namespace Iexec.Model.Tests;

/// <summary>A block of a simulation.</summary>
public sealed record SimulatedBlock(IReadOnlyList<SimulatedCall> Calls);

/// <summary>What came of a call.</summary>
/// <param name="ReturnData">What it returned, or reverted with.</param>
/// <param name="Status">1 when it succeeded.</param>
/// <param name="Logs">What contracts logged.</param>
/// <param name="Error">Why it failed, if it did.</param>
public sealed record SimulatedCall(byte[] ReturnData, ulong Status, IReadOnlyList<Log> Logs, SimulatedError? Error = null);

/// <summary>Why a call failed.</summary>
public sealed record SimulatedError(string Message, byte[]? Data = null);
