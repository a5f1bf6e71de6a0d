using Iexec.Results.Store;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Iexec.Results.Migrations;

/// <summary>Values are stored as <see cref="StoredTypes"/> says.</summary>
[DbContext(typeof(ResultsDb)), Migration("0002")]
internal sealed class Migration0002() : ScriptMigration(SqlScript.Of<ResultsDb>("results.0002"));
