using System.Text;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>The meetings of a group for a calendar, under a file name that tells nothing.</summary>
[LocalizedRoute(PathSegments.Groups)]
public sealed class GroupCalendarController(PublicCatalogue catalogue, Texts texts, TimeProvider clock) : PublicController
{
    [HttpGet("{id}/calendar.ics")]
    public IActionResult Show(string id)
    {
        if (catalogue.Current.Group(id) is not { } group
            || GroupCalendar.Of(group, clock.GetUtcNow(), texts, Request.Origin() + PublicPaths.GroupWithoutName(group, Language)) is not { } calendar)
        {
            return NotFound();
        }

        Response.Headers["X-Robots-Tag"] = "noindex";
        return File(Encoding.UTF8.GetBytes(calendar), GroupCalendar.ContentType + "; charset=utf-8", Slug.From(texts["Calendar.Summary"]) + ".ics");
    }
}
