namespace InfoEntraide.Search.Suggesting;

/// <summary>A topic, place or centre that can be suggested.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Slug of a topic or centre, code of a canton; for a locality the canton it is told apart by, nothing where the postcode does that.</param>
/// <param name="Names">The label in each language; one without a language for what is called the same everywhere.</param>
/// <param name="Weight">Larger is more likely meant; for a locality the number of its postcodes.</param>
internal sealed record SuggestionTarget(SuggestionKind Kind, string Value, IReadOnlyList<LanguageText> Names, int Weight)
{
    public string NameIn(string language)
    {
        foreach (var name in Names)
        {
            if (name.Language == language)
            {
                return name.Text;
            }
        }

        return Names[0].Text;
    }
}

/// <summary>A row found.</summary>
/// <param name="Key">Smaller is better.</param>
/// <param name="Target">What it means.</param>
/// <param name="Row">Its number in the table.</param>
/// <param name="Length">How many of its letters were typed.</param>
internal readonly record struct FoundRow(ulong Key, int Target, int Row, int Length);

/// <summary>The best rows so far, each target once; kept sorted, the best first.</summary>
internal ref struct BestRows(Span<FoundRow> room)
{
    private readonly Span<FoundRow> best = room;

    public int Count { get; private set; }

    public readonly FoundRow this[int index] => best[index];

    /// <summary>Takes a row if it is among the best; a smaller key is better.</summary>
    public void Add(FoundRow row)
    {
        var (key, target) = (row.Key, row.Target);
        if (Count == best.Length && (Count == 0 || key >= best[Count - 1].Key))
        {
            return;
        }

        var gone = Count < best.Length ? Count : Count - 1;
        for (var i = 0; i < Count; i++)
        {
            if (best[i].Target == target)
            {
                if (best[i].Key <= key)
                {
                    return;
                }

                gone = i;
                break;
            }
        }

        Count = Math.Max(Count, gone + 1);
        var at = gone;
        for (; at > 0 && best[at - 1].Key > key; at--)
        {
            best[at] = best[at - 1];
        }

        best[at] = row;
    }
}
