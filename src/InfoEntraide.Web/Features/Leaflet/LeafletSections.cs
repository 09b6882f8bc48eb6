using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Leaflet;

/// <summary>Puts the groups of a leaflet in the order of its reader: by region, or within one canton by what they are about.</summary>
internal static class LeafletSections
{
    public static IReadOnlyList<LeafletSection> Of(CatalogueSnapshot snapshot, IReadOnlyList<GroupEntry> groups, bool isOneTopic, Texts texts)
    {
        List<LeafletEntry> entries = [.. groups.Select(g => new LeafletEntry(g, PublicPaths.Group(g, texts.Language), snapshot.ContactOf(g).Centre))];
        var cantons = entries.Where(e => !e.Group.IsAnywhere).Select(e => e.Group.Place.Canton?.Code).Distinct(StringComparer.Ordinal).Count();
        return cantons > 1 || isOneTopic ? ByRegion(entries, texts) : ByTopic(snapshot, entries, texts);
    }

    private static List<LeafletSection> ByRegion(List<LeafletEntry> entries, Texts texts)
    {
        var order = Order(texts);
        return [.. entries.GroupBy(e => RegionOf(e.Group, texts)).OrderBy(r => r.Key.Order).ThenBy(r => r.Key.Name, order)
            .Select(r => new LeafletSection(r.Key.Name, [], [.. r.OrderBy(e => e.Group.Place.Locality ?? "", order).ThenBy(e => Name(e, texts), order)]))];
    }

    private static List<LeafletSection> ByTopic(CatalogueSnapshot snapshot, List<LeafletEntry> entries, Texts texts)
    {
        var order = Order(texts);
        List<CategoryEntry> categories = [.. snapshot.Categories];
        return [.. entries.GroupBy(e => MainTopic(e.Group)?.Category)
            .OrderBy(c => c.Key is { } category ? categories.IndexOf(category) : int.MaxValue)
            .Select(c => new LeafletSection(
                c.Key?.Name.In(texts.Language).Text ?? texts["Leaflet.OtherTopics"],
                [.. c.Select(e => MainTopic(e, texts)).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(order)],
                [.. c.OrderBy(e => MainTopic(e, texts), order).ThenBy(e => e.Group.Place.Locality ?? "", order).ThenBy(e => Name(e, texts), order)]))];
    }

    /// <summary>The canton; those that meet nowhere in particular come last.</summary>
    private static (int Order, string Name) RegionOf(GroupEntry group, Texts texts) =>
        group.IsAnywhere ? (2, texts["Reach.anywhere"])
        : group.Place.Canton is { } canton ? (0, canton.Name.In(texts.Language).Text)
        : (1, texts["Place.Switzerland"]);

    private static TopicEntry? MainTopic(GroupEntry group) => group.Topics is [var first, ..] ? first : null;

    private static string MainTopic(LeafletEntry entry, Texts texts) => MainTopic(entry.Group)?.Name.In(texts.Language).Text ?? "";

    private static string Name(LeafletEntry entry, Texts texts) => entry.Group.Name.In(texts.Language).Text;

    private static StringComparer Order(Texts texts) => StringComparer.Create(texts.Language.Culture(), ignoreCase: true);
}
