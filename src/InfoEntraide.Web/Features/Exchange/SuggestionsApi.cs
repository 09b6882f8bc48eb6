using System.ComponentModel;
using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>What to offer below the search box while somebody types (<c>docs/contract.md</c>).</summary>
[ApiController]
[Route(Path)]
public sealed class SuggestionsApi(PublicCatalogue catalogue) : ControllerBase
{
    public const string Path = "api/v1/suggest";

    [HttpGet("")]
    [EndpointName("suggest")]
    [EndpointSummary("Suggest topics, places and centres")]
    [EndpointDescription("What somebody may be about to type: topics by their names and everyday words in any language, places and centres, by the beginning of any word, with one typing error in longer words. At most eight, the best first. An empty list when there is nothing.")]
    [Tags("suggestions")]
    [ProducesResponseType<IEnumerable<SuggestionJson>>(StatusCodes.Status200OK, "application/json")]
    [ProducesResponseType<HttpValidationProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    public ActionResult<IEnumerable<SuggestionJson>> Get()
    {
        // Half a word says as much as a whole one about what somebody looks for.
        Response.Headers.CacheControl = "no-store";
        var ui = Request.Query["ui"].ToString();
        if (ui.Length > 0 && PortalLanguages.Parse(ui) is null)
        {
            ModelState.AddModelError("ui", "This value is not one of those the parameter takes; see docs/contract.md.");
            return ValidationProblem(ModelState);
        }

        var language = PortalLanguages.Parse(ui) ?? PortalLanguages.Current;
        var snapshot = catalogue.Current;
        var texts = new Texts(language);
        var typed = SearchParameters.Read(Request.Query).Text;
        return snapshot.Search.Suggest(typed, language.Code()).Select(s => Json(snapshot, s, texts)).ToList();
    }

    private static SuggestionJson Json(CatalogueSnapshot snapshot, Suggestion suggestion, Texts texts)
    {
        var (type, url, label) = suggestion.Kind switch
        {
            SuggestionKind.Topic => ("topic", snapshot.Topic(suggestion.Value) is { } topic ? PublicPaths.Topic(topic, texts.Language) : Groups(suggestion, texts.Language), suggestion.Label),
            SuggestionKind.Centre => ("centre", snapshot.CentreBySlug(suggestion.Value) is { } centre ? PublicPaths.Centre(centre, texts.Language) : PublicPaths.Centres(texts.Language), suggestion.Label),
            SuggestionKind.Canton => ("place", Groups(suggestion, texts.Language), texts.Format("Place.Canton", suggestion.Label)),
            _ => ("place", Groups(suggestion, texts.Language), suggestion.Label),
        };
        label = suggestion.TopicLabel is { } before ? $"{before}, {label}" : label;
        var moved = label.LastIndexOf(suggestion.Label, StringComparison.Ordinal);
        return new SuggestionJson(
            type,
            suggestion.Value,
            label,
            suggestion.Match.Length > 0 ? [suggestion.Match.Start + Math.Max(0, moved), suggestion.Match.Length] : null,
            suggestion.Via,
            suggestion.Topic,
            url);
    }

    private static string Groups(Suggestion suggestion, PortalLanguage language)
    {
        var search = new SearchParameters { Place = suggestion.Kind == SuggestionKind.Topic ? "" : suggestion.Value };
        return PublicPaths.Groups(language) + (suggestion.Topic is { } topic ? search.WithFilter(Facet.Topic, [topic]) : search).ToQueryString();
    }
}

public sealed record SuggestionJson(
    [property: Description("`topic`, `place` or `centre`.")] string Type,
    [property: Description("Stable slug of a topic or centre; for a place what `place` of the search takes.")] string Value,
    [property: Description("What to show, in the language of `ui`.")] string Label,
    [property: Description("The part of the label that was typed: first character and length. Null when the label does not hold it.")] IReadOnlyList<int>? Match,
    [property: Description("The everyday word or name in another language that was typed, when the label does not hold it.")] string? Via,
    [property: Description("Stable slug of the topic typed before a place.")] string? Topic,
    [property: Description("Path of the page it leads to.")] string Url);
