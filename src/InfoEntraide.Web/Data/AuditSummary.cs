using InfoEntraide.Web.Features.Audit;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Data;

/// <summary>
/// A load with one audit entry, see <see cref="PortalDb.Summarise"/>. The entry is written by the first save that changes something and
/// brought up to date by each later one, in their transactions: there is no moment at which records are there without it.
/// </summary>
public sealed class AuditSummary : IDisposable
{
    private readonly PortalDb db;
    private readonly AuditActor before;
    private readonly SortedDictionary<string, LoadCount> counts = new(StringComparer.Ordinal);
    private AuditEntry? entry;

    internal AuditSummary(PortalDb db, AuditActor actor)
    {
        if (db.Pending.Summary is not null)
        {
            throw new InvalidOperationException("A load is being summarised already.");
        }

        this.db = db;
        (before, db.Actor, db.Pending.Summary) = (db.Actor, actor, this);
    }

    public void Dispose() => (db.Actor, db.Pending.Summary) = (before, null);

    /// <summary>Counts the records of a save; the entry that has to be saved with them.</summary>
    internal AuditEntry Add(IEnumerable<(string EntityType, AuditAction Action)> records, DateTimeOffset now)
    {
        foreach (var (type, action) in records)
        {
            var count = counts.GetValueOrDefault(type) ?? new(0, 0, 0);
            counts[type] = action switch
            {
                AuditAction.Created => count with { Created = count.Created + 1 },
                AuditAction.Deleted => count with { Deleted = count.Deleted + 1 },
                _ => count with { Changed = count.Changed + 1 },
            };
        }

        var changes = new AuditChanges { Loaded = counts }.ToJson();
        if (entry is null)
        {
            entry = new AuditEntry { When = now, Who = db.Actor.Name, EntityType = AuditEntry.LoadType, EntityKey = "", Action = AuditAction.Loaded, Changes = changes };
            db.Add(entry);
        }
        else
        {
            db.Attach(entry);
            entry.Changes = changes;
            db.Entry(entry).Property(e => e.Changes).IsModified = true;
        }

        return entry;
    }
}
