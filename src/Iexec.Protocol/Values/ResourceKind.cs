namespace Iexec.Protocol;

/// <summary>The three kinds of registered resources.</summary>
public enum ResourceKind
{
    /// <summary>A container image.</summary>
    App,

    /// <summary>Data.</summary>
    Dataset,

    /// <summary>Machines.</summary>
    Workerpool,
}
