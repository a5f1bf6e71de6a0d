using Iexec.Api;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>How a task ended.</summary>
/// <param name="Task">The task on chain: completed, or failed and refunded.</param>
/// <param name="Report">What its scheduler says of its end; null when it can not be asked.</param>
public sealed record TaskOutcome(ChainTask Task, TaskReport? Report);
