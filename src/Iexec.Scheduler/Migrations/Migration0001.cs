using Iexec.Chain;
using Iexec.Scheduler.Database;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Iexec.Scheduler.Migrations;

/// <summary>The tables as they were before there were migrations.</summary>
[DbContext(typeof(SchedulerDb)), Migration("0001")]
internal sealed class Migration0001() : ScriptMigration(
    SqlScript.Of<SchedulerDb>("scheduler.0001"), ChainFollowerModel.Script("0001"), TransactionOutboxModel.Script("0001"));
