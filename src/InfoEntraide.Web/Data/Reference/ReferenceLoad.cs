using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Data.Reference;

/// <summary>One run over the files: what the loaders of the single files share.</summary>
internal sealed class ReferenceLoad(PortalDb db, bool placesAreImported, IReadOnlyDictionary<string, byte[]> pageTexts)
{
    private readonly List<Func<CancellationToken, Task>> removals = [];
    private readonly Dictionary<string, ReferenceFileReport> reports = [];

    public PortalDb Db => db;

    /// <summary>The places are an operator's, not those of our file.</summary>
    public bool PlacesAreImported => placesAreImported;

    /// <summary>The texts of pages by file name.</summary>
    public IReadOnlyDictionary<string, byte[]> PageTexts => pageTexts;

    public IReadOnlyDictionary<string, ReferenceFileReport> Reports => reports;

    /// <summary>How long a text may be, from the model: a row is refused here instead of an insert failing in one of the databases.</summary>
    public int Limit<T>(string property)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var column = type.FindProperty(property) ?? type.FindComplexProperty(property)!.ComplexType.FindProperty(nameof(LocalizedText.Fr))!;
        return column.GetMaxLength() ?? int.MaxValue;
    }

    public void Fail(string file, ReferenceTable table) => reports[file] = new ReferenceFileReport(file) { Failed = true, Refused = table.Refused };

    /// <summary>Saves what <paramref name="merge"/> has gathered and plans the removal of records the file no longer has.</summary>
    /// <param name="keyOf">The key as the report names it.</param>
    /// <param name="usedKeys">Keys that other records refer to; asked for only when there is something to remove, after all files are in.</param>
    /// <param name="inUse">What the report says about a record that has to stay.</param>
    public async Task SaveAsync<T>(
        string file, ReferenceMerge<T> merge, Func<T, string> keyOf, Func<CancellationToken, Task<HashSet<string>>> usedKeys, string inUse, CancellationToken ct)
        where T : class
    {
        var (report, missing) = await merge.SaveAsync(file, ct);
        reports[file] = report;
        db.ChangeTracker.Clear();
        if (missing.Count > 0)
        {
            removals.Add(token => RemoveAsync(file, missing, keyOf, usedKeys, inUse, token));
        }
    }

    /// <summary>Saves what <paramref name="merge"/> has gathered for records that another file brings: none is removed here.</summary>
    public async Task SaveAsync<T>(string file, ReferenceMerge<T> merge, CancellationToken ct) where T : class
    {
        (reports[file], _) = await merge.SaveAsync(file, ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>Removes what the files no longer name, the last file first: partners go before the topics they name.</summary>
    public async Task RemoveAsync(CancellationToken ct)
    {
        foreach (var removal in Enumerable.Reverse(removals))
        {
            await removal(ct);
        }
    }

    private async Task RemoveAsync<T>(
        string file, IReadOnlyList<T> missing, Func<T, string> keyOf, Func<CancellationToken, Task<HashSet<string>>> usedKeys, string inUse, CancellationToken ct)
        where T : class
    {
        var used = await usedKeys(ct);
        var unused = missing.Where(r => !used.Contains(keyOf(r))).ToList();
        foreach (var record in unused)
        {
            // Only the record itself: what it owns goes with it in the database, what it names stays.
            db.Entry(record).State = EntityState.Deleted;
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        reports[file] = reports[file] with
        {
            Removed = unused.Count,
            Kept = [.. missing.Except(unused).Select(r => new KeptRow(keyOf(r), inUse))],
        };
    }
}
