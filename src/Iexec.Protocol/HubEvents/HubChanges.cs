using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>A category was created.</summary>
public sealed record CategoryCreated(Log Log, Category Category) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence =>
        $"category {Category.Id} created: {PrintableText.Of(Category.Name, 100)}, at most {Category.WorkClockTimeRef} s";
}

/// <summary>Assets may be looked up in other registries from a time on.</summary>
/// <param name="Log">Where it stands on chain.</param>
/// <param name="Apps">The registry of apps.</param>
/// <param name="Datasets">The registry of datasets.</param>
/// <param name="Workerpools">The registry of workerpools.</param>
/// <param name="Time">From when on, in seconds since 1970.</param>
public sealed record RegistriesAnnounced(Log Log, Address Apps, Address Datasets, Address Workerpools, ulong Time) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence => $"other registries announced: {Apps}, {Datasets}, {Workerpools}";
}

/// <summary>The hub has a new owner.</summary>
public sealed record OwnershipTransferred(Log Log, Address From, Address To) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence => $"the hub passed from {From} to {To}";
}
