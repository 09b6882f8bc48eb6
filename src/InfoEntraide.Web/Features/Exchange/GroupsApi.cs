using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>The search of the results page as JSON (<c>docs/contract.md</c>).</summary>
[ApiController]
[Route("api/v1/groups")]
public sealed class GroupsApi(PublicCatalogue catalogue) : ControllerBase
{
    [HttpGet("")]
    [EndpointName("findGroups")]
    [EndpointSummary("Find self-help groups")]
    [EndpointDescription("The search of the website: everyday words in any of its languages, with or without a place, and filters. Parameters and values are the same in every language. A value that is not understood is refused, never ignored.")]
    [Tags("groups")]
    [ProducesResponseType<GroupsResponse>(StatusCodes.Status200OK, "application/json")]
    [ProducesResponseType<HttpValidationProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    public ActionResult<GroupsResponse> Get()
    {
        var search = SearchParameters.Read(Request.Query);
        var ui = Request.Query["ui"].ToString();
        var language = PortalLanguages.Parse(ui) ?? PortalLanguages.Current;
        if (search.NotUnderstood.Count > 0 || (ui.Length > 0 && PortalLanguages.Parse(ui) is null))
        {
            foreach (var name in search.NotUnderstood.Concat(ui.Length > 0 && PortalLanguages.Parse(ui) is null ? ["ui"] : Array.Empty<string>()))
            {
                ModelState.AddModelError(name, "This value is not one of those the parameter takes; see docs/contract.md.");
            }

            return ValidationProblem(ModelState);
        }

        var snapshot = catalogue.Current;
        var labels = new FacetLabels(new Texts(language));
        var result = snapshot.Search.Search(search.ToRequest(language.Code()));
        var interpretation = result.Interpretation;
        Response.Headers.CacheControl = "no-store";
        return new GroupsResponse(
            result.Total,
            search.Page,
            search.PageSize,
            search.Page * (long)search.PageSize < result.Total ? Next(search, ui) : null,
            new InterpretationJson(
                interpretation.Topics,
                interpretation.Place is { } place
                    ? new PlaceJson(place.Point is null ? labels.Place(snapshot, place) : place.Name, place.Canton, place.Npa, place.Point?.Latitude, place.Point?.Longitude)
                    : null,
                interpretation.Text,
                interpretation.Corrected,
                interpretation.Crisis,
                interpretation.Relatives,
                Enum.GetValues<Relaxation>().Where(r => r != Relaxation.None && interpretation.Relaxed.HasFlag(r)).Select(r => r.Code()),
                interpretation.Alternatives),
            labels.Groups(snapshot, search, result).ToDictionary(g => g.Parameter, g => g.Choices.Select(c => new FacetJson(c.Value, c.Label, c.Count)), StringComparer.Ordinal),
            result.Hits.Select(h => Group(snapshot.Groups[h.Ordinal], h.DistanceKm, language)));
    }

    private static string Next(SearchParameters search, string ui)
    {
        var query = (search with { Page = search.Page + 1 }).ToQueryString();
        return "/api/v1/groups" + query + (ui.Length > 0 ? $"&ui={ui}" : "");
    }

    private static GroupJson Group(GroupEntry group, double? distanceKm, PortalLanguage language) => new(
        group.PublicId,
        PublicPaths.Group(group, language),
        group.Name.In(language).Text,
        group.Topics.Select(t => t.Slug),
        group.Kind.Code(),
        group.Lifecycle.Code(),
        group.Format.Code(),
        Codes.All<Audience>().Where(a => group.Audience.HasFlag(a)).Select(a => a.Code()),
        group.Place.Canton?.Code,
        group.Place.Locality,
        distanceKm is { } km ? Math.Round(km, 1) : null,
        group.Languages,
        group.Centre.Slug,
        group.VerifiedOn);
}
