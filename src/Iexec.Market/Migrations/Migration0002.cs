using Iexec.Chain;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Iexec.Market;

/// <summary>Values are stored as <see cref="StoredTypes"/> says.</summary>
[DbContext(typeof(MarketDb)), Migration("0002")]
internal sealed class Migration0002() : ScriptMigration(SqlScript.Of<MarketDb>("market.0002"), ChainFollowerModel.Script("0002"));
