using Iexec.Chain;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Iexec.Market;

/// <summary>The tables as they were before there were migrations.</summary>
[DbContext(typeof(MarketDb)), Migration("0001")]
internal sealed class Migration0001() : ScriptMigration(SqlScript.Of<MarketDb>("market.0001"), ChainFollowerModel.Script("0001"));
