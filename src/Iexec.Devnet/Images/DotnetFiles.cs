using System.Runtime.InteropServices;

namespace Iexec.Devnet.Images;

/// <summary>The files with which a .NET app runs in an otherwise empty image: the app, this machine's runtime, the system's libraries.</summary>
internal static class DotnetFiles
{
    /// <summary>Where the program that runs apps is in the image.</summary>
    public const string Host = "/dotnet/dotnet";

    // The host knows a runtime by its list of files, and asks only for those that are needed.
    private static readonly string[] RuntimeFiles = ["Microsoft.NETCore.App.deps.json", "System.Private.CoreLib.dll"];

    private static readonly string[] RuntimeLibraries =
        ["libhostpolicy.so", "libcoreclr.so", "libclrjit.so", "libSystem.Native.so", "libSystem.Security.Cryptography.Native.OpenSsl.so"];

    // The runtime's cryptography, which it loads by name.
    private static readonly string[] LoadedByName = ["libssl.so.3", "libcrypto.so.3"];

    // The curve's library, which its package brings for each platform; beside the app it is found without the list of the app's files.
    private static readonly string Curve = $"runtimes/linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}/native/libsecp256k1.so";

    /// <summary>Files of the app, whose main assembly is given, in <c>/app</c>.</summary>
    public static async Task<RootFiles> CollectAsync(string app, CancellationToken cancellation)
    {
        var appFolder = Path.GetDirectoryName(app)!;
        var framework = RuntimeEnvironment.GetRuntimeDirectory().TrimEnd('/');
        var version = Path.GetFileName(framework);
        var root = Path.GetFullPath(Path.Combine(framework, "../../.."));
        var native = new[] { Path.Combine(root, "dotnet"), Path.Combine(root, "host/fxr", version, "libhostfxr.so") }
            .Concat(RuntimeLibraries.Select(name => Path.Combine(framework, name))).ToList();
        var named = LoadedByName.Select(NativeLibraries.Find).OfType<string>().ToList();

        var curve = Path.Combine(appFolder, Curve);
        var files = new RootFiles().Add("/app/" + Path.ChangeExtension(Path.GetFileName(app), ".runtimeconfig.json"), Path.ChangeExtension(app, ".runtimeconfig.json"));
        foreach (var assembly in AssemblyReferences.Closure(app, appFolder, framework))
            files.Add((Path.GetDirectoryName(assembly) == appFolder ? "/app/" : InRuntime(framework)) + Path.GetFileName(assembly), assembly);
        foreach (var file in native)
            files.Add("/dotnet/" + Path.GetRelativePath(root, file), file);
        foreach (var library in await NativeLibraries.NeededByAsync([.. native, .. named, curve], cancellation))
            files.Add(library);
        foreach (var library in named)
            files.Add(library);
        files.Add("/app/" + Path.GetFileName(curve), curve);
        foreach (var name in RuntimeFiles)
            files.Add(InRuntime(framework) + name, Path.Combine(framework, name));
        return files;
    }

    private static string InRuntime(string framework) => $"/dotnet/shared/{Path.GetFileName(Path.GetDirectoryName(framework))}/{Path.GetFileName(framework)}/";
}
