using System.Text.RegularExpressions;

namespace Iexec.Worker.Containers;

/// <summary>The name of an image as an app's multiaddr gives it: <c>[registry/]repository[:tag][@sha256:…]</c>.</summary>
/// <param name="Repository">Registry and repository, without tag.</param>
/// <param name="Tag">The tag; <c>latest</c> where none is given.</param>
/// <param name="Digest">The manifest digest <c>sha256:…</c> in the name, if any.</param>
public sealed partial record ImageName(string Repository, string Tag, string? Digest)
{
    private const int LongestRepository = 255;

    /// <summary>The name with its tag.</summary>
    public string Tagged => $"{Repository}:{Tag}";

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">It is not an image's name.</exception>
    public static ImageName Parse(string multiaddr)
    {
        var match = multiaddr.Length <= 512 ? Grammar().Match(multiaddr) : Match.Empty;
        if (!match.Success || match.Groups["repository"].Length > LongestRepository)
            throw new FormatException(
                $"'{(multiaddr.Length <= 80 ? multiaddr : multiaddr[..80] + "…")}' is not the name of an image: expected registry/repository:tag, such as docker.io/library/hello-world:latest.");
        return new ImageName(
            match.Groups["repository"].Value,
            match.Groups["tag"] is { Success: true } tag ? tag.Value : "latest",
            match.Groups["digest"] is { Success: true } digest ? digest.Value : null);
    }

    // The registry's host may have capitals and a port; path components are lower case and never '..'.
    [GeneratedRegex("""
        ^(?<repository>(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]{1,5})?/)?
        [a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*)
        (?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grammar();
}
