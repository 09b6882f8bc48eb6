namespace InfoEntraide.Web.Data.Reference;

/// <summary>What loading the reference data did, file by file.</summary>
public sealed record ReferenceReport(IReadOnlyList<ReferenceFileReport> Files)
{
    /// <summary>True when the database is not as it was before.</summary>
    public bool HasChanges => Files.Any(f => f.Created + f.Changed + f.Removed > 0);

    /// <summary>True when something was refused or kept: a person should look at it. The files concerned are read again at the next start.</summary>
    public bool HasOpenPoints => Files.Any(f => f.Refused.Count + f.Kept.Count > 0);

    /// <summary>True when there is something to tell: changes, open points, or rows of which the portal's own state was left. These are told once, with the file that says otherwise.</summary>
    public bool SaysSomething => HasChanges || HasOpenPoints || Files.Any(f => f.Left.Count > 0);

    /// <summary>The report in words: a line a file, and below it a line for each row that was kept, left or refused.</summary>
    public IEnumerable<string> Lines() => Files.SelectMany(f => (IEnumerable<string>)
        [f.ToString(), .. f.Kept.Select(k => "  kept: " + k), .. f.Left.Select(l => "  left: " + l), .. f.Refused.Select(r => "  refused: " + r)]);

    public ReferenceFileReport File(string name) => Files.Single(f => f.Name == name);
}

/// <summary>What became of one file of reference data. Counts are rows of the file: a topic whose synonyms changed is one changed row.</summary>
public sealed record ReferenceFileReport(string Name)
{
    /// <summary>The file is byte for byte the one loaded before and was not read again: all counts are zero.</summary>
    public bool IsSameFile { get; init; }

    /// <summary>The file was not read because an operator imported places of their own: <see cref="IsSameFile"/> is set too.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>The file could not be read as a whole (<see cref="Refused"/> says why): nothing of it was loaded, nothing removed.</summary>
    public bool Failed { get; init; }

    public int Created { get; init; }

    public int Changed { get; init; }

    public int Removed { get; init; }

    public int Unchanged { get; init; }

    /// <summary>Rows that say of themselves that they are not certain and are therefore not loaded.</summary>
    public int Uncertain { get; init; }

    /// <summary>Rows that the file no longer has but that stay because something refers to them.</summary>
    public IReadOnlyList<KeptRow> Kept { get; init; } = [];

    /// <summary>Rows that say something else than the portal, where somebody changed it by hand: that stays as it is.</summary>
    public IReadOnlyList<KeptRow> Left { get; init; } = [];

    public IReadOnlyList<RefusedRow> Refused { get; init; } = [];

    public override string ToString() => IsReplaced ? $"{Name}: not read, the places were imported"
        : IsSameFile ? $"{Name}: as before"
        : $"{Name}: {Created} created, {Changed} changed, {Removed} removed, {Unchanged} unchanged, {Uncertain} left out as uncertain, {Kept.Count} kept because in use, {Left.Count} left as edited in the portal, {Refused.Count} refused";
}

/// <summary>A record that is not as the file says, and why.</summary>
public sealed record KeptRow(string Key, string Reason)
{
    public override string ToString() => $"{Key}: {Reason}";
}

/// <summary>A row that was not loaded. <paramref name="Line"/> counts from 1, the header; 0 when the file as a whole is meant.</summary>
public sealed record RefusedRow(string File, int Line, string Column, string Reason)
{
    public override string ToString() => Line == 0 ? $"{File}: {Reason}" : $"{File}, line {Line}, {Column}: {Reason}";
}
