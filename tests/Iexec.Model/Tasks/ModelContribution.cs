using System.Numerics;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>What a worker committed to.</summary>
internal sealed class ModelContribution(Address worker, Bytes32 hash, Bytes32 seal, Address enclave, ulong credibility)
{
    public Address Worker => worker;

    public Bytes32 Hash => hash;

    public Bytes32 Seal => seal;

    public Address Enclave => enclave;

    /// <summary>What the worker's word weighed when it contributed.</summary>
    public ulong Credibility => credibility;

    /// <summary>Its part in the reward, beside those of the other winners.</summary>
    public ulong Share => credibility == 0 ? 0 : (ulong)BitOperations.Log2(credibility);

    public ContributionStatus Status { get; set; } = ContributionStatus.Contributed;

    public Contribution View() => new(Status, hash, seal, enclave, Share);
}
