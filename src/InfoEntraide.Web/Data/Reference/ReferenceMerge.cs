using System.Reflection;
using InfoEntraide.Web.Features.Audit;
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
/// <param name="edits">What was changed by hand and therefore stays; null for records that nobody edits.</param>
internal sealed class ReferenceMerge<T>(
    PortalDb db, ReferenceTable table, IEnumerable<T> existing, Func<T, string> keyOf, Func<T, bool>? isFromFile = null, HandEdits? edits = null) where T : class
{
    // Without regard to case, as the unique indexes of SQL Server compare.
    private readonly Dictionary<string, T> known = existing.ToDictionary(keyOf, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<T> matched = [];
    private readonly HashSet<T> touched = [];
    private readonly List<(T Record, PropertyInfo Field, object? Value)> edited = [];
    private readonly SortedDictionary<string, SortedSet<string>> left = new(StringComparer.Ordinal);

    /// <summary>
    /// The record of a row: the one in the database or a new one. Null, and the row refused, when its key stood before or belongs to a record made
    /// by hand; null too when somebody deleted the record.
    /// </summary>
    public T? Match(ReferenceRow row, string column, string key, Func<T> create)
    {
        if (!lines.TryAdd(key, row.Line))
        {
            row.Refuse(column, $"'{key}' stands already in line {lines[key]}");
            return null;
        }

        if (!known.TryGetValue(key, out var record))
        {
            if (edits?.IsDeleted(key) == true)
            {
                Leave(key, "deleted");
                return null;
            }

            record = create();
            db.Add(record);
        }
        else if (isFromFile?.Invoke(record) == false)
        {
            row.Refuse(column, $"'{key}' belongs to a record made in the portal");
            return null;
        }

        if (record is IAudited audited)
        {
            edited.AddRange((edits?.Fields(audited) ?? []).Select(f => typeof(T).GetProperty(f)).OfType<PropertyInfo>().Select(f => (record, f, f.GetValue(record))));
        }

        matched.Add(record);
        return record;
    }

    /// <summary>Whether the file decides on this row of the record, as it does unless somebody added or removed it by hand (<see cref="HandEdits.IsTouched(IAudited, string, string)"/>).</summary>
    public bool Decides(T record, string collection, string row)
    {
        if (record is not IAudited audited || edits?.IsTouched(audited, collection, row) != true)
        {
            return true;
        }

        Leave(keyOf(record), collection);
        return false;
    }

    /// <summary>Says that rows belonging to the record changed, which its own state does not show.</summary>
    public void Touch(T record) => touched.Add(record);

    /// <summary>Saves, and tells what was done. The missing ones are the records the file no longer names.</summary>
    public async Task<(ReferenceFileReport Report, IReadOnlyList<T> Missing)> SaveAsync(string file, CancellationToken ct)
    {
        RestoreEdited();
        db.ChangeTracker.DetectChanges();
        var states = matched.Select(r => db.Entry(r).State is EntityState.Unchanged && touched.Contains(r) ? EntityState.Modified : db.Entry(r).State).ToList();
        await db.SaveChangesAsync(ct);

        // A broken row must not look like a row taken out: a file with refused rows removes nothing.
        List<T> missing = table.Refused.Count > 0 ? [] : [.. known.Values.Where(r => !matched.Contains(r) && isFromFile?.Invoke(r) != false)];
        foreach (var record in missing.Where(r => r is IAudited audited && edits?.IsTouched(audited) == true).ToList())
        {
            missing.Remove(record);
            Leave(keyOf(record), "no longer in the file");
        }

        return (new ReferenceFileReport(file)
        {
            Created = states.Count(s => s is EntityState.Added),
            Changed = states.Count(s => s is EntityState.Modified),
            Unchanged = states.Count(s => s is EntityState.Unchanged),
            Uncertain = table.Uncertain,
            Refused = table.Refused,
            Left = [.. left.Select(l => new KeptRow(l.Key, "edited in the portal: " + string.Join(", ", l.Value)))],
        }, missing);
    }

    /// <summary>Takes back what the file says of fields that somebody changed by hand.</summary>
    private void RestoreEdited()
    {
        foreach (var (record, field, value) in edited)
        {
            var now = field.GetValue(record);
            var comparer = db.Entry(record).Metadata.FindProperty(field.Name)?.GetValueComparer();
            if (comparer?.Equals(now, value) ?? Equals(now, value))
            {
                continue;
            }

            field.SetValue(record, value);
            Leave(keyOf(record), field.Name);
        }
    }

    private void Leave(string key, string what)
    {
        if (!left.TryGetValue(key, out var all))
        {
            left.Add(key, all = new(StringComparer.Ordinal));
        }

        all.Add(what);
    }
}
