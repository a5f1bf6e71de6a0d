using Iexec.Hosting;

namespace Iexec.Results;

/// <summary>The settings of a result store.</summary>
public sealed record ResultsSettings : ServiceSettings
{
    /// <summary>A result store's defaults: it is open to strangers.</summary>
    public ResultsSettings()
    {
        RequestsPerMinute = 300;
        LimitsLoopback = false;
    }

    /// <summary>The largest archive in bytes that is accepted.</summary>
    public long MaxResultBytes { get; init; } = 1L << 30;

    /// <summary>How many bytes one worker's results may take together.</summary>
    public long MaxBytesPerUploader { get; init; } = 20L << 30;

    /// <summary>How many bytes all results may take together.</summary>
    public long MaxBytes { get; init; } = 1L << 40;

    /// <summary>How many bytes of the disk are left free: no upload begins that could take them.</summary>
    public long MinFreeBytes { get; init; } = 1L << 30;

    /// <summary>How many uploads are taken in side by side.</summary>
    public int UploadsAtOnce { get; init; } = 64;

    /// <summary>How many of them may be one worker's.</summary>
    public int UploadsAtOncePerUploader { get; init; } = 16;

    /// <summary>How long an upload may take.</summary>
    public TimeSpan UploadTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a result is kept. Then it is removed, fetched or not.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long an upload token is good for.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(24);
}
