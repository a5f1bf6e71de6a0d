using Iexec.Testing;

namespace Iexec.Ethereum.Tests.Keystores;

public sealed class KeystoreDirectoryTests : IDisposable
{
    private static readonly ScryptCost Cheap = new(16, 8, 1);

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("iexec-keystore-").FullName, "a", "keystore");
    private readonly ManualTime _time = new(new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero));

    [Fact]
    public async Task A_saved_key_is_found_opens_and_is_dated()
    {
        using var key = PrivateKey.Create();
        var keystores = new KeystoreDirectory(_path, _time);
        var saved = await keystores.SaveAsync(key, "p", Cheap);
        Assert.Equal($"UTC--2026-02-03T04-05-06.0000000Z--{key.Address.ToString()[2..].ToLowerInvariant()}", Path.GetFileName(saved.Path));
        Assert.Equal(saved, keystores.Find(key.Address));
        Assert.Null(keystores.Find(Address.Zero));
        using var opened = await saved.OpenAsync("p");
        Assert.Equal(key.Address, opened.Address);
        await Assert.ThrowsAsync<WrongPasswordException>(() => saved.OpenAsync("q"));
        Assert.Single(Directory.GetFileSystemEntries(_path));
    }

    [Fact]
    public async Task Only_the_user_may_read_what_is_saved()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var key = PrivateKey.Create();
        var saved = await new KeystoreDirectory(_path, _time).SaveAsync(key, "p", Cheap);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(saved.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_path));
    }

    [Fact]
    public async Task The_newest_comes_first_whichever_wallet_wrote_it()
    {
        using PrivateKey first = PrivateKey.Create(), second = PrivateKey.Create();
        var keystores = new KeystoreDirectory(_path, _time);
        Assert.Empty(keystores.List());
        Assert.Null(keystores.Find());
        var a = await keystores.SaveAsync(first, "p", Cheap);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var b = await keystores.SaveAsync(second, "p", Cheap);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var c = await keystores.SaveAsync(first, "p", Cheap);
        Assert.Equal([c, b, a], keystores.List());
        Assert.Equal(c, keystores.Find());
        Assert.Equal(c, keystores.Find(first.Address));

        foreach (var name in new[] { "UTC--2027-01-27T01-52-22.0Z--012363d61bdc53d0290a0f25e9c89f8257550fb8", "UTC--2027-01-27T01-52-22.123456789Z--012363D61BDC53D0290A0F25E9C89F8257550FB8", "notes.txt", "UTC--2028--zz" })
            await File.WriteAllTextAsync(Path.Combine(_path, name), "{}");
        Assert.Equal(["2027-01-27T01-52-22.123456789", "2027-01-27T01-52-22.0"], keystores.List().Take(2).Select(f => f.Created));
        Assert.Equal(5, keystores.List().Count);
    }

    [Fact]
    public async Task Nothing_is_overwritten()
    {
        using var key = PrivateKey.Create();
        var keystores = new KeystoreDirectory(_path, _time);
        await keystores.SaveAsync(key, "p", Cheap);
        await Assert.ThrowsAsync<IOException>(() => keystores.SaveAsync(key, "q", Cheap));
        using var opened = await keystores.Find()!.OpenAsync("p");
    }

    public void Dispose() => Directory.Delete(Path.GetFullPath("../..", _path), recursive: true);
}
