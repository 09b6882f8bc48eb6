using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Topics;

/// <summary>All topics, by category or from A to Z; the other list is empty.</summary>
public sealed record TopicListPage(IReadOnlyList<TopicListCategory> Categories, IReadOnlyList<TopicListLetter> Letters)
{
    public bool IsByLetter => Letters.Count > 0;
}

public sealed record TopicListCategory(CategoryEntry Category, IReadOnlyList<TopicRow> Topics);

/// <summary>Topics that begin with a letter; letters with an accent count as the plain ones, figures as <c>#</c>.</summary>
public sealed record TopicListLetter(char Letter, IReadOnlyList<TopicRow> Topics)
{
    public string Anchor => char.IsAsciiLetter(Letter) ? "letter-" + char.ToLowerInvariant(Letter) : "letter-0";
}

/// <summary>A topic in a list with the number of its public groups.</summary>
public sealed record TopicRow(TopicEntry Topic, int GroupCount);

/// <summary>The page of one topic: its groups by canton, a first few of them, partners and neighbouring topics.</summary>
public sealed record TopicPage(TopicEntry Topic, int GroupCount, IReadOnlyList<GroupRow> Groups, IReadOnlyList<FacetChoice> Cantons, IReadOnlyList<PartnerEntry> Partners, IReadOnlyList<TopicRow> Neighbours);

/// <summary>The two orders of the list of topics.</summary>
public static class TopicOrder
{
    /// <summary>The value of the parameter <c>order</c>; without it topics stand by category.</summary>
    public const string FromAToZ = "az";

    public static string PathFromAToZ(PortalLanguage language) => $"{PublicPaths.Topics(language)}?order={FromAToZ}";
}

[LocalizedRoute(PathSegments.Topics)]
public sealed class TopicsController(PublicCatalogue catalogue, FacetLabels labels, Texts texts) : PublicController
{
    private const int FirstGroups = 20;

    [HttpGet("")]
    public IActionResult Index(string? order)
    {
        var snapshot = catalogue.Current;
        if (order != TopicOrder.FromAToZ)
        {
            StandsAt(PublicPaths.Topics);
            return View(new TopicListPage([.. snapshot.Categories.Select(c => new TopicListCategory(c, Rows(snapshot, c)))], []));
        }

        StandsAt(TopicOrder.PathFromAToZ);
        return View(new TopicListPage([], [.. snapshot.Topics
            .Select(t => Row(snapshot, t))
            .OrderBy(r => r.Topic.Name.Current(), StringComparer.CurrentCulture)
            .GroupBy(r => FirstLetter(r.Topic.Name.Current()))
            .Select(l => new TopicListLetter(l.Key, [.. l]))]));
    }

    [HttpGet("{slug}")]
    public IActionResult Show(string slug)
    {
        var snapshot = catalogue.Current;
        if (snapshot.TopicAt(Language, slug) is not { } topic)
        {
            return snapshot.TopicAtAny(slug) is { } elsewhere ? RedirectPermanent(PublicPaths.Topic(elsewhere, Language)) : NotFound();
        }

        StandsAt(l => PublicPaths.Topic(topic, l));
        if (topic.Category.IsSensitive)
        {
            OffersExit();
        }

        HasTrail((texts["Nav.Topics"], PublicPaths.Topics(Language)), (topic.Name.Current(), PublicPaths.Topic(topic, Language)));
        var search = new SearchParameters().WithFilter(Facet.Topic, [topic.Slug]);
        var result = snapshot.Search.Search(search.ToRequest(Language.Code()) with { Take = FirstGroups });
        var neighbours = Rows(snapshot, topic.Category);
        return View(new TopicPage(
            topic,
            result.Total,
            [.. result.Hits.Select(h => snapshot.Groups[h.Ordinal]).Select(g => new GroupRow(g, PublicPaths.Group(g, Language), null))],
            [.. labels.Groups(snapshot, search, result).Where(g => g.Facet == Facet.Canton).SelectMany(g => g.Choices)],
            [.. snapshot.PartnersFor(topic).OrderBy(p => p.Name.Current(), StringComparer.CurrentCulture)],
            [.. neighbours.Where(n => n.Topic != topic)]));
    }

    private static List<TopicRow> Rows(CatalogueSnapshot snapshot, CategoryEntry category) =>
        [.. snapshot.Topics.Where(t => t.Category == category)
            .Select(t => Row(snapshot, t))
            .OrderBy(r => r.Topic.Name.Current(), StringComparer.CurrentCulture)];

    private static TopicRow Row(CatalogueSnapshot snapshot, TopicEntry topic) => new(topic, snapshot.GroupsAbout(topic).Count());

    private static char FirstLetter(string name) => Slug.From(name)[0] is var first && char.IsAsciiLetter(first) ? char.ToUpperInvariant(first) : '#';
}
