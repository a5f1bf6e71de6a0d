using Iexec.Chain;
using Iexec.Scheduler.Database;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Iexec.Scheduler.Migrations;

/// <summary>Values are stored as <see cref="StoredTypes"/> says.</summary>
[DbContext(typeof(SchedulerDb)), Migration("0002")]
internal sealed class Migration0002() : ScriptMigration(
    SqlScript.Of<SchedulerDb>("scheduler.0002"), ChainFollowerModel.Script("0002"), TransactionOutboxModel.Script("0002"));
