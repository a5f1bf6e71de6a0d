using Iexec.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Iexec.Market.Migrations;

/// <summary>Where a scheduler is, is its pool owner's signed word: entries without a signature go, and their schedulers enter themselves again.</summary>
[DbContext(typeof(MarketDb)), Migration("0003")]
internal sealed class Migration0003() : ScriptMigration(SqlScript.Of<MarketDb>("market.0003"));
