using System.Globalization;
using System.Text.Json.Nodes;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Indexing;

/// <summary>The meetings of a group as an event of schema.org with its next date and its schedule; the place is never more exact than what is published.</summary>
internal static class GroupEvent
{
    private const int ExceptionsAheadDays = 365;

    private static readonly string[] DayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    private static readonly string[] DayCodes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>Null when there is no meeting to go to: no rhythm, a group still in creation, an exchange between two people, a forum.</summary>
    public static JsonObject? Of(GroupEntry group, CentreContact contact, IReadOnlyList<Meeting> next, DateTimeOffset now, Texts texts, string origin)
    {
        if (next.Count == 0 || group.Rhythm.Rule is null || group.Lifecycle == Lifecycle.InCreation || group.Kind is GroupKind.Exchange or GroupKind.Forum)
        {
            return null;
        }

        var address = origin + PublicPaths.Group(group, texts.Language);
        var description = group.Description.In(texts.Language).Text;
        var data = new JsonObject
        {
            ["@context"] = StructuredData.Context,
            ["@type"] = "Event",
            ["@id"] = address + "#event",
            ["name"] = group.Name.In(texts.Language).Text,
            ["url"] = address,
            ["startDate"] = Moment(next[0].Start, next[0].Day),
            ["eventStatus"] = "https://schema.org/EventScheduled",
            ["eventAttendanceMode"] = "https://schema.org/" + AttendanceMode(group.Format),
            ["location"] = Location(group, address, texts),
            ["inLanguage"] = new JsonArray([.. group.Languages.Select(l => JsonValue.Create(l))]),
            ["organizer"] = new JsonObject
            {
                ["@type"] = "Organization",
                ["name"] = contact.Centre.Name.In(texts.Language).Text,
                ["url"] = origin + PublicPaths.Centre(contact.Centre, texts.Language),
            },
        };
        StructuredData.Add(data, "description", Summary.Of(description));
        if (next[0].End is { } end)
        {
            data["endDate"] = Moment(end, next[0].Day);
        }

        if (Schedule(group, now) is { } schedule)
        {
            data["eventSchedule"] = schedule;
        }

        return data;
    }

    /// <summary>
    /// The rule as a schedule that begins with its next regular day, with the days left out of the coming year. Null for a rule that schema.org
    /// has no words for. Extra days are not in it: the next one is the event's own start.
    /// </summary>
    private static JsonObject? Schedule(GroupEntry group, DateTimeOffset now)
    {
        var rhythm = group.Rhythm;
        var regular = MeetingDates.Next(rhythm with { Also = [] }, group.Centre.Closures, now, group.PausedUntil);
        if (!Recurrence.TryParse(rhythm.Rule, out var rule, out _) || Days(rule!) is not { } days || regular.FirstOrDefault() is not { } first)
        {
            return null;
        }

        var schedule = new JsonObject
        {
            ["@type"] = "Schedule",
            ["repeatFrequency"] = $"P{rule!.Interval}{rule.Frequency.ToString()[0]}",
            ["scheduleTimezone"] = MeetingDates.Zone.Id,
            ["startDate"] = Day(first.Day),
        };
        StructuredData.Add(schedule, "startTime", Time(rhythm.StartTime));
        StructuredData.Add(schedule, "endTime", Time(rhythm.EndTime));
        AddList(schedule, "byDay", days.Select(d => JsonValue.Create(d)));
        AddList(schedule, "byMonthDay", rule.ByMonthDay.Select(d => JsonValue.Create(d)));
        AddList(schedule, "byMonth", rule.ByMonth.Select(m => JsonValue.Create(m)));
        var lastDay = rule.Until ?? (rule.Count is null ? null : (DateOnly?)regular.Last().Day);
        if (lastDay is { } last)
        {
            schedule["endDate"] = Day(last);
        }

        var until = MeetingDates.Today(now).AddDays(ExceptionsAheadDays);
        AddList(schedule, "exceptDate", MeetingDates.LeftOut(rhythm, group.Centre.Closures, now, until, group.PausedUntil).Select(d => JsonValue.Create(Day(d))));
        return schedule;
    }

    /// <summary>Weekdays by their name; with an ordinal as in RFC 5545 (<c>2TU</c>), which schema.org allows too. Null where neither says it.</summary>
    private static IEnumerable<string>? Days(Recurrence rule)
    {
        var days = rule.ByDay;
        if (rule.BySetPos.Count > 0)
        {
            if (rule is not { Frequency: Frequency.Monthly, ByDay: [{ Ordinal: null } only] })
            {
                return null;
            }

            days = [.. rule.BySetPos.Select(n => new RuleDay(only.Weekday, n))];
        }

        var hasOrdinals = days.Any(d => d.Ordinal is not null);
        if (hasOrdinals && rule.Frequency == Frequency.Yearly && rule.ByMonth.Count == 0)
        {
            return null;
        }

        return hasOrdinals
            ? days.Select(d => d.Ordinal?.ToString(CultureInfo.InvariantCulture) + DayCodes[(int)d.Weekday])
            : days.Select(d => "https://schema.org/" + DayNames[(int)d.Weekday]);
    }

    private static JsonNode Location(GroupEntry group, string address, Texts texts)
    {
        var online = new JsonObject { ["@type"] = "VirtualLocation", ["url"] = address };
        return group.Format switch
        {
            MeetingFormat.Online or MeetingFormat.Phone => online,
            MeetingFormat.Hybrid => new JsonArray(Place(group.Place, texts), online),
            _ => Place(group.Place, texts),
        };
    }

    private static JsonObject Place(PublishedPlace place, Texts texts)
    {
        var location = new JsonObject
        {
            ["@type"] = "Place",
            ["address"] = StructuredData.Address(place.Street, place.Npa, place.Locality, place.Canton?.Name.In(texts.Language).Text),
        };
        StructuredData.Add(location, "name", place.Venue ?? place.Locality ?? place.Canton?.Name.In(texts.Language).Text);
        return location;
    }

    private static string AttendanceMode(MeetingFormat format) => format switch
    {
        MeetingFormat.InPerson => "OfflineEventAttendanceMode",
        MeetingFormat.Hybrid => "MixedEventAttendanceMode",
        _ => "OnlineEventAttendanceMode",
    };

    private static void AddList(JsonObject to, string name, IEnumerable<JsonValue?> values)
    {
        JsonNode?[] list = [.. values];
        if (list.Length > 0)
        {
            to[name] = new JsonArray(list);
        }
    }

    private static string Moment(DateTimeOffset? moment, DateOnly day) => moment?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) ?? Day(day);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Time(TimeOnly? time) => time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
