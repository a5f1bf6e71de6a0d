using System.Runtime.Versioning;
using Iexec.Devnet.Processes;
using Xunit;

namespace Iexec.Devnet.Tests.Processes;

[SupportedOSPlatform("linux")]
public sealed class StateFolderTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string _parent = Directory.CreateTempSubdirectory("iexec-test-").FullName;

    [Fact]
    public void A_new_folder_and_all_in_it_are_closed_to_other_users()
    {
        using var state = StateFolder.Open(Path.Combine(_parent, "new"));

        Assert.All([state.Path, state.Logs, state.Records, state.Subfolder("other")], path => Assert.Equal(OwnerOnly, new DirectoryInfo(path).UnixFileMode));
    }

    [Fact]
    public void A_folder_open_to_other_users_is_refused_and_left_as_it_is()
    {
        var open = Directory.CreateDirectory(Path.Combine(_parent, "open"));
        open.UnixFileMode = OwnerOnly | UnixFileMode.OtherRead;

        var refusal = Assert.Throws<DevnetException>(() => StateFolder.Open(open.FullName));

        Assert.Contains("chmod 700", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(open.EnumerateFileSystemInfos());
        open.Refresh();
        Assert.Equal(OwnerOnly | UnixFileMode.OtherRead, open.UnixFileMode);
    }

    [Fact]
    public void Only_one_network_runs_in_a_folder_and_the_second_learns_who_holds_it()
    {
        var path = Path.Combine(_parent, "held");
        using (StateFolder.Open(path))
        {
            var refusal = Assert.Throws<DevnetException>(() => StateFolder.Open(path));
            Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        }

        using var again = StateFolder.Open(path);
        Assert.Equal(path, again.Path);
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
