using System.Data.Common;
using InfoEntraide.Web.Features.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace InfoEntraide.Web.Tests.Data;

/// <summary>A lost connection is tried again, as SQL Server's strategy does it: versions and entries come out as if nothing had happened.</summary>
public sealed class RetryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_save_tried_again_raises_versions_once_and_leaves_one_entry(bool inTransaction)
    {
        using var database = new TestDatabase();
        Sample sample;
        await using (var db = database.Open())
        {
            sample = Sample.Into(db);
        }

        var failure = new FailingOnce();
        await using (var db = database.Open(o =>
        {
            new SqliteDbContextOptionsBuilder(o).ExecutionStrategy(d => new Retrying(d));
            o.AddInterceptors(failure);
        }))
        {
            if (inTransaction)
            {
                await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
                {
                    db.ChangeTracker.Clear();
                    await using var transaction = await db.Database.BeginTransactionAsync();
                    (await db.Centres.SingleAsync()).Phone = "061 333 86 01";
                    await db.SaveChangesAsync();
                    await transaction.CommitAsync();
                });
            }
            else
            {
                (await db.Centres.SingleAsync()).Phone = "061 333 86 01";
                await db.SaveChangesAsync();
            }
        }

        Assert.Equal(2, failure.Raises);
        await using var after = database.Open();
        Assert.Equal(2, (await after.Centres.SingleAsync()).Version);
        Assert.Equal(2, (await after.PortalStates.SingleAsync()).CatalogueVersion);
        Assert.Equal(1, await after.AuditEntries.CountAsync(e => e.EntityKey == sample.Centre.ToString() && e.Action == AuditAction.Changed));
    }

    /// <summary>Loses the connection after the last statement before the first commit.</summary>
    private sealed class FailingOnce : DbCommandInterceptor
    {
        public int Raises { get; private set; }

        public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("CatalogueVersion + 1", StringComparison.Ordinal) && ++Raises == 1)
            {
                throw new TimeoutException("The connection was lost.");
            }

            return new(result);
        }
    }

    private sealed class Retrying(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, maxRetryCount: 3, maxRetryDelay: TimeSpan.FromMilliseconds(1))
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is TimeoutException;
    }
}
