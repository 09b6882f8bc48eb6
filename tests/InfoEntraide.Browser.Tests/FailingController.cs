using InfoEntraide.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Browser.Tests;

/// <summary>A page that fails, so that the page that says so can be looked at. The portal knows it in these tests only.</summary>
public sealed class FailingController : PublicController
{
    public const string Segment = "failing";

    [HttpGet("{lang:regex(^(fr|de|it|en)$)}/" + Segment)]
    public IActionResult Index() => throw new InvalidOperationException($"{Request.Path} fails on purpose.");
}
