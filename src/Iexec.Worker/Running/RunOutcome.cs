using Iexec.Ethereum;

namespace Iexec.Worker.Running;

/// <summary>What a run led to: a result, be it the app's or one that stands for its failure.</summary>
public sealed record RunOutcome
{
    /// <summary>The digest to contribute.</summary>
    public required Bytes32 Digest { get; init; }

    /// <summary>Bytes for the requester's contract, where the digest is theirs.</summary>
    public byte[]? CallbackData { get; init; }

    /// <summary>The archive to upload (zip).</summary>
    public required string ArchivePath { get; init; }

    /// <summary>Why the app has no result of its own; null where it has.</summary>
    public RunFailure? Failure { get; init; }

    /// <summary>The app's exit code; null where it did not run, or was stopped.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The end of what the app wrote to its streams; no part of the digest.</summary>
    public required RunLogs Logs { get; init; }

    /// <summary>How long each stage took, in order.</summary>
    public required IReadOnlyList<StageTiming> Timings { get; init; }
}

/// <summary>How long a stage took.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Start">When it began.</param>
/// <param name="Duration">How long it took, whether it succeeded or not.</param>
public sealed record StageTiming(RunStage Stage, DateTimeOffset Start, TimeSpan Duration);
