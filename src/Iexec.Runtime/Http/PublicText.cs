using System.Text.RegularExpressions;

namespace Iexec.Runtime;

/// <summary>Texts that were written for a log, made fit for strangers.</summary>
public static partial class PublicText
{
    private const int MaxLength = 2000;

    /// <summary>
    /// The text with each address in it shown <see cref="ShownAddresses.WithoutSecrets">without secrets</see>, and printable.
    /// </summary>
    public static string Of(string text) => PrintableText.Of(AddressLike().Replace(text, match => Shown(match.Value)), MaxLength);

    private static string Shown(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address.WithoutSecrets() : "…";

    [GeneratedRegex(@"[a-z][a-z0-9+.-]*://[^\s'""<>()]+", RegexOptions.IgnoreCase)]
    private static partial Regex AddressLike();
}
