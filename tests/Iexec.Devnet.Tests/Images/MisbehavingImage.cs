using Iexec.Devnet.Images;
using Iexec.Testing;

namespace Iexec.Devnet.Tests.Images;

/// <summary>An app that does what its first argument says: see <c>apps/misbehaving/misbehave.sh</c>.</summary>
internal static class MisbehavingImage
{
    // Debian's static busybox runs an applet by the name it is called by, so each needs one in the image.
    private static readonly string[] Applets = ["sh", "env", "grep", "sort", "head", "sha256sum", "seq", "yes", "tail", "sleep", "ln", "wget"];

    public static LocalImage Create()
    {
        var files = new RootFiles().Add("/misbehave", Path.Combine(Repository.Root!, "apps/misbehaving/misbehave.sh"));
        foreach (var applet in Applets)
            files.Add("/bin/" + applet, "/bin/busybox");
        return new LocalImage("iexec/misbehaving", "1", files, ["/bin/sh", "/misbehave"], ["PATH=/bin"]);
    }
}
