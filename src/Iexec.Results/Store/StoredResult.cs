using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Results.Ipfs;

namespace Iexec.Results.Store;

/// <summary>The result of a task that is in the store.</summary>
public sealed record StoredResult
{
    /// <summary>The task.</summary>
    public required TaskId Task { get; init; }

    /// <summary>The archive.</summary>
    public required Cid Cid { get; init; }

    /// <summary>The worker who uploaded it.</summary>
    public required Address Uploader { get; init; }

    /// <summary>The archive's length in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset UploadedAt { get; init; }
}
