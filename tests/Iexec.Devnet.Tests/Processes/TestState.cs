using Iexec.Devnet.Processes;

namespace Iexec.Devnet.Tests.Processes;

/// <summary>A state folder in a temporary place, removed at the end.</summary>
internal sealed class TestState : IDisposable
{
    public TestState()
    {
        Path = Directory.CreateTempSubdirectory("iexec-test-").FullName;
        State = StateFolder.Open(Path);
    }

    public string Path { get; }

    public StateFolder State { get; private set; }

    /// <summary>What a later run sees once this one has been killed: the lock gone, everything else as it was.</summary>
    public StateFolder Reopen()
    {
        State.Dispose();
        return State = StateFolder.Open(Path);
    }

    public void Dispose()
    {
        State.Dispose();
        Directory.Delete(Path, recursive: true);
    }
}
