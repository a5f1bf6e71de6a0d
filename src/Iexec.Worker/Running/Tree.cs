namespace Iexec.Worker.Running;

/// <summary>Removes directories that an app has written.</summary>
internal static class Tree
{
    /// <summary>Removes files or directories with all in them; nothing happens where they are gone.</summary>
    /// <remarks>A hostile tree may be deeper than any path can say; <c>rm</c> walks by descriptor and follows no link.</remarks>
    public static async Task DeleteAsync(CancellationToken cancellationToken, params string[] paths)
    {
        var (exitCode, output) = await HostCommand.RunAsync("rm", ["-rf", "--one-file-system", "--", .. paths], null, cancellationToken);
        if (exitCode != 0)
            throw new IOException($"Removing {string.Join(", ", paths)} failed: {output.Trim()}");
    }
}
