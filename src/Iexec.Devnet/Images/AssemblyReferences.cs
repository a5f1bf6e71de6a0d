using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Iexec.Devnet.Images;

/// <summary>What an assembly needs in order to run.</summary>
internal static class AssemblyReferences
{
    /// <summary>The assembly, all that it refers to, and so on, each as it is found in the first of the folders.</summary>
    public static IReadOnlyCollection<string> Closure(string assembly, params IReadOnlyList<string> folders)
    {
        var found = new Dictionary<string, string> { [Path.GetFileName(assembly)] = assembly };
        var open = new Queue<string>(found.Values);
        while (open.TryDequeue(out var file))
        {
            foreach (var name in ReferencesOf(file).Where(name => !found.ContainsKey(name)))
            {
                if (folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } referred)
                {
                    found[name] = referred;
                    open.Enqueue(referred);
                }
            }
        }
        return found.Values;
    }

    private static List<string> ReferencesOf(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name) + ".dll")];
    }
}
