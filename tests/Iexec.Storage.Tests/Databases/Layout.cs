using Microsoft.EntityFrameworkCore;

namespace Iexec.Storage.Tests.Databases;

/// <summary>The layout of a database as texts that can be compared. The order of columns does not count.</summary>
internal static class Layout
{
    private const string Sqlite = """
        SELECT 'column', t.name, c.name, upper(c.type), c."notnull", c.pk, t.sql LIKE '%AUTOINCREMENT%'
            FROM sqlite_master t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE '\_\_EF%' ESCAPE '\' AND t.name NOT LIKE 'sqlite%'
        UNION ALL SELECT 'key', t.name, f."from", f."table", f."to", f.on_delete, ''
            FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        UNION ALL SELECT 'index', t.name, i.name, i."unique", c.seqno, c.name, ''
            FROM sqlite_master t, pragma_index_list(t.name) i, pragma_index_info(i.name) c WHERE t.type = 'table' AND i.origin = 'c'
        """;

    private const string PostgreSql = """
        SELECT concat_ws(' | ', 'column', table_name, column_name, data_type, character_maximum_length, is_nullable, is_identity)
            FROM information_schema.columns WHERE table_schema = '{0}' AND NOT starts_with(table_name, '__EF')
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = '{0}' AND NOT starts_with(tablename, '__EF')
        UNION ALL SELECT concat_ws(' | ', 'key', conname, pg_get_constraintdef(c.oid))
            FROM pg_constraint c WHERE connamespace = to_regnamespace('{0}') AND conname NOT LIKE '%\_\_EF%'
        """;

    public static async Task<List<string>> LayoutAsync<T>(this T db) where T : ServiceDb<T>, IServiceDb
    {
        await db.Database.OpenConnectionAsync();
        var layout = await db.Database.GetDbConnection().ReadAsync(
            db.Database.IsSqlite() ? Sqlite : PostgreSql.Replace("{0}", T.Name, StringComparison.Ordinal));
        return [.. layout.Order(StringComparer.Ordinal)];
    }
}
