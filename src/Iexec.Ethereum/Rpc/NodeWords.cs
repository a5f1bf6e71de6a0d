using Iexec.Runtime;

namespace Iexec.Ethereum;

/// <summary>What a node says, fit for logs and public reports: short, printable, and without the keys that its address holds.</summary>
internal sealed class NodeWords(Uri endpoint)
{
    private const int MaxLength = 600;
    private const int ShortestKey = 8;

    private readonly List<string> _keys =
        [.. $"{endpoint.UserInfo}/{endpoint.PathAndQuery}".Split('/', ':', '?', '&', '=').Where(part => part.Length >= ShortestKey)];

    /// <summary>The node's name.</summary>
    public string Node { get; } = endpoint.WithoutSecrets();

    public string Of(string text)
    {
        // Cut before it is worked on: a body may be large.
        var some = text[..Math.Min(text.Length, 4 * MaxLength)];
        var words = string.Join(' ', some.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var shown = _keys.Aggregate(words, (said, key) => said.Replace(key, "…", StringComparison.OrdinalIgnoreCase));
        return PrintableText.Of(shown, MaxLength);
    }
}
