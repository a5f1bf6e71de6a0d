using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model.Tests;

/// <summary>
/// Writes random scripts. It plays what it writes, so that it can go on with what would make sense, and so reach deep states;
/// now and then it writes something that makes none.
/// </summary>
public sealed partial class Author
{
    private const ulong ScoreInterval = 3600;

    private static readonly string[] Words = ["x", "y", "z"];

    private readonly Play _play;
    private readonly Random _random;
    private readonly List<Step> _steps = [];
    private readonly List<string> _deals = [];
    private int _sales;
    private ulong? _lastRise;
    private bool _isPlaying;

    private Author(Cast cast, int seed) => (_play, _random) = (new(cast), new(seed));

    /// <summary>A script of 20 to 40 operations, besides what prepares them; the same for the same seed.</summary>
    public static Script Write(Cast cast, int seed)
    {
        var author = new Author(cast, seed);
        try
        {
            author.Write();
        }
        catch (Exception) when (author._isPlaying)
        {
            // The model throws. The script ends with that step, and shows it to who plays it.
        }
        return new(author._steps, seed);
    }

    private HubModel Hub => _play.Hub;

    private void Write()
    {
        var operations = _random.Next(20, 41);
        Prepare();
        Sell();
        while (_steps.Count(s => s.Verb is not ("wait" or "app" or "dataset" or "pool" or "request")) < operations)
            Next();
    }

    private void Next()
    {
        var roll = _random.Next(100);
        if (roll < 60) GoOn();
        else if (roll < 76) GoWrong();
        else if (roll < 84) MoveMoney();
        else if (roll < 88) Sell();
        else if (roll < 92) ManageOrder();
        else if (roll < 96) ChangeTerms();
        else Tell(_lastRise is { } rise && rise + ScoreInterval > _play.Now && Chance(40)
            ? WaitUntil(rise + ScoreInterval)
            : Phrase("wait", ("seconds", $"{_random.Next(1, 400)}")));
    }

    private Move? Tell(string verb, params (string, string?)[] arguments) => Tell(Phrase(verb, arguments));

    private static Step Phrase(string verb, params (string Name, string? Value)[] arguments) =>
        new(verb, [.. arguments.Where(a => a.Value is not null).Select(a => (a.Name, a.Value!))]);

    private Move? Tell(Step step)
    {
        _steps.Add(step);
        _isPlaying = true;
        var move = _play.Do(step);
        _isPlaying = false;
        if (move?.Outcome.Events.Any(e => e.Name == "AccurateContribution") is true)
            _lastRise = _play.Now;
        return move;
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(params IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private string Person() => Chance(8) ? "wallet" : Pick(Cast.People);

    /// <summary>Somebody or something, whatever it is.</summary>
    private string Anyone() => Pick([.. _play.Cast.Names]);

    private string Name(Address address) => _play.Cast.NameOf(address);

    private string AnyAmount() => $"{Pick<ulong>(0, 1, 1000, 5 * Rlc.NanoPerRlc, Cast.Fortune.Nano, Cast.Fortune.Nano + 1, 1UL << 62, ulong.MaxValue)}";
}
