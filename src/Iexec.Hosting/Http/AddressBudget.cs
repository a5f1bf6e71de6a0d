using System.Net;
using System.Net.Sockets;

namespace Iexec.Hosting;

/// <summary>
/// What each address may still ask for: so many requests a minute, all at once if it likes (GCRA), and so many side by side. An IPv6 /64 is
/// one address, for one customer has all of it. Memory is bounded: beyond that, strangers share the account of the network around them.
/// </summary>
/// <remarks>
/// System.Threading.RateLimiting knows the system's clock only, and keeps an account for every address it ever sees at once.
/// </remarks>
/// <param name="perMinute">How many requests a minute.</param>
/// <param name="atOnce">How many side by side.</param>
/// <param name="time">The clock.</param>
/// <param name="most">How many addresses have an account of their own.</param>
internal sealed class AddressBudget(int perMinute, int atOnce, TimeProvider time, int most = 50_000)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WaitForOthers = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _cost = Window / perMinute;
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Account> _accounts = [];
    private DateTimeOffset _swept;

    /// <summary>How many accounts there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _accounts.Count;
        }
    }

    /// <summary>Takes a request in.</summary>
    /// <param name="address">Who asks.</param>
    /// <param name="wait">When refused, how long it should wait.</param>
    /// <returns>The account to leave when the request is over; null when it is refused.</returns>
    public Account? Enter(IPAddress address, out TimeSpan wait)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var account = AccountOf(address, now);
            var paid = account.PaidUntil > now ? account.PaidUntil : now;
            wait = account.Running >= atOnce ? WaitForOthers : paid + _cost - now - Window;
            if (wait > TimeSpan.Zero)
                return null;
            account.PaidUntil = paid + _cost;
            account.Running++;
            return account;
        }
    }

    /// <summary>A request is over.</summary>
    public void Leave(Account account)
    {
        lock (_lock)
            account.Running--;
    }

    private Account AccountOf(IPAddress address, DateTimeOffset now)
    {
        IPAddress[] networks = [NetworkOf(address, 32, 64), NetworkOf(address, 16, 32), IPAddress.Any];
        for (var i = 0; ; i++)
        {
            if (_accounts.TryGetValue(networks[i], out var account))
                return account;
            if (i == networks.Length - 1 || HasRoom(most * (i + 1), now))
                return _accounts[networks[i]] = new Account();
        }
    }

    private bool HasRoom(int accounts, DateTimeOffset now)
    {
        if (_accounts.Count >= accounts && now - _swept >= WaitForOthers)
        {
            _swept = now;
            foreach (var (network, account) in _accounts)
            {
                if (account.Running == 0 && account.PaidUntil <= now)
                    _accounts.Remove(network);
            }
        }
        return _accounts.Count < accounts;
    }

    private static IPAddress NetworkOf(IPAddress address, int bits4, int bits6)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        bytes[((address.AddressFamily == AddressFamily.InterNetwork ? bits4 : bits6) / 8)..].Clear();
        return new IPAddress(bytes[..length]);
    }

    /// <summary>What an address has used.</summary>
    internal sealed class Account
    {
        public DateTimeOffset PaidUntil { get; set; }

        public int Running { get; set; }
    }
}
