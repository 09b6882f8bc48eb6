using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>
/// The coming meetings of a group for a personal calendar (RFC 5545). Calendars are shared, at work above all, so the file says nowhere which group or topic it is
/// about: the entry is called "Meeting", the link holds the identifier alone and leads on, and the entry is marked as private.
/// </summary>
internal static class GroupCalendar
{
    public const string ContentType = "text/calendar";

    /// <summary>Switzerland has kept these rules since 1996.</summary>
    private static readonly (string Kind, string From, string To, string Name, string Start, string Rule)[] Changes =
    [
        ("DAYLIGHT", "+0100", "+0200", "CEST", "19960331T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
        ("STANDARD", "+0200", "+0100", "CET", "19961027T030000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
    ];

    /// <summary>Null when no meeting is known: nothing to put into a calendar.</summary>
    /// <param name="address">Full address of the group's page without its name.</param>
    public static string? Of(GroupEntry group, DateTimeOffset now, Texts texts, string address)
    {
        // The rhythm of a group in creation is a plan.
        if (group.Lifecycle == Lifecycle.InCreation)
        {
            return null;
        }

        var rhythm = group.Rhythm;
        var closures = group.Centre.Closures;
        List<Meeting> regular = [.. MeetingDates.Next(rhythm with { Also = [] }, closures, now, group.PausedUntil)];
        List<Meeting> extra = [.. MeetingDates.Next(rhythm with { Rule = null }, closures, now, group.PausedUntil).ExceptBy(regular.Select(m => m.Day), m => m.Day)];
        if (regular.Count + extra.Count == 0)
        {
            return null;
        }

        var text = new CalendarText()
            .Line("BEGIN", "VCALENDAR")
            .Line("VERSION", "2.0")
            .Line("PRODID", $"-//InfoEntraide//InfoEntraide//{texts.Language.Code().ToUpperInvariant()}")
            .Line("METHOD", "PUBLISH");
        AddZone(text);
        if (regular.Count > 0 && Recurrence.TryParse(rhythm.Rule, out var rule, out _))
        {
            BeginMeeting(text, group, regular[0], group.PublicId, now, texts, address);
            AddRule(text, rule!, rhythm, closures, regular, now, group.PausedUntil);
            text.Line("END", "VEVENT");
        }

        foreach (var meeting in extra)
        {
            BeginMeeting(text, group, meeting, $"{group.PublicId}-{CalendarText.Day(meeting.Day)}", now, texts, address);
            text.Line("END", "VEVENT");
        }

        return text.Line("END", "VCALENDAR").ToString();
    }

    private static void AddZone(CalendarText text)
    {
        text.Line("BEGIN", "VTIMEZONE").Line("TZID", MeetingDates.Zone.Id);
        foreach (var change in Changes)
        {
            text.Line("BEGIN", change.Kind)
                .Line("TZOFFSETFROM", change.From)
                .Line("TZOFFSETTO", change.To)
                .Line("TZNAME", change.Name)
                .Line("DTSTART", change.Start)
                .Line("RRULE", change.Rule)
                .Line("END", change.Kind);
        }

        text.Line("END", "VTIMEZONE");
    }

    private static void BeginMeeting(CalendarText text, GroupEntry group, Meeting meeting, string id, DateTimeOffset now, Texts texts, string address)
    {
        var (start, end) = (group.Rhythm.StartTime, group.Rhythm.EndTime);
        text.Line("BEGIN", "VEVENT")
            .Line("UID", id + "@infoentraide")
            .Line("DTSTAMP", CalendarText.Utc(now))
            .Line("LAST-MODIFIED", CalendarText.Utc(group.UpdatedAt))
            .Moment("DTSTART", meeting.Day, start);
        if (start is not null && end is not null && end != start)
        {
            text.Moment("DTEND", end < start ? meeting.Day.AddDays(1) : meeting.Day, end);
        }

        text.Text("SUMMARY", texts["Calendar.Summary"]);
        if (Where(group, texts) is { } where)
        {
            text.Text("LOCATION", where);
        }

        text.Text("DESCRIPTION", address).Line("URL", address).Line("CLASS", "PRIVATE");
        if (start is null)
        {
            // The day is known, not the hour: nobody is busy all day because of it.
            text.Line("TRANSP", "TRANSPARENT");
        }
    }

    /// <summary>
    /// The rule beginning with the next meeting, and the days left out from there on. A rule that counts its days ends with a last day instead, since the first ones are over.
    /// </summary>
    private static void AddRule(CalendarText text, Recurrence rule, Rhythm rhythm, IReadOnlyList<ClosurePeriod> closures, List<Meeting> regular, DateTimeOffset now, DateOnly? pausedUntil)
    {
        var last = regular[^1];
        var end = rule.Until is null && rule.Count is null ? "" : ";UNTIL=" + (last.Start is { } start ? CalendarText.Utc(start) : CalendarText.Day(last.Day));
        text.Line("RRULE", rule.WithoutEnd() + end);

        var lastLeftOut = closures.Select(c => c.To).Concat(rhythm.Except).Where(day => day < last.Day).DefaultIfEmpty().Max();
        foreach (var day in MeetingDates.LeftOut(rhythm with { Also = [] }, closures, now, lastLeftOut, pausedUntil).Where(day => day > regular[0].Day))
        {
            text.Moment("EXDATE", day, rhythm.StartTime);
        }
    }

    /// <summary>Never more than is published; nothing where the centre will tell.</summary>
    private static string? Where(GroupEntry group, Texts texts)
    {
        if (group.IsAnywhere)
        {
            return texts[$"Format.{group.Format.Code()}"];
        }

        var place = group.Place;
        return place.Locality is null ? null : string.Join(", ", new[] { place.Venue, place.Street, texts.WhereOf(group) }.Where(part => !string.IsNullOrEmpty(part)));
    }
}
