using InfoEntraide.Search;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>What stands above the results: never nearer, and never more of what was asked for, than the groups below are.</summary>
internal static class ListHeadings
{
    private const int LongestAbout = 80;

    /// <summary>The heading of the page.</summary>
    public static string HeadingOf(this Texts texts, GroupListPage page)
    {
        var (understood, about) = (page.Understanding, texts.About(page));
        if (page.InTheWay is not null)
        {
            return about.Length > 0 ? texts.Format("InTheWay.About", about) : texts["InTheWay.All"];
        }

        // What was given up to find something does not stand in the heading.
        about = understood.Relaxed.HasFlag(Relaxation.RelatedTopics) || (understood.Relaxed.HasFlag(Relaxation.WordsDropped) && understood.Topics.Count == 0) ? "" : about;
        var where = texts.Where(page);
        return page.Total == 0 ? texts["Results.None"]
            : about.Length > 0 && where.Length > 0 ? texts.Count("Results.AboutNear", page.Total, about, where)
            : about.Length > 0 ? texts.Count("Results.About", page.Total, about)
            : where.Length > 0 ? texts.Count("Results.Near", page.Total, where)
            : texts.Count("Results.All", page.Total);
    }

    /// <summary>The heading of a section of results.</summary>
    public static string HeadingOf(this Texts texts, GroupListPage page, ListSection section) => section.Reach switch
    {
        ListReach.Any when page.InTheWay is not null => texts[page.Understanding.Relaxed.HasFlag(Relaxation.RelatedTopics) ? "InTheWay.Related" : "InTheWay.Words"],
        ListReach.Near when page.Understanding.Place is { Place: { Point: null } place } && texts.Has("In." + place.Canton) => texts["In." + place.Canton],
        ListReach.Within => texts.Format("Reach.within", page.Understanding.RadiusKm),
        ListReach.Farther when page.Search.Page == 1 && page.Sections[0] == section => texts["Reach.nearest"],
        _ => texts[$"Reach.{section.Reach.Code()}"],
    };

    private static string About(this Texts texts, GroupListPage page)
    {
        var understood = page.Understanding;
        var chosen = page.Facets.Where(f => f.Facet == Facet.Topic).SelectMany(f => f.Choices).Where(c => c.IsChosen).ToList();
        var about = understood.Topics.Count > 0 ? string.Join(texts["Results.And"], understood.Topics.Take(GroupListPage.TopicsInHeading).Select(t => t.Topic.Name.In(texts.Language).Text))
            : chosen.Count is 1 or 2 ? string.Join(texts["Results.And"], chosen.Select(c => c.Label))
            : understood.Text;
        return about.Length > LongestAbout ? about[..LongestAbout].TrimEnd() + "…" : about;
    }

    private static string Where(this Texts texts, GroupListPage page)
    {
        var understood = page.Understanding;
        if (understood.Relaxed.HasFlag(Relaxation.Everywhere))
        {
            return "";
        }

        if (understood.Place is not { } place)
        {
            return page.Search.Values(Facet.Canton) is [var only] && texts.Has("In." + only) ? texts["In." + only] : "";
        }

        var near = place.Place.Point is null && texts.Has("In." + place.Place.Canton) ? texts["In." + place.Place.Canton]
            : understood.RadiusKm is { } km && km != SearchEngine.DefaultRadiusKm ? texts.Format("Place.Within", km, place.Label)
            : texts.Format("Place.Near", place.Label);
        var (online, phone) = (OfFormat(page, MeetingFormat.Online), OfFormat(page, MeetingFormat.Phone));
        var remote = online > 0 && phone > 0 ? texts["Remote.both"] : online > 0 ? texts["Remote.online"] : phone > 0 ? texts["Remote.phone"] : "";
        return remote.Length == 0 ? near
            : online + phone >= page.Total ? remote
            : online > 0 && phone > 0 ? $"{near}, {remote}"
            : texts.Format("Remote.Or", near, remote);
    }

    // The counts of a filter are made without it, so they hold for the results only where the value is chosen or none is.
    private static int OfFormat(GroupListPage page, MeetingFormat format)
    {
        var choices = page.Facets.Where(f => f.Facet == Facet.Format).SelectMany(f => f.Choices).ToList();
        return choices.Find(c => c.Value == format.Code()) is { } choice && (choice.IsChosen || !choices.Exists(c => c.IsChosen)) ? choice.Count : 0;
    }
}
