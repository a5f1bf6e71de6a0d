namespace Iexec.Runtime;

/// <summary>How HTTP gets to an address. What it returns stays the transport's own.</summary>
/// <param name="address">Where a request goes.</param>
/// <param name="reach">Which addresses may be connected to on the way, redirects included.</param>
public delegate HttpMessageHandler Transport(Uri address, Reach reach);

/// <summary>Which addresses a client may connect to.</summary>
public enum Reach
{
    /// <summary>All: the address was chosen by the operator or user.</summary>
    Anywhere,

    /// <summary>Those of the public internet: the address was chosen by a stranger, and must not lead into the operator's own network.</summary>
    Public,
}
