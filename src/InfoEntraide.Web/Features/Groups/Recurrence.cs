using System.Globalization;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>The period a <see cref="Recurrence"/> counts in.</summary>
public enum Frequency
{
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// <summary>A weekday of a rule. <paramref name="Ordinal"/> ±1…±5 picks one in the month (-1 is the last); null means every one.</summary>
public readonly record struct RuleDay(Weekday Weekday, int? Ordinal = null);

/// <summary>
/// A recurrence rule: the subset of RFC 5545, section 3.3.10, that groups need. <c>FREQ</c> is one of <c>DAILY</c>, <c>WEEKLY</c>,
/// <c>MONTHLY</c>, <c>YEARLY</c>; <c>INTERVAL</c> goes from 1 to 52; <c>BYDAY</c> (ordinals only with months and years), <c>BYMONTHDAY</c>,
/// <c>BYMONTH</c>, <c>BYSETPOS</c>, <c>UNTIL</c> (a date), <c>COUNT</c> and <c>WKST</c> mean what they mean there. The first day of the series counts
/// only when the rule itself names it. Rules are made by <see cref="TryParse"/>; two of the same canonical text are equal.
/// </summary>
public sealed record Recurrence
{
    /// <summary>Rules are stored in a column of this length.</summary>
    public const int MaxLength = 200;

    /// <summary>No date is given that lies further away than this from the day one asks from.</summary>
    public const int HorizonYears = 10;

    private static readonly string[] WeekdayCodes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private Recurrence()
    {
    }

    public Frequency Frequency { get; private init; }

    /// <summary>Every how many periods, 1–52.</summary>
    public int Interval { get; private init; } = 1;

    public IReadOnlyList<RuleDay> ByDay { get; private init; } = [];

    /// <summary>±1…±31; -1 is the last day of the month.</summary>
    public IReadOnlyList<int> ByMonthDay { get; private init; } = [];

    public IReadOnlyList<int> ByMonth { get; private init; } = [];

    /// <summary>±1…±366: which of the days of one period remain.</summary>
    public IReadOnlyList<int> BySetPos { get; private init; } = [];

    /// <summary>The last possible day.</summary>
    public DateOnly? Until { get; private init; }

    /// <summary>How many days the series has, 1–9999.</summary>
    public int? Count { get; private init; }

    /// <summary>The day a week begins with; matters for weekly rules with an interval.</summary>
    public Weekday WeekStart { get; private init; }

    /// <summary>True when the dates depend on the first day of the series: without it nothing can be said about them.</summary>
    public bool NeedsStart => Interval > 1 || Count is not null || (Frequency != Frequency.Daily && ByDay.Count == 0 && ByMonthDay.Count == 0);

    /// <summary>
    /// Reads a rule such as <c>FREQ=MONTHLY;BYDAY=2TU</c>, in any case and with or without <c>RRULE:</c> before it. Never throws;
    /// <paramref name="error"/> says what is wrong with a rule that is refused.
    /// </summary>
    public static bool TryParse(string? rule, out Recurrence? recurrence, out string? error)
    {
        recurrence = null;
        var text = (rule ?? "").Trim().ToUpperInvariant();
        if (text.StartsWith("RRULE:", StringComparison.Ordinal))
        {
            text = text[6..];
        }

        if (text.Length is 0 or > MaxLength)
        {
            error = text.Length == 0 ? "The rule is empty." : $"The rule is longer than {MaxLength} characters.";
            return false;
        }

        var result = new Recurrence();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals].Trim();
            var value = equals < 0 ? "" : part[(equals + 1)..].Trim();
            if (!seen.Add(name))
            {
                error = $"{name} stands there twice.";
                return false;
            }

            if (result.With(name, value) is not { } next)
            {
                error = Known(name) ? $"{name} cannot be '{value}'." : $"'{name}' is not a part of a rule that is understood here.";
                return false;
            }

            result = next;
        }

