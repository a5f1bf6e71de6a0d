using System.Data.Common;

namespace Iexec.Storage.Tests.Databases;

/// <summary>SQL on a bare connection.</summary>
internal static class Sql
{
    public static async Task RunAsync(this DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public static async Task InsertAsync(this DbConnection connection, string table, params (string Column, object? Value)[] row)
    {
        await using var command = connection.CreateCommand();
        var columns = string.Join(", ", row.Select(c => $"\"{c.Column}\""));
        command.CommandText = $"INSERT INTO \"{table}\" ({columns}) VALUES ({string.Join(", ", row.Select((_, i) => $"@p{i}"))})";
        foreach (var (i, (_, value)) in row.Index())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"p{i}", value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The rows of an answer, each as one text.</summary>
    public static async Task<List<string>> ReadAsync(this DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var values = Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetValue(i).ToString());
            rows.Add(string.Join(" | ", values));
        }
        return rows;
    }
}
