using System.Reflection;
using System.Runtime.InteropServices;

namespace Iexec.Ethereum;

/// <summary>The functions of <c>secp256k1.h</c> and <c>secp256k1_recovery.h</c> that are used.</summary>
internal static partial class Secp256k1Library
{
    public const uint SignAndVerify = 0x301;
    public const uint Uncompressed = 2;

    private const string Name = "secp256k1";
    private static readonly string[] FileNames =
        ["libsecp256k1.so.1", "libsecp256k1.so.2", "libsecp256k1.so.5", "libsecp256k1.so.6", "libsecp256k1.dylib", "secp256k1.dll"];
    private static readonly nint Handle = Load();

    public static bool IsLoadable => Handle != 0;

    private static nint Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(Secp256k1Library).Assembly, (name, _, _) => name == Name ? Handle : 0);
        foreach (var fileName in FileNames)
        {
            if (!NativeLibrary.TryLoad(fileName, Assembly.GetExecutingAssembly(), null, out var handle)) continue;
            if (NativeLibrary.TryGetExport(handle, "secp256k1_ecdsa_recover", out _)) return handle;
            NativeLibrary.Free(handle);
        }
        return 0;
    }

    [LibraryImport(Name, EntryPoint = "secp256k1_context_create")]
    internal static partial nint CreateContext(uint flags);

    [LibraryImport(Name, EntryPoint = "secp256k1_context_randomize")]
    internal static partial int RandomizeContext(nint context, ReadOnlySpan<byte> seed);

    [LibraryImport(Name, EntryPoint = "secp256k1_ec_seckey_verify")]
    internal static partial int VerifyKey(nint context, ReadOnlySpan<byte> key);

    [LibraryImport(Name, EntryPoint = "secp256k1_ec_pubkey_create")]
    internal static partial int CreatePublicKey(nint context, Span<byte> point, ReadOnlySpan<byte> key);

    [LibraryImport(Name, EntryPoint = "secp256k1_ec_pubkey_parse")]
    internal static partial int ParsePublicKey(nint context, Span<byte> point, ReadOnlySpan<byte> input, nuint length);

    [LibraryImport(Name, EntryPoint = "secp256k1_ec_pubkey_serialize")]
    internal static partial int SerializePublicKey(nint context, Span<byte> output, ref nuint length, ReadOnlySpan<byte> point, uint flags);

    [LibraryImport(Name, EntryPoint = "secp256k1_ecdsa_sign_recoverable")]
    internal static partial int SignRecoverable(nint context, Span<byte> signature, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> key, nint nonceFunction, nint nonceData);

    [LibraryImport(Name, EntryPoint = "secp256k1_ecdsa_recoverable_signature_serialize_compact")]
    internal static partial int SerializeRecoverable(nint context, Span<byte> output, out int recoveryId, ReadOnlySpan<byte> signature);

    [LibraryImport(Name, EntryPoint = "secp256k1_ecdsa_recoverable_signature_parse_compact")]
    internal static partial int ParseRecoverable(nint context, Span<byte> signature, ReadOnlySpan<byte> input, int recoveryId);

    [LibraryImport(Name, EntryPoint = "secp256k1_ecdsa_recover")]
    internal static partial int Recover(nint context, Span<byte> point, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> hash);

    [LibraryImport(Name, EntryPoint = "secp256k1_ecdsa_signature_parse_compact")]
    internal static partial int ParseCompact(nint context, Span<byte> signature, ReadOnlySpan<byte> input);

    [LibraryImport(Name, EntryPoint = "secp256k1_ecdsa_signature_normalize")]
    internal static partial int Normalize(nint context, nint output, ReadOnlySpan<byte> signature);

    [LibraryImport(Name, EntryPoint = "secp256k1_ecdsa_verify")]
    internal static partial int VerifySignature(nint context, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> point);
}
