using InfoEntraide.Web.Features.Audit;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Data.Reference;

/// <summary>
/// What somebody changed in the portal of records that come from a file of reference data. The audit log tells: every entry whose author is not
/// the reference data itself. From then on that field, synonym or link is the portal's, and loading the file leaves it alone; the rest of the
/// record still follows the file.
/// </summary>
internal sealed class HandEdits
{
    private readonly Dictionary<Guid, Edits> byRecord = [];
    private readonly HashSet<string> deleted = new(StringComparer.OrdinalIgnoreCase);

    private HandEdits()
    {
    }

    /// <summary>One query for all records of a kind.</summary>
    public static async Task<HandEdits> ReadAsync<T>(PortalDb db, CancellationToken ct) where T : IAudited
    {
        var type = typeof(T).Name;
        var entries = await db.AuditEntries.Where(e => e.EntityType == type && e.Who != AuditActor.ReferenceData.Name)
            .OrderBy(e => e.Id).Select(e => new { e.EntityKey, e.Action, e.Changes }).ToListAsync(ct);
        var edits = new HandEdits();
        foreach (var entry in entries)
        {
            edits.Add(Guid.Parse(entry.EntityKey), entry.Action, AuditChanges.Parse(entry.Changes));
        }

        return edits;
    }

    /// <summary>Whether the record with this slug or key was there and somebody deleted it.</summary>
    public bool IsDeleted(string key) => deleted.Contains(key);

    public bool IsMade(IAudited record) => byRecord.TryGetValue(record.Id, out var edits) && edits.IsMade;

    public bool IsTouched(IAudited record) => byRecord.ContainsKey(record.Id);

    /// <summary>The properties of the record that somebody changed.</summary>
    public IReadOnlyCollection<string> Fields(IAudited record) => byRecord.TryGetValue(record.Id, out var edits) ? edits.Fields : [];

    /// <summary>Whether somebody added or removed this row of the record.</summary>
    /// <param name="record">The record it belongs to.</param>
    /// <param name="collection">The record's collection.</param>
    /// <param name="row">The key of what is linked; of a row with values of its own those, in the order of their names, with colons between.</param>
    public bool IsTouched(IAudited record, string collection, string row) =>
        byRecord.TryGetValue(record.Id, out var edits) && edits.Rows.Contains((collection, row));

    private void Add(Guid record, AuditAction action, AuditChanges changes)
    {
        if (action == AuditAction.Deleted)
        {
            byRecord.Remove(record);
            if ((changes.Values?.GetValueOrDefault("Slug") ?? changes.Values?.GetValueOrDefault("Key"))?.Old?.GetString() is { } key)
            {
                deleted.Add(key);
            }

            return;
        }

        if (!byRecord.TryGetValue(record, out var edits))
        {
            byRecord.Add(record, edits = new Edits());
        }

        edits.IsMade |= action == AuditAction.Created;
        edits.Fields.UnionWith(changes.Values?.Keys.Select(path => path.Split('.')[0]) ?? []);
        edits.Rows.UnionWith(changes.Parts?.Select(p => (p.Part, Row(p))) ?? []);
    }

    private static string Row(PartChange part) => part.Values is { } values ? string.Join(':', values.Values.Select(v => v.New ?? v.Old)) : part.Key;

    private sealed class Edits
    {
        public bool IsMade { get; set; }

        public HashSet<string> Fields { get; } = new(StringComparer.Ordinal);

        public HashSet<(string Collection, string Row)> Rows { get; } = [];
    }
}
