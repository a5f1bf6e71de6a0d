using Iexec.Chain;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Iexec.Worker;

/// <summary>The tables as they were before there were migrations.</summary>
[DbContext(typeof(WorkerDb)), Migration("0001")]
internal sealed class Migration0001() : ScriptMigration(SqlScript.Of<WorkerDb>("worker.0001"), TransactionOutboxModel.Script("0001"));
