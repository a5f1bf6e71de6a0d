namespace Iexec.Protocol;

/// <summary>The four kinds of orders.</summary>
public enum OrderKind
{
    /// <summary>Sells runs of an app.</summary>
    App,

    /// <summary>Sells uses of a dataset.</summary>
    Dataset,

    /// <summary>Sells computing.</summary>
    Workerpool,

    /// <summary>Asks for computing.</summary>
    Request,
}
