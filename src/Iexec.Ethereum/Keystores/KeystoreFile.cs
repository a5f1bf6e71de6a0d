namespace Iexec.Ethereum;

/// <summary>A keystore in a directory.</summary>
/// <param name="Path">The file.</param>
/// <param name="Address">The account that its name or content says; null where neither does.</param>
/// <param name="Created">When it was made: sorts by time.</param>
public sealed record KeystoreFile(string Path, Address? Address, string Created)
{
    /// <summary>Decrypts its key.</summary>
    /// <exception cref="WrongPasswordException">The password is not the one it was encrypted with.</exception>
    /// <exception cref="FormatException">The file is damaged, or not of version 3.</exception>
    public async Task<PrivateKey> OpenAsync(string password, CancellationToken cancellationToken = default) =>
        KeystoreV3.Decrypt(await File.ReadAllTextAsync(Path, cancellationToken), password);
}
