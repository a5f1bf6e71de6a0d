using Iexec.Runtime;

namespace Iexec.Results.Tokens;

/// <summary>The secret that upload tokens are signed with. It is kept in a file, so that tokens outlive a restart.</summary>
internal static class TokenKey
{
    private const int Length = 32;

    /// <summary>Reads the key, or makes one that only this user can read.</summary>
    /// <exception cref="InvalidDataException">The file is not a key.</exception>
    public static byte[] Load(string path, Random random)
    {
        if (!File.Exists(path))
            Create(path, random);
        var key = File.ReadAllBytes(path);
        return key.Length == Length
            ? key
            : throw new InvalidDataException($"{path} is not a token key of {Length} bytes. Remove it to get a new one; tokens given out before then stop working.");
    }

    private static void Create(string path, Random random)
    {
        var key = new byte[Length];
        random.NextBytes(key);
        // Renamed when whole: a crash must not leave half a key.
        var fresh = $"{path}.new";
        File.Delete(fresh);
        using (var file = PrivateFiles.Open(fresh, FileMode.CreateNew))
        {
            file.Write(key);
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, path);
    }
}
