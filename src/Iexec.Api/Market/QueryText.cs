namespace Iexec.Api;

/// <summary>The query of a request, part by part; what is null is left out.</summary>
internal sealed class QueryText(ulong chainId)
{
    private string _text = $"?chainId={chainId}";

    public QueryText Add<T>(string name, T? value) where T : struct
    {
        if (value is { } given)
            _text += $"&{name}={given}";
        return this;
    }

    public QueryText AddAny(string name)
    {
        _text += $"&{name}=any";
        return this;
    }

    public override string ToString() => _text;
}
