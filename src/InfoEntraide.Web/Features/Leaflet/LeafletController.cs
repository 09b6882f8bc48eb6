using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Leaflet;

/// <summary>The results of a search to print: the same parameters, all groups in one document.</summary>
[LocalizedRoute(PathSegments.Leaflet)]
public sealed class LeafletController(PublicCatalogue catalogue, FacetLabels labels, Texts texts, TimeProvider clock) : PublicController
{
    public const int MaxGroups = 200;

    [HttpGet("")]
    public IActionResult Index()
    {
        var snapshot = catalogue.Current;
        var search = SearchParameters.Read(Request.Query) with { Page = 1, PageSize = SearchParameters.DefaultPageSize };
        var result = snapshot.Search.Search(search.ToRequest(Language.Code()) with { Take = MaxGroups });
        KeepPrivate();
        StandsAt(l => PublicPaths.Leaflet(l) + search.ToQueryString());

        var understood = QueryParts.Of(snapshot, search, result.Interpretation, labels, texts);
        if (SensitiveSearch.IsOnViolence(snapshot, search, understood))
        {
            OffersExit();
        }

        var heading = HeadingOf(snapshot, search, understood);
        var isOneTopic = understood.Topics.Count == 1 || search.Values(Facet.Topic).Count == 1;
        var sections = LeafletSections.Of(snapshot, [.. result.Hits.Select(h => snapshot.Groups[h.Ordinal])], isOneTopic, texts);
        List<CentreEntry> centres = [.. sections.SelectMany(s => s.Groups).Select(e => e.Contact).DistinctBy(c => c.PublicId).OrderBy(c => c.Name.Current(), StringComparer.CurrentCulture)];
        return View(new LeafletPage(
            search,
            understood,
            heading,
            ChoicesOf(snapshot, search, heading),
            result.Total,
            sections,
            centres is [var only] ? only : snapshot.NationalOffice,
            centres,
            [.. snapshot.CrisisNumbers(Language)],
            Request.Origin() + PublicPaths.Groups(Language) + search.ToQueryString(),
            MeetingDates.Today(clock.GetUtcNow())));
    }

    /// <summary>What was given up to find something does not stand there, as on the results page.</summary>
    private LeafletHeading HeadingOf(CatalogueSnapshot snapshot, SearchParameters search, Understanding understood)
    {
        List<string> topics = [.. understood.Topics.Select(t => t.Topic.Name.Current()).Concat(search.Values(Facet.Topic).Select(t => labels.Label(snapshot, Facet.Topic, t))).Distinct(StringComparer.Ordinal)];
        var about = understood.Relaxed.HasFlag(Relaxation.RelatedTopics) ? ""
            : topics.Count is > 0 and <= GroupListPage.TopicsInHeading ? string.Join(", ", topics)
            : topics.Count == 0 && !understood.Relaxed.HasFlag(Relaxation.WordsDropped) ? understood.Text
            : "";
        var canton = understood.Place is { Place.Point: null } place ? place.Place.Canton
            : understood.Place is null && search.Values(Facet.Canton) is [var only] ? only
            : null;
        return understood.Relaxed.HasFlag(Relaxation.Everywhere) ? new(about, "", IsCanton: false)
            : canton is not null && texts.Has("In." + canton) ? new(about, texts["In." + canton], IsCanton: true)
            : new(about, understood.Place is { } near ? texts.Format("Place.Near", near.Label) : "", IsCanton: false);
    }

    /// <summary>The filters that the heading does not name.</summary>
    private List<string> ChoicesOf(CatalogueSnapshot snapshot, SearchParameters search, LeafletHeading heading)
    {
        var choices = new List<string>();
        foreach (var (_, facet) in SearchParameters.FacetParameters)
        {
            List<string> values = [.. search.Values(facet).Select(v => labels.Label(snapshot, facet, v))];
            var isNamed = (facet == Facet.Topic && values.Count <= GroupListPage.TopicsInHeading && heading.About.Length > 0) || (facet == Facet.Canton && values.Count == 1 && heading.Where.Length > 0);
            if (values.Count > 0 && !isNamed)
            {
                choices.Add(texts.Format("Leaflet.Choice", texts["Facet." + facet], string.Join(", ", values)));
            }
        }

        return choices;
    }
}
