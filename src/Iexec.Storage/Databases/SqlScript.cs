using System.Reflection;

namespace Iexec.Storage;

/// <summary>
/// An embedded SQL script: <c>name.sqlite.sql</c> and <c>name.postgresql.sql</c>, or <c>name.sql</c> where both databases read the same.
/// </summary>
/// <param name="Assembly">Where it is.</param>
/// <param name="Name">Its name without extensions.</param>
public sealed record SqlScript(Assembly Assembly, string Name)
{
    /// <summary>A script beside <typeparamref name="T"/>.</summary>
    public static SqlScript Of<T>(string name) => new(typeof(T).Assembly, name);

    /// <summary>Its text for a database.</summary>
    /// <param name="isSqlite">SQLite; else PostgreSQL.</param>
    public string Read(bool isSqlite)
    {
        var own = $"{Name}.{(isSqlite ? "sqlite" : "postgresql")}.sql";
        using var script = Assembly.GetManifestResourceStream(own) ?? Assembly.GetManifestResourceStream($"{Name}.sql")
            ?? throw new InvalidOperationException($"{Assembly.GetName().Name} has no embedded script {own}");
        return new StreamReader(script).ReadToEnd();
    }
}
