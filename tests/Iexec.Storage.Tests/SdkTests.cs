using System.Xml.Linq;
using Iexec.Testing;
using Xunit;

namespace Iexec.Storage.Tests;

/// <summary>What a program that uses the SDK gets with it.</summary>
public sealed class SdkTests
{
    [Fact]
    public void The_SDK_does_not_carry_a_PostgreSQL_client()
    {
        Assert.SkipWhen(Repository.Root is null, "the tests run outside of the repository");
        var seen = new HashSet<string>();
        var packages = new List<string>();
        Collect(Path.Combine(Repository.Root, "src/Iexec.Client/Iexec.Client.csproj"), seen, packages);

        Assert.Contains(seen, p => p.EndsWith("/Iexec.Storage.csproj", StringComparison.Ordinal));
        Assert.Contains("Microsoft.EntityFrameworkCore.Sqlite", packages);
        Assert.DoesNotContain(packages, p => p.Contains("Npgsql", StringComparison.OrdinalIgnoreCase));
    }

    private static void Collect(string project, HashSet<string> seen, List<string> packages)
    {
        if (!seen.Add(project))
            return;
        var xml = XDocument.Load(project);
        packages.AddRange(xml.Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value));
        foreach (var other in xml.Descendants("ProjectReference"))
            Collect(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, other.Attribute("Include")!.Value)), seen, packages);
    }
}
