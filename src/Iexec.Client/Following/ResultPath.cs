using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>Where a result goes.</summary>
public static class ResultPath
{
    /// <summary>The file of a task's result; its folder is made.</summary>
    /// <param name="path">The file, or a folder for one named after the task.</param>
    /// <param name="task">The task.</param>
    public static string For(string path, TaskId task)
    {
        var file = Path.GetFullPath(IsFolder(path) ? Path.Combine(path, $"{task}.zip") : path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }

    /// <summary>Sees to it that a result can be written, before anything is bought.</summary>
    /// <param name="path">The file, or a folder.</param>
    /// <exception cref="UserException">It can not be written.</exception>
    public static void Prepare(string path)
    {
        try
        {
            var folder = IsFolder(path) ? Path.GetFullPath(path) : Path.GetDirectoryName(Path.GetFullPath(path))!;
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".{Path.GetRandomFileName()}");
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserException($"no result could be written to {path}: {e.Message}", e);
        }
    }

    private static bool IsFolder(string path) => Directory.Exists(path) || Path.EndsInDirectorySeparator(path);
}
