using System.Runtime.InteropServices;

namespace InfoEntraide.Search.Ranking;

/// <summary>Numbers for the values of all facets together, so that a group's values are a row of numbers and a count is an entry of one array.</summary>
internal sealed class FacetValues
{
    public static readonly int Facets = Enum.GetValues<Facet>().Length;

    private readonly Dictionary<string, int>[] numbers;
    private readonly List<(Facet Facet, string Text)> values;

    // The numbers of each facet in the order of their texts: how equal counts are listed. Made when all are known.
    private int[][] inOrder = [];

    public FacetValues()
    {
        numbers = new Dictionary<string, int>[Facets];
        values = [];
        for (var f = 0; f < numbers.Length; f++)
        {
            numbers[f] = new(StringComparer.Ordinal);
        }
    }

    private FacetValues(FacetValues other)
    {
        numbers = Array.ConvertAll(other.numbers, known => new Dictionary<string, int>(known, StringComparer.Ordinal));
        values = [.. other.values];
        inOrder = other.inOrder;
    }

    public int Count => values.Count;

    public Facet FacetOf(int value) => values[value].Facet;

    public string TextOf(int value) => values[value].Text;

    /// <summary>The number of a value, or -1 when no group has ever had it.</summary>
    public int Find(Facet facet, string text) => numbers[(int)facet].GetValueOrDefault(text, -1);

    public ReadOnlySpan<int> Of(int facet) => inOrder[facet];

    public FacetValues Copy() => new(this);

    /// <summary>Adds the numbers of a group's values to a row, each once.</summary>
    public void AddRow(GroupDocument document, List<int> row)
    {
        for (var f = 0; f < numbers.Length; f++)
        {
            var texts = (Facet)f == Facet.Topic ? document.Topics : document.Values.GetValueOrDefault((Facet)f) ?? [];
            var start = row.Count;
            for (var i = 0; i < texts.Count; i++)
            {
                var number = Number((Facet)f, texts[i]);
                if (row.IndexOf(number, start) < 0)
                {
                    row.Add(number);
                }
            }
        }
    }

    /// <summary>To be called after the last row has been added.</summary>
    public void Complete()
    {
        if (inOrder.Sum(list => list.Length) == values.Count && inOrder.Length > 0)
        {
            return;
        }

        var lists = new int[numbers.Length][];
        for (var f = 0; f < lists.Length; f++)
        {
            lists[f] = [.. numbers[f].Values];
            Array.Sort(lists[f], (a, b) => string.CompareOrdinal(values[a].Text, values[b].Text));
        }

        inOrder = lists;
    }

    /// <summary>A facet's values with their counts, largest first, those without one left out.</summary>
    /// <param name="facet">The facet.</param>
    /// <param name="counts">A count for each value.</param>
    /// <param name="keys">Room for as many keys as the facet has values.</param>
    public FacetCount[] List(int facet, ReadOnlySpan<int> counts, Span<ulong> keys)
    {
        var order = inOrder[facet];
        var length = 0;
        for (var i = 0; i < order.Length; i++)
        {
            if (counts[order[i]] is > 0 and var count)
            {
                keys[length++] = ((ulong)(int.MaxValue - count) << 32) | (uint)i;
            }
        }

        keys = keys[..length];
        keys.Sort();
        var list = new FacetCount[length];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = new FacetCount(values[order[(int)(uint)keys[i]]].Text, int.MaxValue - (int)(keys[i] >> 32));
        }

        return list;
    }

    private int Number(Facet facet, string text)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers[(int)facet], text, out var known);
        if (!known)
        {
            number = values.Count;
            values.Add((facet, text));
        }

        return number;
    }
}