        error = seen.Contains("FREQ") ? result.Contradiction() : "FREQ is missing.";
        recurrence = error is null ? result : null;
        return error is null;
    }

    /// <summary>
    /// The days of the series that begins on <paramref name="start"/>, from <paramref name="from"/> on and in order, at most
    /// <see cref="HorizonYears"/> years ahead. Lazy.
    /// </summary>
    public IEnumerable<DateOnly> Dates(DateOnly start, DateOnly from)
    {
        from = from < start ? start : from;
        var last = from.Year > DateOnly.MaxValue.Year - HorizonYears ? DateOnly.MaxValue : from.AddYears(HorizonYears);
        last = Until < last ? Until.Value : last;

        // With a count every day since the start has to be counted; otherwise the periods before the day asked for can be left out.
        var counted = 0;
        for (var period = Count is null ? PeriodOf(start, from) : 0; ; period++)
        {
            var (first, length) = DaysOf(start, period);
            if (first > last.DayNumber)
            {
                yield break;
            }

            foreach (var day in Select(start, first, length))
            {
                if (day < start)
                {
                    continue;
                }

                if (day > last || counted == Count)
                {
                    yield break;
                }

                counted++;
                if (day >= from)
                {
                    yield return day;
                }
            }
        }
    }

    public bool Equals(Recurrence? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The rule in its canonical form: parts in a fixed order, lists sorted, nothing that goes without saying.</summary>
    public override string ToString()
    {
        var parts = new List<string> { $"FREQ={Frequency.ToString().ToUpperInvariant()}" };
        Add("INTERVAL", Interval == 1 ? "" : Text(Interval));
        Add("BYMONTH", string.Join(',', ByMonth.Select(Text)));
        Add("BYMONTHDAY", string.Join(',', ByMonthDay.Select(Text)));
        Add("BYDAY", string.Join(',', ByDay.Select(d => (d.Ordinal is { } n ? Text(n) : "") + WeekdayCodes[(int)d.Weekday])));
        Add("BYSETPOS", string.Join(',', BySetPos.Select(Text)));
        Add("WKST", WeekStart == Weekday.Mon ? "" : WeekdayCodes[(int)WeekStart]);
        Add("UNTIL", Until?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "");
        Add("COUNT", Count is { } count ? Text(count) : "");
        return string.Join(';', parts);

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                parts.Add($"{name}={value}");
            }
        }

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The canonical form without <c>UNTIL</c> and <c>COUNT</c>.</summary>
    public string WithoutEnd() => (this with { Until = null, Count = null }).ToString();

    private static bool Known(string name) =>
        name is "FREQ" or "INTERVAL" or "BYDAY" or "BYMONTHDAY" or "BYMONTH" or "BYSETPOS" or "UNTIL" or "COUNT" or "WKST";

    /// <summary>The rule with one more part, or null when the part is unknown or its value impossible.</summary>
    private Recurrence? With(string name, string value) => name switch
    {
        "FREQ" => value switch
        {
            "DAILY" => this with { Frequency = Frequency.Daily },
            "WEEKLY" => this with { Frequency = Frequency.Weekly },
            "MONTHLY" => this with { Frequency = Frequency.Monthly },
            "YEARLY" => this with { Frequency = Frequency.Yearly },
            _ => null,
        },
        "INTERVAL" => Number(value, 52) is > 0 and var n ? this with { Interval = n } : null,
        "COUNT" => Number(value, 9999) is > 0 and var n ? this with { Count = n } : null,
        "BYMONTH" => Numbers(value, 12) is { } list && list[0] > 0 ? this with { ByMonth = list } : null,
        "BYMONTHDAY" => Numbers(value, 31) is { } list ? this with { ByMonthDay = list } : null,
        "BYSETPOS" => Numbers(value, 366) is { } list ? this with { BySetPos = list } : null,
        "BYDAY" => Days(value) is { } list ? this with { ByDay = list } : null,
        "WKST" => Array.IndexOf(WeekdayCodes, value) is >= 0 and var day ? this with { WeekStart = (Weekday)day } : null,
        "UNTIL" => DateOnly.TryParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? this with { Until = day } : null,
        _ => null,
    };

    private static int? Number(string text, int max) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n != 0 && n >= -max && n <= max ? n : null;

    private static List<int>? Numbers(string text, int max)
    {
        var numbers = text.Split(',', StringSplitOptions.TrimEntries).Select(item => Number(item, max)).ToList();
        return numbers.Contains(null) ? null : [.. numbers.Select(n => n!.Value).Distinct().Order()];
    }

    private static List<RuleDay>? Days(string text)
    {
        var days = new List<RuleDay>();
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var weekday = item.Length < 2 ? -1 : Array.IndexOf(WeekdayCodes, item[^2..]);
            int? ordinal = item.Length > 2 ? Number(item[..^2], 5) : null;
            if (weekday < 0 || (item.Length > 2 && ordinal is null))
            {
                return null;
            }

            days.Add(new((Weekday)weekday, ordinal));
        }

        return [.. days.Distinct().OrderBy(d => d.Weekday).ThenBy(d => d.Ordinal)];
    }

    /// <summary>What RFC 5545 forbids although every part is right in itself.</summary>
    private string? Contradiction()
    {
        if (Until is not null && Count is not null)
        {
            return "UNTIL and COUNT exclude each other.";
        }

        if (Frequency is Frequency.Daily or Frequency.Weekly && ByDay.Any(d => d.Ordinal is not null))
        {
            return "BYDAY with an ordinal needs FREQ=MONTHLY or FREQ=YEARLY.";
        }

        if (Frequency == Frequency.Weekly && ByMonthDay.Count > 0)
        {
            return "BYMONTHDAY does not go with FREQ=WEEKLY.";
        }

        return BySetPos.Count > 0 && ByDay.Count == 0 && ByMonthDay.Count == 0 && ByMonth.Count == 0 ? "BYSETPOS needs another BY part." : null;
    }

    /// <summary>The number of the last period that begins on or before <paramref name="day"/>; the one of <paramref name="start"/> is 0.</summary>
    private int PeriodOf(DateOnly start, DateOnly day) => Frequency switch
    {
        Frequency.Daily => day.DayNumber - start.DayNumber,
        Frequency.Weekly => (FirstOfWeek(day) - FirstOfWeek(start)) / 7,
        Frequency.Monthly => ((day.Year - start.Year) * 12) + day.Month - start.Month,
        _ => day.Year - start.Year,
    } / Interval;

    /// <summary>First day (as <see cref="DateOnly.DayNumber"/>) and length of a period. Past the end of the calendar it begins after every date.</summary>
    private (int First, int Length) DaysOf(DateOnly start, int period)
    {
        var offset = (long)period * Interval;
        switch (Frequency)
        {
            case Frequency.Daily:
                return ((int)(start.DayNumber + offset), 1);
            case Frequency.Weekly:
                return ((int)(FirstOfWeek(start) + (offset * 7)), 7);
            case Frequency.Monthly:
                var months = (start.Year * 12) + start.Month - 1 + offset;
                var (year, month) = ((int)(months / 12), (int)(months % 12) + 1);
                return year > DateOnly.MaxValue.Year ? (int.MaxValue, 0) : (new DateOnly(year, month, 1).DayNumber, DateTime.DaysInMonth(year, month));
            default:
                var y = (int)(start.Year + offset);
                return y > DateOnly.MaxValue.Year ? (int.MaxValue, 0) : (new DateOnly(y, 1, 1).DayNumber, DateTime.IsLeapYear(y) ? 366 : 365);
        }
    }

    /// <summary>Day number of the first day of the week of a day; negative in the first week of the calendar.</summary>
    private int FirstOfWeek(DateOnly day) => day.DayNumber - (((int)WeekdayOf(day) - (int)WeekStart + 7) % 7);

    private IEnumerable<DateOnly> Select(DateOnly start, int first, int length)
    {
        var days = Enumerable.Range(first, length)
            .Where(n => n >= 0 && n <= DateOnly.MaxValue.DayNumber)
            .Select(DateOnly.FromDayNumber)
            .Where(day => Matches(start, day));
        if (BySetPos.Count == 0)
        {
            return days;
        }

        var set = days.ToList();
        return set.Where((_, i) => BySetPos.Contains(i + 1) || BySetPos.Contains(i - set.Count));
    }

    private bool Matches(DateOnly start, DateOnly day)
    {
        // A rule that names no day takes it, and a yearly one also its month, from the start.
        var implicitDay = ByDay.Count == 0 && ByMonthDay.Count == 0;
        if (ByMonth.Count > 0 ? !ByMonth.Contains(day.Month) : implicitDay && Frequency == Frequency.Yearly && day.Month != start.Month)
        {
            return false;
        }

        if (implicitDay)
        {
            return Frequency switch
            {
                Frequency.Daily => true,
                Frequency.Weekly => day.DayOfWeek == start.DayOfWeek,
                _ => day.Day == start.Day,
            };
        }

        var length = DateTime.DaysInMonth(day.Year, day.Month);
        return (ByMonthDay.Count == 0 || ByMonthDay.Contains(day.Day) || ByMonthDay.Contains(day.Day - length - 1))
            && (ByDay.Count == 0 || ByDay.Any(d => d.Weekday == WeekdayOf(day) && (d.Ordinal is not { } n || IsNth(day, n))));
    }

    /// <summary>Whether a day is the n-th of its weekday: in the year for a yearly rule without months, else in the month.</summary>
    private bool IsNth(DateOnly day, int n)
    {
        var (position, length) = Frequency == Frequency.Yearly && ByMonth.Count == 0
            ? (day.DayOfYear, DateTime.IsLeapYear(day.Year) ? 366 : 365)
            : (day.Day, DateTime.DaysInMonth(day.Year, day.Month));
        return n > 0 ? ((position - 1) / 7) + 1 == n : ((length - position) / 7) + 1 == -n;
    }

    internal static Weekday WeekdayOf(DateOnly day) => (Weekday)(((int)day.DayOfWeek + 6) % 7);
}
