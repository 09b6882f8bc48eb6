using System.Data.Common;
using InfoEntraide.Web.Features.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace InfoEntraide.Web.Data;

/// <summary>
/// Around the commit of a transaction. Raises <see cref="PortalState.CatalogueVersion"/> when something public changed: as the last statement,
/// so that transactions wait for each other at this row only for the moment of their commit, and in the database, so that none is lost and none
/// conflicts. Afterwards tells the catalogue of this process, and lets the database forget erased personal data.
/// </summary>
internal sealed class CatalogueVersionInterceptor(CatalogueChanges? changes) : DbTransactionInterceptor
{
    private const string Raise = "UPDATE PortalStates SET CatalogueVersion = CatalogueVersion + 1";

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        if (eventData.Context is PortalDb { Pending.CatalogueChanged: true } db)
        {
            db.Database.ExecuteSqlRaw(Raise);
            if (changes is not null)
            {
                // Within the transaction: nobody else can raise it before the commit.
                db.Pending.CatalogueVersion = db.PortalStates.Select(s => s.CatalogueVersion).Single();
            }
        }

        return result;
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is PortalDb { Pending.CatalogueChanged: true } db)
        {
            await db.Database.ExecuteSqlRawAsync(Raise, cancellationToken);
            if (changes is not null)
            {
                db.Pending.CatalogueVersion = await db.PortalStates.Select(s => s.CatalogueVersion).SingleAsync(cancellationToken);
            }
        }

        return result;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
    {
        if (eventData.Context is PortalDb db && IsErasedBy(db))
        {
            db.FlushErasedAsync(isAsync: false, CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    public override async Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is PortalDb db && IsErasedBy(db))
        {
            // The save has been committed: nobody who leaves now may make a failure of it.
            await db.FlushErasedAsync(isAsync: true, CancellationToken.None);
        }
    }

    /// <summary>A commit that failed and is tried again finds the marks still set: only here are they taken back.</summary>
    private bool IsErasedBy(PortalDb db)
    {
        var pending = db.Pending;
        if (pending.CatalogueChanged)
        {
            changes?.Add(new CatalogueChange(pending.CatalogueVersion, pending.OthersChanged ? null : [.. pending.Groups]));
        }

        pending.CatalogueChanged = pending.OthersChanged = false;
        pending.Groups.Clear();
        var erased = pending.PersonalDataErased;
        pending.PersonalDataErased = false;
        return erased;
    }
}
