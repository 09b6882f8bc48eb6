namespace InfoEntraide.Search.Ranking;

/// <summary>The visitor's filters as numbers.</summary>
internal sealed class FacetFilter
{
    private FacetFilter(bool[]?[] selected) => Selected = selected;

    /// <summary>For each facet which values are wanted; null when it is not filtered. Values nobody has leave all false: nothing matches.</summary>
    public bool[]?[] Selected { get; }

    public static FacetFilter From(IReadOnlyDictionary<Facet, IReadOnlyList<string>> filters, FacetColumn[] columns)
    {
        var selected = new bool[]?[columns.Length];
        foreach (var (facet, values) in filters)
        {
            if ((uint)facet >= (uint)columns.Length || values.Count == 0)
            {
                continue;
            }

            var column = columns[(int)facet];
            var wanted = new bool[column.ValueCount];
            for (var i = 0; i < values.Count; i++)
            {
                if (column.Find(values[i]) is >= 0 and var number)
                {
                    wanted[number] = true;
                }
            }

            selected[(int)facet] = wanted;
        }

        return new FacetFilter(selected);
    }
}
