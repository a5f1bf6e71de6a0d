namespace Iexec.Worker.Running;

/// <summary>What an app reaches over the network.</summary>
public enum NetworkPolicy
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The internet, but never the host, its containers or any private address.</summary>
    Outbound,
}
