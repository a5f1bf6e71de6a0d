namespace Iexec.Ethereum;

/// <summary>A keystore does not open with the password given.</summary>
public sealed class WrongPasswordException() : Exception("Wrong password: it does not open this keystore.");
