using System.Security.Cryptography;

namespace Iexec.Results.Tokens;

/// <summary>The secret that upload tokens are signed with. It is kept in a file, so that tokens outlive a restart.</summary>
internal static class TokenKey
{
    private const int Length = 32;

    /// <summary>Reads the key, or makes one that only this user can read.</summary>
    /// <exception cref="InvalidDataException">The file is not a key.</exception>
    public static byte[] Load(string path)
    {
        if (!File.Exists(path))
            Create(path);
        var key = File.ReadAllBytes(path);
        return key.Length == Length
            ? key
            : throw new InvalidDataException($"{path} is not a token key of {Length} bytes. Remove it to get a new one; tokens given out before then stop working.");
    }

    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Renamed when whole: a crash must not leave half a key.
        var fresh = $"{path}.{Guid.NewGuid():N}";
        using (var file = new FileStream(fresh, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(Length));
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, path);
    }
}
