using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>A rhythm in words, as people say it: "every 2nd Tuesday of the month, 19:30–21:00".</summary>
public static class RhythmText
{
    /// <summary>
    /// The rhythm without a full stop and beginning in lower case, with the note at the end. Rules that have no words of their own become
    /// a general phrase; then, and when a group meets irregularly, the first three of <paramref name="next"/> follow where given.
    /// </summary>
    public static string Describe(Rhythm rhythm, Texts texts, IEnumerable<Meeting>? next = null)
    {
        var rule = Recurrence.TryParse(rhythm.Rule, out var parsed, out _) ? parsed : null;
        var days = rule is null ? null : Days(rule, rhythm.StartsOn, texts);
        List<string> parts = [days ?? texts[rule is null ? "Rhythm.Irregular" : "Rhythm.Regular"]];
        if (days is not null && rule!.ByMonth.Count is > 0 and < 12)
        {
            parts.Add(Months(rule.ByMonth, texts));
        }

        if (rhythm.StartTime is { } start)
        {
            parts.Add(rhythm.EndTime is { } end && end != start
                ? texts.Format("Rhythm.Time.Range", Time(start, texts), Time(end, texts))
                : texts.Format("Rhythm.Time", Time(start, texts)));
        }

        if (rule?.Until is { } until)
        {
            parts.Add(texts.Format("Rhythm.Until", $"{Date(until, texts)} {until.Year}"));
        }
        else if (rule?.Count is { } count and > 1)
        {
            parts.Add(texts.Format("Rhythm.Times", count));
        }

        if (days is null && next?.Take(3).Select(m => Date(m.Day, texts)).ToList() is { Count: > 0 } dates)
        {
            parts.Add(texts.Format("Rhythm.Next", string.Join(", ", dates)));
        }

        var note = rhythm.Note.In(texts.Language).Text;
        return string.Join(", ", parts) + (note.Length > 0 ? $" – {note}" : "");
    }

    /// <summary>The days of a rule; null when it has a shape that nobody would say in one phrase.</summary>
    private static string? Days(Recurrence rule, DateOnly? start, Texts texts)
    {
        // Written down as yearly although it names every day within its months.
        var monthly = rule.Frequency == Frequency.Monthly || rule is { Frequency: Frequency.Yearly, Interval: 1, ByMonth.Count: > 0, BySetPos.Count: 0 };
        return rule.Frequency switch
        {
            _ when rule.ByDay.Count > 0 && rule.ByMonthDay.Count > 0 => null,
            _ when monthly && rule.ByDay.Count > 0 => Nth(rule, texts),
            _ when monthly => rule.BySetPos.Count > 0 ? null : MonthDays(rule, start, texts),
            Frequency.Daily when rule.ByMonthDay.Count > 0 || rule.BySetPos.Count > 0 => null,
            Frequency.Daily when rule.ByDay.Count == 0 => rule.Interval == 1 ? texts["Rhythm.Daily"] : texts.Format("Rhythm.EveryDays", rule.Interval),
            Frequency.Daily => rule.Interval == 1 ? Weekly(1, [.. rule.ByDay.Select(d => d.Weekday)], texts) : null,
            Frequency.Weekly when rule.BySetPos.Count > 0 => null,
            Frequency.Weekly => Weekly(rule.Interval, rule.ByDay.Count == 0 && start is { } day ? [Recurrence.WeekdayOf(day)] : [.. rule.ByDay.Select(d => d.Weekday)], texts),
            _ => null,
        };
    }

    private static string? Weekly(int interval, IReadOnlyList<Weekday> days, Texts texts)
    {
        var names = days.Select(d => Name("Rhythm.WeekdayNames", (int)d, texts)).ToList();
        return (interval, days.Count) switch
        {
            (1, 0) => texts["Rhythm.Weekly.NoDay"],
            (_, 0) => null,
            (1, 7) => texts["Rhythm.Daily"],
            (1, 5) when days[^1] == Weekday.Fri => texts["Rhythm.Workdays"],
            (1, _) => texts.Format("Rhythm.Weekly", Join(names, texts)),
            (2, 1) => texts.Format("Rhythm.OtherWeek", names[0]),
            (2, _) => texts.Format("Rhythm.OtherWeek.Several", OnDays(names, texts)),
            _ => texts.Format("Rhythm.EveryWeeks", interval, OnDays(names, texts)),
        };
    }

