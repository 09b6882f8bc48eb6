namespace InfoEntraide.Web.Features.Groups;

/// <summary>What a visitor can filter meetings by.</summary>
public static class RhythmFacets
{
    /// <summary>The weekdays a group meets on, in order; empty when the weekday changes or is not known.</summary>
    public static IReadOnlyList<Weekday> Weekdays(Rhythm rhythm)
    {
        if (!Recurrence.TryParse(rhythm.Rule, out var rule, out _))
        {
            return [];
        }

        if (rule!.ByDay.Count > 0)
        {
            // "The first working day of the month" is any weekday: nobody looking for Mondays wants it.
            var days = rule.ByDay.Select(d => d.Weekday).Distinct().Order().ToList();
            return rule.BySetPos.Count > 0 && days.Count > 1 ? [] : days;
        }

        return rule.Frequency switch
        {
            Frequency.Weekly when rhythm.StartsOn is { } start => [Recurrence.WeekdayOf(start)],
            Frequency.Daily when rule is { Interval: 1, ByMonthDay.Count: 0 } => [.. Enum.GetValues<Weekday>()],
            _ => [],
        };
    }

    /// <summary>The part of the day a meeting that starts at <paramref name="time"/> belongs to; null without a time.</summary>
    public static TimeOfDay? Of(TimeOnly? time) => time switch
    {
        null => null,
        { Hour: < 12 } => TimeOfDay.Morning,
        { } t when t < new TimeOnly(17, 30) => TimeOfDay.Afternoon,
        _ => TimeOfDay.Evening,
    };
}
