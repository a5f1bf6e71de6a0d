using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Iexec.Ethereum;

namespace Iexec.Client;

/// <summary>Asks a test network's faucet for money.</summary>
/// <param name="http">The connection.</param>
/// <param name="url">The faucet's address.</param>
public sealed class FaucetClient(HttpClient http, Uri url)
{
    /// <summary>Ether for transaction fees.</summary>
    public Task<FaucetGift> GetEthAsync(Address to, CancellationToken ct) => GetAsync("getETH", to, ct);

    /// <summary>RLC to spend and to stake.</summary>
    public Task<FaucetGift> GetRlcAsync(Address to, CancellationToken ct) => GetAsync("getRLC", to, ct);

    private async Task<FaucetGift> GetAsync(string what, Address to, CancellationToken ct)
    {
        try
        {
            using var response = await http.PostAsync(new Uri(url, $"/{what}?to={to}"), null, ct);
            var gift = await response.Content.ReadFromJsonAsync<FaucetGift>(ct);
            return gift is { Ok: true } ? gift : throw new UserException($"the faucet refused: {gift?.Error ?? response.ReasonPhrase}");
        }
        catch (Exception e) when (e is HttpRequestException or System.Text.Json.JsonException)
        {
            throw new UserException($"the faucet at {url} can not be asked: {e.Message}", e);
        }
    }
}

/// <summary>What a faucet gave.</summary>
/// <param name="Ok">It gave.</param>
/// <param name="Amount">How much, with its unit.</param>
/// <param name="Transaction">The transaction.</param>
/// <param name="Error">Why not.</param>
public sealed record FaucetGift(
    [property: JsonPropertyName("ok")] bool Ok,
    [property: JsonPropertyName("amount")] string? Amount,
    [property: JsonPropertyName("txHash")] Bytes32? Transaction,
    [property: JsonPropertyName("error")] string? Error = null);
