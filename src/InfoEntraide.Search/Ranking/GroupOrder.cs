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

    /// <summary>The order after an edit: the groups that stay keep theirs, the others find their rank by binary search.</summary>
    /// <param name="edit">What changes.</param>
    /// <param name="compare">Compares two groups by their positions after the edit; never 0 for two different ones.</param>
    public GroupOrder With(GroupEdit edit, Comparison<int> compare)
    {
        var groupAt = new int[edit.Count];
        var staying = groupAt.AsSpan(edit.Changed.Count);
        var next = 0;
        foreach (var group in GroupAt)
        {
            if (!edit.Goes(group))
            {
                staying[next++] = group;
            }
        }

        // Merged towards the front: what is overwritten there has been moved before.
        int[] coming = [.. edit.Changed];
        Array.Sort(coming, compare);
        var (taken, at) = (0, 0);
        foreach (var group in coming)
        {
            var (low, high) = (taken, staying.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = compare(staying[middle], group) < 0 ? (middle + 1, high) : (low, middle);
            }

            staying[taken..low].CopyTo(groupAt.AsSpan(at));
            at += low - taken;
            taken = low;
            groupAt[at++] = group;
        }

        return From(groupAt);
    }
}

/// <summary>
/// The orders that do not depend on the query: ties of relevance (verified, then open, then name), by name, and newest first. They depend on the language the
/// names are read in; those of the portal's languages are made with the index, so that nobody waits for them. The public identifier decides between equals, so that the position of a group does not.
/// </summary>
internal sealed class GroupOrders(Paged<GroupDocument> groups, byte[] trust)
{
    private const int NotVerified = 4;

    private static readonly string[] Languages = ["fr", "de", "it", "en"];

    private readonly ConcurrentDictionary<string, GroupOrder> byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, GroupOrder> byTrust = new(StringComparer.Ordinal);
    private GroupOrder? newest;

    /// <summary>Makes all orders now, on as many cores as there are.</summary>
    public void Complete()
    {
        var orders = new GroupOrder[Languages.Length + 1];
        Parallel.For(0, orders.Length, i => orders[i] = i < Languages.Length ? ByTrust(Languages[i]) : ByNewest);
    }

    public GroupOrder ByName(string language) => byName.GetOrAdd(Known(language), NameOrder);

    public GroupOrder ByTrust(string language) => byTrust.GetOrAdd(Known(language), TrustOrder);

    public GroupOrder ByNewest => LazyInitializer.EnsureInitialized(ref newest, NewestOrder);

    /// <summary>How far a listing can be trusted: verified before not, then by what the group does. Smaller is better.</summary>
    public static byte TrustIn(GroupDocument group)
    {
        var closedness = group.Values.GetValueOrDefault(Facet.Status) is [var status, ..]
            ? status switch
            {
                "active" => 0,
                "paused" => 2,
                _ => 1,
            }
            : 1;
        return (byte)((group.VerifiedOn is null ? NotVerified : 0) | closedness);
    }

    public static bool IsVerified(byte trust) => (trust & NotVerified) == 0;

    /// <summary>The orders after an edit, where they have been made before.</summary>
    public GroupOrders With(GroupEdit edit, Paged<GroupDocument> after, byte[] trustAfter)
    {
        var orders = new GroupOrders(after, trustAfter);
        foreach (var (language, order) in byName)
        {
            var tokens = new TokenBuffer();
            var keys = edit.Changed.ToDictionary(g => g, g => SortKey(after[g].Names, language, tokens));
            orders.byName[language] = order.With(edit, (a, b) => CompareNames((Key(a), after[a].Id), (Key(b), after[b].Id)));

            string Key(int group) => keys.TryGetValue(group, out var key) ? key : SortKey(after[group].Names, language, tokens);
        }

        foreach (var (language, order) in byTrust)
        {
            var names = orders.ByName(language).RankOf;
            orders.byTrust[language] = order.With(edit, (a, b) => trustAfter[a] != trustAfter[b] ? trustAfter[a].CompareTo(trustAfter[b]) : names[a].CompareTo(names[b]));
        }

        orders.newest = newest?.With(edit, (a, b) => CompareAges(after[a], after[b]));
        return orders;
    }

    // Any other code would let strangers fill the memory with orders.
    private static string Known(string language) => Array.IndexOf(Languages, language) >= 0 ? language : Languages[0];

    private static int CompareNames((string Name, string Id) a, (string Name, string Id) b)
    {
        var names = string.CompareOrdinal(a.Name, b.Name);
        return names != 0 ? names : string.CompareOrdinal(a.Id, b.Id);
    }

    private static int CompareAges(GroupDocument a, GroupDocument b)
    {
        var ages = b.CreatedAt.UtcTicks.CompareTo(a.CreatedAt.UtcTicks);
        return ages != 0 ? ages : string.CompareOrdinal(a.Id, b.Id);
    }

    internal static string SortKey(IReadOnlyList<LanguageText> names, string language, TokenBuffer tokens)
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

    private GroupOrder NameOrder(string language)
    {
        var tokens = new TokenBuffer();
        var keys = new (string Name, string Id)[trust.Length];
        for (var g = 0; g < keys.Length; g++)
        {
            keys[g] = (SortKey(groups[g].Names, language, tokens), groups[g].Id);
        }

        var groupAt = Sequence(keys.Length);
        Array.Sort(keys, groupAt, Comparer<(string Name, string Id)>.Create(CompareNames));
        return GroupOrder.From(groupAt);
    }

    private GroupOrder TrustOrder(string language)
    {
        var names = ByName(language);
        var keys = new long[trust.Length];
        for (var g = 0; g < keys.Length; g++)
        {
            keys[g] = ((long)trust[g] << 32) | (uint)names.RankOf[g];
        }

        var groupAt = Sequence(keys.Length);
        Array.Sort(keys, groupAt);
        return GroupOrder.From(groupAt);
    }

    private GroupOrder NewestOrder()
    {
        var groupAt = Sequence(trust.Length);
        Array.Sort(groupAt, (a, b) => CompareAges(groups[a], groups[b]));
        return GroupOrder.From(groupAt);
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
