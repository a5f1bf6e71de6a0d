using System.Net.Http.Headers;
using System.Reflection;

namespace Iexec.Runtime;

/// <summary>What this program calls itself in requests; some servers refuse those that have no name.</summary>
internal static class UserAgent
{
    public static ProductInfoHeaderValue Value { get; } = new("iexec", ProgramVersion.Text.Split('+')[0]);
}

/// <summary>The program's version.</summary>
public static class ProgramVersion
{
    /// <summary>Such as <c>1.0.0</c>, with what it was built from after a plus sign where that is known.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
