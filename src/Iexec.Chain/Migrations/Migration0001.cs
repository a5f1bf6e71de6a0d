using Iexec.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Iexec.Chain;

/// <summary>The tables as they were before there were migrations.</summary>
[DbContext(typeof(WalletOutbox)), Migration("0001")]
internal sealed class Migration0001() : ScriptMigration(TransactionOutboxModel.Script("0001"));
