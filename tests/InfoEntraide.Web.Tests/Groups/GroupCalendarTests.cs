using System.Net;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Groups;

/// <summary>The meetings of a group as a calendar reads them. The clock stands on Saturday, 21 November 2026.</summary>
public sealed class GroupCalendarTests : IDisposable
{
    private readonly TestDatabase database = TestDatabase.WithGroups();

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task A_calendar_has_the_meetings_that_the_portal_tells_for_every_group()
    {
        using var site = Site(_ => { });
        var visitor = site.Visitor();
        var now = site.Clock.GetUtcNow();
        var until = MeetingDates.Today(now).AddYears(1);
        var read = 0;
        foreach (var group in site.Services.GetRequiredService<PublicCatalogue>().Current.Groups)
        {
            var expected = group.Lifecycle == Lifecycle.InCreation ? [] : MeetingDates.Next(group.Rhythm, group.Centre.Closures, now, group.PausedUntil).Select(m => m.Day).ToList();
            using var response = await visitor.GetAsync(PublicPaths.GroupCalendar(group, PortalLanguage.De));
            Assert.Equal(expected.Count == 0 ? HttpStatusCode.NotFound : HttpStatusCode.OK, response.StatusCode);
            if (expected.Count > 0)
            {
                Assert.Equal(expected.Where(day => day <= until), Days(CalendarFile.Read(await response.Content.ReadAsStringAsync()), until));
                read++;
            }
        }

        Assert.True(read > 100, $"Only {read} groups had a calendar.");
    }

