using Iexec.Hosting;

namespace Iexec.Results;

/// <summary>The settings of a result store.</summary>
public sealed record ResultsSettings : ServiceSettings
{
    /// <summary>The largest archive in bytes that is accepted as a stream (<c>PUT</c>).</summary>
    public long MaxResultBytes { get; init; } = 1L << 30;

    /// <summary>The largest JSON body in bytes (<c>POST</c>), which is read into memory; an archive in it takes a third more, or four times as much.</summary>
    public long MaxJsonBytes { get; init; } = 48 << 20;

    /// <summary>How many bytes one worker's results may take together.</summary>
    public long MaxBytesPerUploader { get; init; } = 20L << 30;

    /// <summary>How long an upload token is good for.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(24);
}
