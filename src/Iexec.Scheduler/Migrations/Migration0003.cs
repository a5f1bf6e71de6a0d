using Iexec.Scheduler.Database;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Iexec.Scheduler.Migrations;

/// <summary>Tasks are opened in steps, workers have a record, and the attempts of transactions are the outbox's.</summary>
[DbContext(typeof(SchedulerDb)), Migration("0003")]
internal sealed class Migration0003() : ScriptMigration(SqlScript.Of<SchedulerDb>("scheduler.0003"));
