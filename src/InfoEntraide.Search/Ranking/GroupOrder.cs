using System.Collections.Concurrent;
using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Ranking;

/// <summary>A fixed order of all groups, both ways.</summary>
/// <param name="RankOf">The rank of each group, 0 first.</param>
/// <param name="GroupAt">The group at each rank.</param>
internal sealed record GroupOrder(int[] RankOf, int[] GroupAt)
{
    public static GroupOrder From(int[] groupAt)
    {
        var rankOf = new int[groupAt.Length];
        for (var rank = 0; rank < groupAt.Length; rank++)
        {
            rankOf[groupAt[rank]] = rank;
        }

        return new GroupOrder(rankOf, groupAt);
    }
}

/// <summary>
/// The orders that do not depend on the query: ties of relevance (verified, then open, then name), by name, and newest first. They depend on the language the
/// names are read in, and are made when a language is first asked for.
/// </summary>
internal sealed class GroupOrders(IReadOnlyList<GroupDocument> groups)
{
    private readonly ConcurrentDictionary<string, GroupOrder> byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, GroupOrder> byTrust = new(StringComparer.Ordinal);
    private readonly Lazy<GroupOrder> newest = new(() => Newest(groups));

    public GroupOrder ByName(string language) => byName.GetOrAdd(Known(language), static (known, groups) => NameOrder(groups, known), groups);

    public GroupOrder ByTrust(string language) => byTrust.GetOrAdd(Known(language), (known) => TrustOrder(groups, ByName(known)));

    public GroupOrder ByNewest => newest.Value;

    // Any other code would let strangers fill the memory with orders.
    private static string Known(string language) => language is "de" or "it" or "en" ? language : "fr";

    private static GroupOrder NameOrder(IReadOnlyList<GroupDocument> groups, string language)
    {
        var tokens = new TokenBuffer();
        var keys = new (string Name, string Id, int Group)[groups.Count];
        for (var g = 0; g < keys.Length; g++)
        {
            keys[g] = (SortKey(groups[g].Names, language, tokens), groups[g].Id, g);
        }

        Array.Sort(keys, static (a, b) =>
        {
            var names = string.CompareOrdinal(a.Name, b.Name);
            var ids = names != 0 ? names : string.CompareOrdinal(a.Id, b.Id);
            return ids != 0 ? ids : a.Group.CompareTo(b.Group);
        });
        return GroupOrder.From(Array.ConvertAll(keys, static key => key.Group));
    }

    private static string SortKey(IReadOnlyList<LanguageText> names, string language, TokenBuffer tokens)
    {
        if (names.Count == 0)
        {
            return "";
        }

        var shown = names[0].Text;
        foreach (var name in names)
        {
            if (name.Language == language)
            {
                shown = name.Text;
                break;
            }
        }

        tokens.Read(shown, 16);
        Span<char> key = stackalloc char[16 * (TokenBuffer.MaxWordLength + 1)];
        var length = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            tokens.Folded(i).CopyTo(key[length..]);
            length += tokens[i].Length;
            key[length++] = ' ';
        }

        return key[..length].ToString();
    }

    private static GroupOrder TrustOrder(IReadOnlyList<GroupDocument> groups, GroupOrder byName)
    {
        var keys = new long[groups.Count];
        for (var g = 0; g < keys.Length; g++)
        {
            var unverified = groups[g].VerifiedOn is null ? 1L : 0L;
            var status = groups[g].Values.GetValueOrDefault(Facet.Status) is { Count: > 0 } values ? values[0] : "";
            var closedness = status switch
            {
                "active" => 0L,
                "in-creation" => 1L,
                "paused" => 2L,
                _ => 1L,
            };
            keys[g] = (unverified << 40) | (closedness << 32) | (uint)byName.RankOf[g];
        }

        var groupAt = Sequence(keys.Length);
        Array.Sort(keys, groupAt);
        return GroupOrder.From(groupAt);
    }

    private static GroupOrder Newest(IReadOnlyList<GroupDocument> groups)
    {
        var keys = new (long Age, int Group)[groups.Count];
        for (var g = 0; g < keys.Length; g++)
        {
            keys[g] = (-groups[g].CreatedAt.UtcTicks, g);
        }

        Array.Sort(keys);
        return GroupOrder.From(Array.ConvertAll(keys, static key => key.Group));
    }

    private static int[] Sequence(int length)
    {
        var sequence = new int[length];
        for (var i = 0; i < length; i++)
        {
            sequence[i] = i;
        }

        return sequence;
    }
}
