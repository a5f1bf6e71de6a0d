using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Iexec.Devnet;

/// <summary>Gives away a test network's ether and RLC: <c>POST /getETH?to=…</c>, <c>POST /getRLC?to=…</c>.</summary>
public static class FaucetService
{
    /// <summary>Ether given at once, in wei.</summary>
    public static readonly System.Numerics.BigInteger Ether = System.Numerics.BigInteger.Pow(10, 18);

    /// <summary>RLC given at once.</summary>
    public static readonly Rlc Rlc = new(1000 * Rlc.NanoPerRlc);

    /// <summary>The service, not started.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="sender">Sends from the wallet that holds the test network's money.</param>
    /// <param name="token">The RLC token.</param>
    /// <param name="surroundings">What comes from outside.</param>
    public static WebApplication Create(ServiceSettings settings, ITransactionSender sender, Address token, ServiceSurroundings surroundings)
    {
        var app = ServiceHost.Build(ServiceHost.CreateBuilder(settings, surroundings));
        var gifts = 0L;
        app.MapPost("/getETH", (string to, CancellationToken ct) =>
            GiveAsync(to, new ContractCall(Receiver(to), [], Ether), $"{Units.Format(Ether)} ETH", ct));
        app.MapPost("/getRLC", (string to, CancellationToken ct) =>
            GiveAsync(to, TokenCalls.Transfer(token, Receiver(to), Rlc), Rlc.ToString(), ct));
        return app;

        // Its outbox begins with it: the number of a gift is unique.
        async Task<IResult> GiveAsync(string to, ContractCall call, string amount, CancellationToken ct)
        {
            var sent = await sender.SendAsync(call, $"gift {Interlocked.Increment(ref gifts)}: {amount} to {to}", ct: ct);
            return Microsoft.AspNetCore.Http.Results.Json(new { ok = true, amount, txHash = sent.Hash });
        }
    }

    private static Address Receiver(string to) =>
        Address.TryParse(to, out var address) ? address : throw new UserErrorException($"'{to}' is no address");
}
