using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Data.Reference;

/// <summary>
/// Brings the rows of one file and the rows in the database together by their key. What really changed is read from the change
/// tracker, so that the report cannot differ from what was written.
/// </summary>
/// <param name="db">Where the records are.</param>
/// <param name="table">The file.</param>
/// <param name="existing">All records of the kind in the database, tracked.</param>
/// <param name="keyOf">What makes a row of the file and a record the same.</param>
/// <param name="isFromFile">Tells records loaded from the file from those made by hand; null where nothing is made by hand.</param>
internal sealed class ReferenceMerge<T>(PortalDb db, ReferenceTable table, IEnumerable<T> existing, Func<T, string> keyOf, Func<T, bool>? isFromFile = null) where T : class
{
    // Without regard to case, as the unique indexes of SQL Server compare.
    private readonly Dictionary<string, T> known = existing.ToDictionary(keyOf, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<T> matched = [];
    private readonly HashSet<T> touched = [];

    /// <summary>The record of a row: the one in the database or a new one. Null, and the row refused, when its key stood before or belongs to a record made by hand.</summary>
    public T? Match(ReferenceRow row, string column, string key, Func<T> create)
    {
        if (!lines.TryAdd(key, row.Line))
        {
            row.Refuse(column, $"'{key}' stands already in line {lines[key]}");
            return null;
        }

        if (!known.TryGetValue(key, out var record))
        {
            record = create();
            db.Add(record);
        }
        else if (isFromFile?.Invoke(record) == false)
        {
            row.Refuse(column, $"'{key}' belongs to a record made in the portal");
            return null;
        }

        matched.Add(record);
        return record;
    }

    /// <summary>Says that rows belonging to the record changed, which its own state does not show.</summary>
    public void Touch(T record) => touched.Add(record);

    /// <summary>Saves, and tells what was done. The missing ones are the records the file no longer names.</summary>
    public async Task<(ReferenceFileReport Report, IReadOnlyList<T> Missing)> SaveAsync(string file, CancellationToken ct)
    {
        db.ChangeTracker.DetectChanges();
        var states = matched.Select(r => db.Entry(r).State is EntityState.Unchanged && touched.Contains(r) ? EntityState.Modified : db.Entry(r).State).ToList();
        await db.SaveChangesAsync(ct);

        // A broken row must not look like a row taken out: a file with refused rows removes nothing.
        IReadOnlyList<T> missing = table.Refused.Count > 0 ? [] : [.. known.Values.Where(r => !matched.Contains(r) && isFromFile?.Invoke(r) != false)];
        return (new ReferenceFileReport(file)
        {
            Created = states.Count(s => s is EntityState.Added),
            Changed = states.Count(s => s is EntityState.Modified),
            Unchanged = states.Count(s => s is EntityState.Unchanged),
            Uncertain = table.Uncertain,
            Refused = table.Refused,
        }, missing);
    }
}
