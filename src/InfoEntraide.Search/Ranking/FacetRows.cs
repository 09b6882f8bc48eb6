namespace InfoEntraide.Search.Ranking;

/// <summary>The values of each group side by side, as <see cref="FacetValues"/> numbers them; in pages, so that an edit makes only those it touches anew.</summary>
internal sealed class FacetRows
{
    private const int PageBits = 9;
    private const int PageSize = 1 << PageBits;

    private readonly Page[] pages;

    private FacetRows(Page[] pages) => this.pages = pages;

    public ReadOnlySpan<int> Of(int group)
    {
        var page = pages[group >> PageBits];
        var at = group & (PageSize - 1);
        return page.Values.AsSpan(page.Starts[at], page.Starts[at + 1] - page.Starts[at]);
    }

    /// <summary>The rows after an edit.</summary>
    /// <param name="edit">What changes.</param>
    /// <param name="values">Takes the values of the groups that come.</param>
    public FacetRows With(GroupEdit edit, FacetValues values)
    {
        var after = new Page[(edit.Count + PageSize - 1) >> PageBits];
        Array.Copy(pages, after, Math.Min(pages.Length, after.Length));
        var row = new List<int>();
        var made = -1;
        foreach (var changed in edit.Changed)
        {
            var page = changed >> PageBits;
            if (page == made)
            {
                continue;
            }

            made = page;
            var starts = new int[PageSize + 1];
            row.Clear();
            for (var i = 0; i < PageSize; i++)
            {
                var group = (page << PageBits) + i;
                if (group < edit.Count)
                {
                    if (edit.After(group) is { } document)
                    {
                        values.AddRow(document, row);
                    }
                    else
                    {
                        row.AddRange(Of(group));
                    }
                }

                starts[i + 1] = row.Count;
            }

            after[page] = new Page(starts, [.. row]);
        }

        return new FacetRows(after);
    }

    private sealed record Page(int[] Starts, int[] Values);

    /// <summary>Takes one row after the other.</summary>
    internal sealed class Builder(int groups)
    {
        private readonly Page[] pages = new Page[(groups + PageSize - 1) >> PageBits];
        private readonly List<int> row = [];
        private int[] starts = new int[PageSize + 1];
        private int next;

        public void Add(GroupDocument document, FacetValues values)
        {
            values.AddRow(document, row);
            var at = next & (PageSize - 1);
            starts[at + 1] = row.Count;
            if (at == PageSize - 1 || next == groups - 1)
            {
                starts.AsSpan(at + 2).Fill(row.Count);
                pages[next >> PageBits] = new Page(starts, [.. row]);
                starts = new int[PageSize + 1];
                row.Clear();
            }

            next++;
        }

        public FacetRows ToRows() => new(pages);
    }
}
