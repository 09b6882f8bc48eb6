using System.Runtime.InteropServices;

namespace InfoEntraide.Search.Ranking;

/// <summary>The values of one facet: each group's values as small numbers, all groups in one array.</summary>
internal sealed class FacetColumn
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> values = [];
    private readonly List<int> entries = [];
    private readonly int[] starts;

    private FacetColumn(int groups) => starts = new int[groups + 1];

    public int ValueCount => values.Count;

    public string Value(int number) => values[number];

    /// <summary>The number of a value, or -1 when no group has it.</summary>
    public int Find(string value) => numbers.GetValueOrDefault(value, -1);

    public ReadOnlySpan<int> Of(int group) => CollectionsMarshal.AsSpan(entries)[starts[group]..starts[group + 1]];

    public static FacetColumn[] BuildAll(IReadOnlyList<GroupDocument> groups)
    {
        var columns = new FacetColumn[Enum.GetValues<Facet>().Length];
        for (var f = 0; f < columns.Length; f++)
        {
            var column = new FacetColumn(groups.Count);
            for (var g = 0; g < groups.Count; g++)
            {
                column.Add(g, (Facet)f == Facet.Topic ? groups[g].Topics : groups[g].Values.GetValueOrDefault((Facet)f) ?? []);
            }

            columns[f] = column;
        }

        return columns;
    }

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
