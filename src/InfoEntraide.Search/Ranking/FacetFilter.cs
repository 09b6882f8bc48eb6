namespace InfoEntraide.Search.Ranking;

/// <summary>The visitor's filters as numbers.</summary>
internal sealed class FacetFilter
{
    private FacetFilter(int[]?[] selected, uint facets) => (Selected, Facets) = (selected, facets);

    /// <summary>For each facet the values of which a group must have one; null when it is not filtered. Values nobody has are left out: an empty list matches nothing.</summary>
    public int[]?[] Selected { get; }

    /// <summary>One bit for each facet that is filtered.</summary>
    public uint Facets { get; }

    public static FacetFilter From(IReadOnlyDictionary<Facet, IReadOnlyList<string>> filters, FacetValues values)
    {
        var selected = new int[]?[FacetValues.Facets];
        var facets = 0u;
        foreach (var (facet, texts) in filters)
        {
            if ((uint)facet >= (uint)selected.Length || texts.Count == 0)
            {
                continue;
            }

            var wanted = new List<int>(texts.Count);
            for (var i = 0; i < texts.Count; i++)
            {
                if (values.Find(facet, texts[i]) is >= 0 and var value && !wanted.Contains(value))
                {
                    wanted.Add(value);
                }
            }

            selected[(int)facet] = [.. wanted];
            facets |= 1u << (int)facet;
        }

        return new FacetFilter(selected, facets);
    }
}
