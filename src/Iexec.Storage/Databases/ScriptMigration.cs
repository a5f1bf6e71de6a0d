using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Iexec.Storage;

/// <summary>
/// A step from one layout of a database to the next. Names in the scripts are not qualified: in PostgreSQL they are those of the service's
/// schema. A step that was released is never changed; there is no way back.
/// </summary>
/// <param name="scripts">What it does, in this order.</param>
public abstract class ScriptMigration(params SqlScript[] scripts) : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        foreach (var script in scripts)
            migrationBuilder.Sql(script.Read(migrationBuilder.IsSqlite()));
    }
}
