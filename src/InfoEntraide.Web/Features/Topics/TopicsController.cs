using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Topics;

/// <summary>All topics by category.</summary>
public sealed record TopicListPage(IReadOnlyList<TopicListCategory> Categories);

public sealed record TopicListCategory(CategoryEntry Category, IReadOnlyList<TopicRow> Topics);

/// <summary>A topic in a list with the number of its public groups.</summary>
public sealed record TopicRow(TopicEntry Topic, int GroupCount);

/// <summary>The page of one topic: its groups by canton, a first few of them, partners and neighbouring topics.</summary>
public sealed record TopicPage(TopicEntry Topic, int GroupCount, IReadOnlyList<GroupRow> Groups, IReadOnlyList<FacetChoice> Cantons, IReadOnlyList<PartnerEntry> Partners, IReadOnlyList<TopicRow> Neighbours);

[LocalizedRoute(PathSegments.Topics)]
public sealed class TopicsController(PublicCatalogue catalogue, FacetLabels labels) : PublicController
{
    private const int FirstGroups = 20;

    [HttpGet("")]
    public IActionResult Index()
    {
        var snapshot = catalogue.Current;
        StandsAt(PublicPaths.Topics);
        return View(new TopicListPage([.. snapshot.Categories.Select(c => new TopicListCategory(c, Rows(snapshot, c)))]));
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
            .Select(t => new TopicRow(t, snapshot.GroupsAbout(t).Count()))
            .OrderBy(r => r.Topic.Name.Current(), StringComparer.CurrentCulture)];
}