    [Theory]
    [InlineData(PortalLanguage.Fr, "Rencontre")]
    [InlineData(PortalLanguage.De, "Treffen")]
    [InlineData(PortalLanguage.It, "Incontro")]
    [InlineData(PortalLanguage.En, "Meeting")]
    public async Task Nobody_who_sees_the_calendar_learns_what_it_is_about(PortalLanguage language, string summary)
    {
        using var site = Site(g => g.Rhythm = new() { Rule = "FREQ=WEEKLY;BYDAY=TU", StartTime = new(19, 30), EndTime = new(21, 0), Note = LocalizedText.Of(PortalLanguage.Fr, "Entrée par la cour") });
        var group = Changed(site);
        using var response = await site.Visitor().GetAsync(PublicPaths.GroupCalendar(group, language));
        Assert.Equal("text/calendar", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("utf-8", response.Content.Headers.ContentType.CharSet);
        Assert.Equal(summary.ToLowerInvariant() + ".ics", response.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal("noindex", response.Headers.GetValues("X-Robots-Tag").Single());

        var text = await response.Content.ReadAsStringAsync();
        var entry = Assert.Single(CalendarFile.Read(text).Events);
        Assert.Equal(summary, Value(entry, "SUMMARY"));
        Assert.Equal("PRIVATE", Value(entry, "CLASS"));
        Assert.Equal("http://localhost" + PublicPaths.GroupWithoutName(group, language), Value(entry, "URL"));
        var unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal);
        foreach (var telling in group.Name.Existing().Concat(group.Description.Existing()).Concat(group.Topics.SelectMany(t => t.Name.Existing()))
            .SelectMany(t => new[] { t.Text, Slug.From(t.Text) }).Append("Entrée"))
        {
            Assert.DoesNotContain(telling, unfolded, StringComparison.OrdinalIgnoreCase);
        }

        using var followed = await site.Visitor().GetAsync(new Uri(Value(entry, "URL")!));
        Assert.Equal(PublicPaths.Group(group, language), followed.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_rule_begins_with_the_next_meeting_in_Swiss_time_and_leaves_out_days_and_closures()
    {
        using var site = Site(g => g.Rhythm = new()
        {
            Rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
            StartsOn = new(2026, 1, 6),
            StartTime = new(19, 30),
            EndTime = new(0, 15),
            Except = [new(2026, 11, 24), new(2027, 1, 19)],
            Also = [new(2026, 12, 3), new(2026, 12, 22), new(2027, 1, 19)],
        });
        var events = (await ReadAsync(site)).Events;

        // 24 November is left out, 22 December falls into the closure but was chosen, 19 January is left out although chosen too.
        var rule = events[0];
        Assert.Equal(new CalendarLine("DTSTART", "TZID=Europe/Zurich", "20261208T193000"), rule.Single(l => l.Name == "DTSTART"));
        Assert.Equal("20261209T001500", Value(rule, "DTEND"));
        Assert.Equal("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", Value(rule, "RRULE"));
        Assert.Equal(["20261222T193000", "20270119T193000"], rule.Where(l => l.Name == "EXDATE").Select(l => l.Value));
        Assert.Equal(["20261203T193000", "20261222T193000"], events.Skip(1).Select(e => Value(e, "DTSTART")));
        Assert.Equal(events.Count, events.Select(e => Value(e, "UID")).Distinct().Count());
    }

    [Fact]
    public async Task A_series_that_ends_says_its_last_meeting_in_world_time()
    {
        using var site = Site(g => g.Rhythm = new() { Rule = "FREQ=MONTHLY;BYDAY=1WE;COUNT=9", StartsOn = new(2026, 10, 1), StartTime = new(18, 0) });
        var entry = Assert.Single((await ReadAsync(site)).Events);
        Assert.Equal("FREQ=MONTHLY;BYDAY=1WE;UNTIL=20270602T160000Z", Value(entry, "RRULE"));
        Assert.Null(Value(entry, "DTEND"));
    }

    [Fact]
    public async Task A_meeting_without_an_hour_is_a_day_that_blocks_nothing()
    {
        using var site = Site(g => g.Rhythm = new() { Rule = "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20270401" });
        var entry = Assert.Single((await ReadAsync(site)).Events);
        Assert.Equal(new CalendarLine("DTSTART", "VALUE=DATE", "20261215"), entry.Single(l => l.Name == "DTSTART"));
        Assert.Equal("FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20270315", Value(entry, "RRULE"));
        Assert.Equal("TRANSPARENT", Value(entry, "TRANSP"));
    }

    [Theory]
    [InlineData(PlacePrecision.Address, @"Haus zur Linde\, Gartenweg 3\, 1003 Lausanne")]
    [InlineData(PlacePrecision.Locality, "1003 Lausanne")]
    [InlineData(PlacePrecision.Hidden, null)]
    public async Task The_place_is_as_exact_as_what_is_published(PlacePrecision precision, string? expected)
    {
        using var site = Site(g =>
        {
            g.Format = MeetingFormat.InPerson;
            g.Rhythm = new() { Rule = "FREQ=WEEKLY;BYDAY=TU", StartTime = new(19, 30) };
            g.Place = new() { Venue = "Haus zur Linde", Street = "Gartenweg 3", Npa = "1003", Locality = "Lausanne", CantonCode = "VD", Precision = precision };
        });
        Assert.Equal(expected, Value((await ReadAsync(site)).Events[0], "LOCATION"));
    }

    [Fact]
    public async Task An_entry_taken_over_again_later_replaces_the_first_one()
    {
        using var site = Site(g => g.Rhythm = new() { Rule = "FREQ=WEEKLY;BYDAY=TU", StartTime = new(19, 30) });
        var first = (await ReadAsync(site)).Events[0];
        site.Clock.Advance(TimeSpan.FromDays(20));
        var second = (await ReadAsync(site)).Events[0];
        Assert.Equal(Value(first, "UID"), Value(second, "UID"));
        Assert.Equal(("20261121T090000Z", "20261211T090000Z"), (Value(first, "DTSTAMP"), Value(second, "DTSTAMP")));
        Assert.Equal("20261215T193000", Value(second, "DTSTART"));
    }

    [Fact]
    public async Task A_group_in_creation_and_one_nobody_knows_have_no_calendar()
    {
        using var site = Site(g =>
        {
            g.Rhythm = new() { Rule = "FREQ=WEEKLY;BYDAY=TU", StartTime = new(19, 30) };
            g.Announce();
        });
        foreach (var path in new[] { PublicPaths.GroupCalendar(Changed(site), PortalLanguage.Fr), "/fr/groupes/22222222/calendar.ics" })
        {
            using var response = await site.Visitor().GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    /// <summary>A portal in which the first public group is changed and active, and its centre closed over Christmas.</summary>
    private PortalSite Site(Action<SelfHelpGroup> change) => new(database, [])
    {
        Before = db =>
        {
            var group = FirstOf(db);
            group.Centre.Closures.Clear();
            group.Centre.Closures.Add(new ClosurePeriod { From = new(2026, 12, 21), To = new(2027, 1, 3) });
            group.Activate();
            change(group);
        },
    };

    private static SelfHelpGroup FirstOf(PortalDb db) => db.Groups.Include(g => g.Centre).Where(SelfHelpGroup.IsPublicExpression).OrderBy(g => g.PublicId).First();

    private GroupEntry Changed(PortalSite site)
    {
        using var db = database.Open();
        return site.Services.GetRequiredService<PublicCatalogue>().Current.Group(FirstOf(db).PublicId)!;
    }

    private async Task<CalendarFile> ReadAsync(PortalSite site) =>
        CalendarFile.Read(await site.Visitor().GetStringAsync(PublicPaths.GroupCalendar(Changed(site), PortalLanguage.Fr)));

    private static string? Value(IReadOnlyList<CalendarLine> entry, string name) => entry.SingleOrDefault(l => l.Name == name)?.Value;

    /// <summary>The days of all entries: the rule from its start on, to its end, less the days left out.</summary>
    private static IEnumerable<DateOnly> Days(CalendarFile file, DateOnly until) => file.Events.SelectMany(entry =>
    {
        var start = entry.Single(l => l.Name == "DTSTART").Day;
        if (Value(entry, "RRULE") is not { } text)
        {
            return [start];
        }

        var parts = text.Split(";UNTIL=");
        Assert.True(Recurrence.TryParse(parts[0], out var rule, out _));
        var left = entry.Where(l => l.Name == "EXDATE").Select(l => l.Day).ToHashSet();
        var last = parts.Length > 1 && new CalendarLine("UNTIL", "", parts[1]).Day is var end && end < until ? end : until;
        return rule!.Dates(start, start).TakeWhile(day => day <= last).Where(day => !left.Contains(day));
    }).Where(day => day <= until).Order();
}
