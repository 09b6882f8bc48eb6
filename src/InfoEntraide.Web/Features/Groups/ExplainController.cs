using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>A search looked into: what each word was taken for, which topics and places were considered, and what the score of each result is made of.</summary>
/// <param name="Words">The words as the page shows them, beside the engine's own view of them in <paramref name="Explanation"/>.</param>
public sealed record ExplainPage(SearchParameters Search, SearchExplanation Explanation, IReadOnlyList<QueryWord> Words, IReadOnlyList<GroupEntry> Groups, double Milliseconds);

/// <summary>For those who work on the search. It exists in Development only: elsewhere the address is unknown.</summary>
[Route("{lang:regex(^(fr|de|it|en)$)}/explain")]
public sealed class ExplainController(PublicCatalogue catalogue, IHostEnvironment environment, TimeProvider clock) : PublicController
{
    [HttpGet("")]
    public IActionResult Index()
    {
        if (!environment.IsDevelopment())
        {
            return NotFound();
        }

        KeepPrivate();
        var snapshot = catalogue.Current;
        var search = SearchParameters.Read(Request.Query);
        var request = search.ToRequest(Language.Code());
        StandsAt(l => $"/{l.Code()}/explain{search.ToQueryString()}");

        // Timed as visitors meet it; explaining takes longer.
        var started = clock.GetTimestamp();
        snapshot.Search.Search(request);
        var elapsed = clock.GetElapsedTime(started);
        var explanation = snapshot.Search.Explain(request);
        return View("~/Features/Groups/Explain.cshtml", new ExplainPage(
            search, explanation, snapshot.Search.Read(request).Words, [.. explanation.Hits.Select(h => snapshot.Groups[h.Hit.Ordinal])], elapsed.TotalMilliseconds));
    }
}
