namespace Iexec.Storage;

/// <summary>What a service's database is called.</summary>
public interface IServiceDb
{
    /// <summary>
    /// The name of its SQLite file, and of its schema in PostgreSQL: services of different kinds may share a server's database.
    /// </summary>
    static abstract string Name { get; }
}
