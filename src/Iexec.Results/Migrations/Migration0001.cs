using Iexec.Results.Store;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Iexec.Results.Migrations;

/// <summary>The tables as they were before there were migrations.</summary>
[DbContext(typeof(ResultsDb)), Migration("0001")]
internal sealed class Migration0001() : ScriptMigration(SqlScript.Of<ResultsDb>("results.0001"));
