using Iexec.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Iexec.Chain;

/// <summary>Values are stored as <see cref="StoredTypes"/> says.</summary>
[DbContext(typeof(WalletOutbox)), Migration("0002")]
internal sealed class Migration0002() : ScriptMigration(TransactionOutboxModel.Script("0002"));
