namespace Iexec.Ethereum;

/// <summary>How much work it takes to try a password (RFC 7914): memory is 128·N·R bytes, time N·R·P.</summary>
/// <param name="N">A power of two.</param>
/// <param name="R">The block size.</param>
/// <param name="P">Repetitions.</param>
public sealed record ScryptCost(int N, int R, int P)
{
    private const long MaximumMemory = 512L << 20;
    private const long MaximumWork = 1L << 23;

    /// <summary>What wallets use: 128 MiB and about half a second.</summary>
    public static ScryptCost Standard { get; } = new(1 << 17, 8, 1);

    /// <summary>4 MiB and some hundredths of a second: for machines short of memory, with passwords nobody can guess.</summary>
    public static ScryptCost Light { get; } = new(1 << 12, 8, 6);

    /// <summary>Refuses what is not scrypt, and what a hostile file would exhaust a machine with.</summary>
    /// <exception cref="FormatException">N is no power of two, a number is not positive, or the cost is out of bounds.</exception>
    internal void Check()
    {
        if (N < 2 || (N & (N - 1)) != 0 || R < 1 || P < 1)
            throw new FormatException($"scrypt takes a power of two for n, and positive r and p; found n={N}, r={R}, p={P}.");
        if ((Int128)128 * N * R > MaximumMemory || (Int128)N * R * P > MaximumWork)
            throw new FormatException($"This keystore asks for more work than is allowed: n={N}, r={R}, p={P}. At most 512 MiB, and n·r·p of {MaximumWork}.");
    }
}
