using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace InfoEntraide.Web.Data;

/// <summary>
/// Before every save: raises the version of each record that changes, itself or in a row that belongs to it, and adds an
/// <see cref="AuditEntry"/> to the same save, so that nobody can forget either.
/// </summary>
internal sealed class AuditInterceptor(TimeProvider clock) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        // Without awaiting anything when it must not: complete when it returns.
        PrepareAsync((PortalDb)eventData.Context!, isAsync: false, CancellationToken.None).GetAwaiter().GetResult();
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await PrepareAsync((PortalDb)eventData.Context!, isAsync: true, cancellationToken);
        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Forget((PortalDb)eventData.Context!);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Forget((PortalDb)eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Forget((PortalDb)eventData.Context!);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget((PortalDb)eventData.Context!);
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => Forget((PortalDb)eventData.Context!);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget((PortalDb)eventData.Context!);
        return Task.CompletedTask;
    }

    /// <summary>The entries are not the caller's to track; those of a save that failed must not go with the next.</summary>
    private static void Forget(PortalDb db)
    {
        foreach (var entry in db.Pending.Written)
        {
            db.Entry(entry).State = EntityState.Detached;
        }

        db.Pending.Written.Clear();
    }

    private async Task PrepareAsync(PortalDb db, bool isAsync, CancellationToken ct)
    {
        // Also around a single statement: CatalogueVersionInterceptor adds its own to the transaction.
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;

        // A save that ended in a conflict tells no interceptor that it failed.
        Forget(db);
        var tracker = db.ChangeTracker;
        var detects = tracker.AutoDetectChangesEnabled;
        if (detects)
        {
            tracker.DetectChanges();
        }

        tracker.AutoDetectChangesEnabled = false;
        try
        {
            var records = await ChangedRecordsAsync(db, isAsync, ct);
            foreach (var record in records)
            {
                await RaiseVersionAsync(record, isAsync, ct);
            }

            var entries = db.Pending.Summary is { } summary ? Summary(summary, records) : await EntriesAsync(db, records, isAsync, ct);
            db.Pending.Written.AddRange(entries);
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = detects;
        }
    }

    private List<AuditEntry> Summary(AuditSummary summary, List<ChangedRecord> records) =>
        records.Count == 0 ? [] : [summary.Add(records.Select(r => (r.Entry.Metadata.ShortName(), r.Action)), clock.GetUtcNow())];

    private async Task<List<AuditEntry>> EntriesAsync(PortalDb db, List<ChangedRecord> records, bool isAsync, CancellationToken ct)
    {
        var entries = new List<AuditEntry>(records.Count);
        var reader = new AuditDiff(AuditShape.Of(db.Model), isAsync);
        foreach (var record in records)
        {
            if (await reader.ChangesAsync(record, ct) is { } changes)
            {
                var audited = (IAudited)record.Entry.Entity;
                entries.Add(new AuditEntry
                {
                    When = clock.GetUtcNow(),
                    Who = db.Actor.Name,
                    EntityType = record.Entry.Metadata.ShortName(),
                    EntityKey = audited.Id.ToString(),
                    EntityVersion = audited.Version,
                    Action = record.Action,
                    Changes = changes.ToJson(),
                });
            }
        }

        db.AddRange(entries);
        return entries;
    }

    /// <summary>The records that change in this save, in the order in which they are tracked, each with its changed rows.</summary>
    private static async Task<List<ChangedRecord>> ChangedRecordsAsync(PortalDb db, bool isAsync, CancellationToken ct)
    {
        var shape = AuditShape.Of(db.Model);
        var tracked = new Dictionary<(IEntityType, Guid), EntityEntry>();
        var rows = new List<(AuditShape.Part Part, EntityEntry Row)>();
        var changed = new List<ChangedRecord>();
        var byEntity = new Dictionary<object, ChangedRecord>(ReferenceEqualityComparer.Instance);
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.Entity is IAudited record)
            {
                tracked[(entry.Metadata, record.Id)] = entry;
            }

            if (entry.State == EntityState.Unchanged)
            {
                continue;
            }

            if (shape.IsInCatalogue(entry.Metadata))
            {
                db.Pending.CatalogueChanged = true;
                db.Pending.OthersChanged |= !shape.IsOfGroup(entry.Metadata);
            }

            db.Pending.PersonalDataErased |= shape.ErasesPersonal(entry);
            if (entry.Entity is IAudited)
            {
                Changed(entry);
            }
            else if (shape.PartOf(entry.Metadata) is { } part)
            {
                rows.Add((part, entry));
            }
        }

        foreach (var (part, row) in rows)
        {
            foreach (var key in RootKeys(part, row))
            {
                if (!tracked.TryGetValue((part.Root, key), out var root))
                {
                    var found = isAsync ? await db.FindAsync(part.Root.ClrType, [key], ct) : db.Find(part.Root.ClrType, key);
                    root = found is null
                        ? throw new DbUpdateConcurrencyException($"The {part.Root.ShortName()} {key} that a row of {part.Name} belongs to is not there any more.")
                        : db.Entry(found);
                    tracked.Add((part.Root, key), root);
                }

                Changed(root).Rows.Add((part, row));
            }
        }

        return changed;

        ChangedRecord Changed(EntityEntry entry)
        {
            if (!byEntity.TryGetValue(entry.Entity, out var record))
            {
                record = new ChangedRecord(entry);
                if (entry.Entity is SelfHelpGroup group)
                {
                    db.Pending.Groups.Add(group.Id);
                }

                byEntity.Add(entry.Entity, record);
                changed.Add(record);
            }

            return record;
        }
    }

    /// <summary>The record a row belongs to; when it moves, the one it leaves and the one it comes to.</summary>
    private static IEnumerable<Guid> RootKeys(AuditShape.Part part, EntityEntry row)
    {
        var property = row.Property(part.RootKey);
        if (row.State != EntityState.Added)
        {
            yield return (Guid)property.OriginalValue!;
        }

        if (row.State == EntityState.Added || (row.State == EntityState.Modified && !Equals(property.OriginalValue, property.CurrentValue)))
        {
            yield return (Guid)property.CurrentValue!;
        }
    }

    /// <summary>From the version that was read, not from the one a failed save left: a second try must not raise it twice.</summary>
    private static async Task RaiseVersionAsync(ChangedRecord record, bool isAsync, CancellationToken ct)
    {
        var version = record.Entry.Property(nameof(IAudited.Version));
        if (record.Entry.State == EntityState.Added)
        {
            version.CurrentValue = 1;
            return;
        }

        if (version.OriginalValue is 0)
        {
            await record.ReadAsync(isAsync, ct);
            version.OriginalValue = record.Database?.GetValue<int>(nameof(IAudited.Version))
                ?? throw new DbUpdateConcurrencyException($"The {record.Entry.Metadata.ShortName()} is not there any more.");
        }

        version.CurrentValue = record.Entry.State == EntityState.Deleted ? version.OriginalValue : (int)version.OriginalValue! + 1;
        if (record.Entry.State != EntityState.Deleted)
        {
            version.IsModified = true;
        }
    }
}

/// <summary>A record that changes in a save.</summary>
internal sealed class ChangedRecord(EntityEntry entry)
{
    public EntityEntry Entry => entry;

    public List<(AuditShape.Part Part, EntityEntry Row)> Rows { get; } = [];

    /// <summary>What the database holds now, where that was read.</summary>
    public PropertyValues? Database { get; private set; }

    public AuditAction Action => entry.State switch
    {
        EntityState.Added => AuditAction.Created,
        EntityState.Deleted => AuditAction.Deleted,
        _ => AuditAction.Changed,
    };

    public async Task ReadAsync(bool isAsync, CancellationToken ct) =>
        Database ??= isAsync ? await entry.GetDatabaseValuesAsync(ct) : entry.GetDatabaseValues();
}