    /// <summary>"1st and 3rd Tuesday", also when the rule says so with <c>BYSETPOS</c>.</summary>
    private static string? Nth(Recurrence rule, Texts texts)
    {
        var days = rule.BySetPos.Count == 0
            ? rule.ByDay
            : rule.ByDay is [{ Ordinal: null } only] ? [.. rule.BySetPos.Select(n => new RuleDay(only.Weekday, n))] : [];
        if (days.Count == 0 || days.Any(d => d.Ordinal is null or < -2 or > 5))
        {
            return rule is { Interval: 1, BySetPos.Count: 0 } && rule.ByDay.All(d => d.Ordinal is null)
                ? Weekly(1, [.. rule.ByDay.Select(d => d.Weekday)], texts)
                : null;
        }

        var phrases = days.GroupBy(d => d.Weekday).Select(day =>
        {
            var names = day.Key == Weekday.Sun ? "Rhythm.NthSunday" : "Rhythm.Nth";
            var ordinals = day.Select(d => d.Ordinal!.Value).OrderBy(n => n < 0 ? 100 + n : n).Select(n => Name(names, n > 0 ? n - 1 : 4 - n, texts));
            return $"{Join([.. ordinals], texts)} {Name("Rhythm.WeekdayNames", (int)day.Key, texts)}";
        });
        var all = Join([.. phrases], texts);
        return rule.Interval == 1 ? texts.Format("Rhythm.Monthly", all) : texts.Format("Rhythm.EveryMonths", rule.Interval, all);
    }

    private static string? MonthDays(Recurrence rule, DateOnly? start, Texts texts)
    {
        var days = rule.ByMonthDay.Count == 0 && start is { } first ? [first.Day] : rule.ByMonthDay;
        if (rule.Interval > 1 || days.Count == 0)
        {
            return null;
        }

        if (days is [-1])
        {
            return texts["Rhythm.LastDay"];
        }

        if (days.Any(d => d < 0))
        {
            return null;
        }

        return texts.Format(days.Count == 1 ? "Rhythm.MonthDay" : "Rhythm.MonthDays.Several", OnDays([.. days.Select(d => Name("Rhythm.MonthDayNames", d - 1, texts))], texts));
    }

    private static string Months(IReadOnlyList<int> months, Texts texts)
    {
        var missing = Enumerable.Range(1, 12).Except(months).ToList();
        return missing.Count is > 0 and <= 4 ? texts.Format("Rhythm.Except", Names(missing)) : texts.Format("Rhythm.Only", Names(months));

        string Names(IEnumerable<int> list) => Join([.. list.Select(m => Name("Rhythm.MonthNames", m - 1, texts))], texts);
    }

    private static string Time(TimeOnly time, Texts texts) =>
        time.Minute == 0 ? texts.Format("Rhythm.Time.Full", time.Hour) : texts.Format("Rhythm.Time.Minutes", time.Hour, time.Minute);

    private static string Date(DateOnly day, Texts texts) =>
        texts.Format(day.Day == 1 ? "Rhythm.Date.First" : "Rhythm.Date", day.Day, Name("Rhythm.MonthNames", day.Month - 1, texts));

    private static string OnDays(IReadOnlyList<string> names, Texts texts) => Join([.. names.Select(n => texts.Format("Rhythm.OnDay", n))], texts);

    /// <summary>One of several words that one text holds, separated by bars.</summary>
    private static string Name(string key, int index, Texts texts) => texts[key].Split('|')[index];

    private static string Join(IReadOnlyList<string> items, Texts texts) =>
        items.Count == 1 ? items[0] : texts.Format("Rhythm.And", string.Join(", ", items.Take(items.Count - 1)), items[^1]);
}
