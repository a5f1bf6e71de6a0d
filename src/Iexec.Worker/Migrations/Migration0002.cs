using Iexec.Chain;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Iexec.Worker;

/// <summary>Values are stored as <see cref="StoredTypes"/> says.</summary>
[DbContext(typeof(WorkerDb)), Migration("0002")]
internal sealed class Migration0002() : ScriptMigration(TransactionOutboxModel.Script("0002"));
