using System.Runtime.InteropServices;

namespace InfoEntraide.Search.Ranking;

/// <summary>The values of one facet: each group's values as small numbers, all groups in one array.</summary>
internal sealed class FacetColumn
{
    private readonly Dictionary<string, int> numbers;
    private readonly List<string> values;
    private readonly List<int> entries;
    private readonly int[] starts;

    private FacetColumn(Dictionary<string, int> numbers, List<string> values, List<int> entries, int groups) =>
        (this.numbers, this.values, this.entries, starts) = (numbers, values, entries, new int[groups + 1]);

    public int ValueCount => values.Count;

    public string Value(int number) => values[number];

    /// <summary>The number of a value, or -1 when no group has ever had it.</summary>
    public int Find(string value) => numbers.GetValueOrDefault(value, -1);

    public ReadOnlySpan<int> Of(int group) => CollectionsMarshal.AsSpan(entries)[starts[group]..starts[group + 1]];

    /// <summary>Columns for all facets without a group; <see cref="Add(int, IReadOnlyList{string})"/> fills them group by group.</summary>
    public static FacetColumn[] ForAll(int groups)
    {
        var columns = new FacetColumn[Enum.GetValues<Facet>().Length];
        for (var f = 0; f < columns.Length; f++)
        {
            columns[f] = new FacetColumn(new(StringComparer.Ordinal), [], [], groups);
        }

        return columns;
    }

    public static void Add(FacetColumn[] columns, int group, GroupDocument document)
    {
        for (var f = 0; f < columns.Length; f++)
        {
            columns[f].Add(group, ValuesOf(document, (Facet)f));
        }
    }

    /// <summary>The column of this facet after an edit. What did not change is copied as it is; values keep their numbers.</summary>
    public FacetColumn With(GroupEdit edit, Facet facet)
    {
        var column = new FacetColumn(new(numbers, StringComparer.Ordinal), [.. values], new(entries.Count + (8 * edit.Changed.Count)), edit.Count);
        var next = 0;
        foreach (var group in edit.Changed)
        {
            column.AddUnchanged(this, next, group);
            column.Add(group, ValuesOf(edit.After(group)!, facet));
            next = group + 1;
        }

        column.AddUnchanged(this, next, edit.Count);
        return column;
    }

    private void AddUnchanged(FacetColumn before, int from, int to)
    {
        if (from >= to)
        {
            return;
        }

        var shift = entries.Count - before.starts[from];
        entries.AddRange(CollectionsMarshal.AsSpan(before.entries)[before.starts[from]..before.starts[to]]);
        for (var g = from + 1; g <= to; g++)
        {
            starts[g] = before.starts[g] + shift;
        }
    }

    private static IReadOnlyList<string> ValuesOf(GroupDocument document, Facet facet) =>
        facet == Facet.Topic ? document.Topics : document.Values.GetValueOrDefault(facet) ?? [];

    private void Add(int group, IReadOnlyList<string> groupValues)
    {
        var start = entries.Count;
        for (var i = 0; i < groupValues.Count; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, groupValues[i], out var known);
            if (!known)
            {
                number = values.Count;
                values.Add(groupValues[i]);
            }

            if (entries.IndexOf(number, start) < 0)
            {
                entries.Add(number);
            }
        }

        starts[group + 1] = entries.Count;
    }
}
