namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>Groups by a key, for instance by centre. Immutable: a change makes a new object that shares the lists it does not touch.</summary>
internal sealed class GroupLists
{
    private readonly Func<GroupEntry, IEnumerable<string>> keysOf;
    private readonly Dictionary<string, GroupEntry[]> lists;

    public GroupLists(IEnumerable<GroupEntry> groups, Func<GroupEntry, IEnumerable<string>> keysOf)
    {
        this.keysOf = keysOf;
        lists = groups.SelectMany(g => keysOf(g).Select(key => (key, g)))
            .GroupBy(x => x.key, x => x.g, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(l => l.Key, l => l.ToArray(), StringComparer.OrdinalIgnoreCase);
    }

    private GroupLists(GroupLists before, IReadOnlyCollection<GroupEntry> gone, IReadOnlyCollection<GroupEntry> come)
    {
        keysOf = before.keysOf;
        lists = new(before.lists, StringComparer.OrdinalIgnoreCase);
        var leaving = new HashSet<object>(gone, ReferenceEqualityComparer.Instance);
        foreach (var key in gone.Concat(come).SelectMany(keysOf).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            lists[key] = [.. before[key].Where(g => !leaving.Contains(g)), .. come.Where(g => keysOf(g).Contains(key, StringComparer.OrdinalIgnoreCase))];
        }
    }

    public IReadOnlyList<GroupEntry> this[string key] => lists.GetValueOrDefault(key) ?? [];

    public GroupLists With(IReadOnlyCollection<GroupEntry> gone, IReadOnlyCollection<GroupEntry> come) => new(this, gone, come);
}
