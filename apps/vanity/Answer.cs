using Iexec.Ethereum;

namespace Vanity;

/// <summary>What was found. Everybody can read it: the key is for looking at, not for money.</summary>
internal sealed record Answer(string Prefix, Address Address, string PrivateKey, long Tries)
{
    /// <summary>Writes the answer, and the file by which a worker knows what to take the digest of.</summary>
    public void Save(string folder)
    {
        var result = Path.Combine(folder, "result.json");
        File.WriteAllText(
            result,
            $$"""
            {"prefix":"{{Prefix}}","address":"{{Address}}","privateKey":"{{PrivateKey}}","tries":{{Tries}}}

            """);
        File.WriteAllText(
            Path.Combine(folder, "computed.json"),
            $$"""
            {"deterministic-output-path":"{{result}}"}

            """);
    }
}
