using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>Names of facet values in the reader's language, and the filters of a results page made of them.</summary>
public sealed class FacetLabels(Texts texts)
{
    private static readonly Dictionary<Facet, string[]> FixedOrder = new()
    {
        [Facet.Weekday] = [.. Codes.All<Weekday>().Select(d => d.Code())],
        [Facet.Time] = [.. Codes.All<TimeOfDay>().Select(t => t.Code())],
    };

    /// <summary>The filters of a results page: values that occur and values that are chosen, the most frequent first; days and times in their order.</summary>
    public IReadOnlyList<FacetGroup> Groups(CatalogueSnapshot snapshot, SearchParameters search, SearchResult result)
    {
        var groups = new List<FacetGroup>();
        foreach (var (parameter, facet) in SearchParameters.FacetParameters)
        {
            var counts = result.Facets.GetValueOrDefault(facet) ?? [];
            var chosen = search.Values(facet);
            var choices = counts.Select(c => new FacetChoice(c.Value, Label(snapshot, facet, c.Value), c.Count, chosen.Contains(c.Value, StringComparer.Ordinal)))
                .Concat(chosen.Where(v => counts.All(c => c.Value != v)).Select(v => new FacetChoice(v, Label(snapshot, facet, v), 0, true)));
            groups.Add(new FacetGroup(parameter, facet, FixedOrder.TryGetValue(facet, out var order)
                ? [.. choices.OrderBy(c => Array.IndexOf(order, c.Value))]
                : [.. choices.OrderByDescending(c => c.Count).ThenBy(c => c.Label, StringComparer.CurrentCulture)]));
        }

        return groups;
    }

    public string Label(CatalogueSnapshot snapshot, Facet facet, string value) => facet switch
    {
        Facet.Topic => snapshot.Topic(value)?.Name.In(texts.Language).Text ?? value,
        Facet.Canton => snapshot.Canton(value)?.Name.In(texts.Language).Text ?? value,
        Facet.Centre => snapshot.CentreBySlug(value) is { } centre ? Centre(centre) : value,
        Facet.Language => texts.LanguageName(value),
        _ => texts[$"{facet}.{value}"],
    };

    /// <summary>A centre by its name; nobody shall take one that is not confirmed for a place to go to.</summary>
    private string Centre(CentreEntry centre)
    {
        var name = centre.Name.In(texts.Language).Text;
        return centre.IsConfirmed ? name : texts.Format("Centre.Unconfirmed", name);
    }

    /// <summary>
    /// A place as a reader calls it: a canton by its name in the reader's language, and a town that has its canton's name likewise ("Genf" for Genève). Other localities
    /// by their own name: what else they are called may be the name of a region.
    /// </summary>
    public string Place(CatalogueSnapshot snapshot, RecognisedPlace place) =>
        snapshot.Canton(place.Canton) is { } canton && (place.Point is null || canton.Name.Existing().Any(n => n.Text == place.Name))
            ? canton.Name.In(texts.Language).Text
            : place.Name;
}
