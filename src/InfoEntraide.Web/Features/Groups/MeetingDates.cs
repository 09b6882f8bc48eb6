using InfoEntraide.Web.Features.Centres;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>
/// One meeting. <paramref name="Start"/> and <paramref name="End"/> are in the local time of Switzerland with the offset of that day;
/// null when the rhythm does not tell the time.
/// </summary>
public sealed record Meeting(DateOnly Day, DateTimeOffset? Start, DateTimeOffset? End);

/// <summary>When a group meets next: its <see cref="Rhythm"/> less the closures of its centre and its own pause.</summary>
public static class MeetingDates
{
    /// <summary>The time zone of every local time in the portal.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Zurich");

    /// <summary>The day it is in Switzerland.</summary>
    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);

    /// <summary>
    /// The meetings that have not begun at <paramref name="now"/>, in order, lazily, for at most <see cref="Recurrence.HorizonYears"/> years.
    /// The extra days of a rhythm take place in closure periods too, since somebody chose them; days left out and a pause
    /// (until <paramref name="pausedUntil"/>, the day the group meets again) hold for all. Nothing but extra days comes from a rule that
    /// cannot be read, or that counts from a first day which is not known.
    /// </summary>
    public static IEnumerable<Meeting> Next(Rhythm rhythm, IEnumerable<ClosurePeriod> closures, DateTimeOffset now, DateOnly? pausedUntil = null)
    {
        // A meeting that runs past midnight has begun the day before, so today is early enough.
        var from = Today(now);
        from = pausedUntil > from ? pausedUntil.Value : from;
        var closed = closures.ToList();
        var regular = RuleDays(rhythm, from).Where(day => !closed.Exists(c => c.Holds(day)));
        var extra = rhythm.Also.Where(day => day >= from).Distinct().Order();
        return Merge(regular, extra)
            .Where(day => !rhythm.Except.Contains(day))
            .Select(day => On(day, rhythm.StartTime, rhythm.EndTime))
            .Where(meeting => meeting.Start is not { } start || start >= now);
    }

    /// <summary>The days up to <paramref name="until"/> on which the rule has a meeting that does not take place: left out by the group, or in a closure period.</summary>
    public static IEnumerable<DateOnly> LeftOut(Rhythm rhythm, IReadOnlyList<ClosurePeriod> closures, DateTimeOffset now, DateOnly until, DateOnly? pausedUntil = null) =>
        Next(rhythm with { Except = [], Also = [] }, [], now, pausedUntil)
            .Select(meeting => meeting.Day)
            .TakeWhile(day => day <= until)
            .Where(day => rhythm.Except.Contains(day) || (closures.Any(c => c.Holds(day)) && !rhythm.Also.Contains(day)));

    /// <summary>
    /// A meeting on a day at wall-clock times. Daylight saving: a time in the hour that is skipped in spring keeps the offset from before the
    /// gap, so it shows one hour later (as RFC 5545 has it); a time in the hour that comes twice in autumn is the first of the two.
    /// An end before the start is on the next day.
    /// </summary>
    public static Meeting On(DateOnly day, TimeOnly? startTime, TimeOnly? endTime)
    {
        if (startTime is not { } startAt)
        {
            return new(day, null, null);
        }

        var start = Local(day.ToDateTime(startAt));
        if (endTime is not { } endAt)
        {
            return new(day, start, null);
        }

        var end = Local((endAt < startAt ? day.AddDays(1) : day).ToDateTime(endAt));

        // Only when the start was moved out of the skipped hour and the end was not: keep the length.
        return new(day, start, end < start ? TimeZoneInfo.ConvertTime(start + (endAt - startAt), Zone) : end);
    }

    private static IEnumerable<DateOnly> RuleDays(Rhythm rhythm, DateOnly from)
    {
        if (!Recurrence.TryParse(rhythm.Rule, out var rule, out _) || (rhythm.StartsOn is null && rule!.NeedsStart))
        {
            return [];
        }

        return rule!.Dates(rhythm.StartsOn ?? from, from);
    }

    private static IEnumerable<DateOnly> Merge(IEnumerable<DateOnly> regular, IEnumerable<DateOnly> extra)
    {
        using var others = extra.GetEnumerator();
        var more = others.MoveNext();
        foreach (var day in regular)
        {
            for (; more && others.Current <= day; more = others.MoveNext())
            {
                if (others.Current < day)
                {
                    yield return others.Current;
                }
            }

            yield return day;
        }

        for (; more; more = others.MoveNext())
        {
            yield return others.Current;
        }
    }

    private static DateTimeOffset Local(DateTime wall)
    {
        if (Zone.IsInvalidTime(wall))
        {
            var before = Zone.GetUtcOffset(wall.AddHours(-1));
            return TimeZoneInfo.ConvertTime(new DateTimeOffset(wall, before), Zone);
        }

        var offset = Zone.IsAmbiguousTime(wall) ? Zone.GetAmbiguousTimeOffsets(wall).Max() : Zone.GetUtcOffset(wall);
        return new(wall, offset);
    }
}
