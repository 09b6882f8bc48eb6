using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Data.Demo;

/// <summary>When a group meets: mostly on a weekday evening, monthly or every other week.</summary>
internal sealed class DemoRhythms(DemoTexts texts, Random random, DateOnly today)
{
    private static readonly string[] DayCodes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    private static readonly Weekday[] Days =
    [
        Weekday.Mon, Weekday.Mon, Weekday.Mon, Weekday.Tue, Weekday.Tue, Weekday.Tue, Weekday.Wed, Weekday.Wed, Weekday.Wed, Weekday.Thu, Weekday.Thu, Weekday.Thu,
        Weekday.Fri, Weekday.Sat,
    ];

    private static readonly TimeOnly[] Evenings = [new(19, 0), new(19, 0), new(19, 0), new(19, 30), new(19, 30), new(18, 30), new(18, 0), new(20, 0)];
    private static readonly TimeOnly[] Afternoons = [new(14, 0), new(14, 0), new(14, 30), new(15, 0), new(16, 0), new(17, 0)];
    private static readonly TimeOnly[] Mornings = [new(9, 0), new(9, 30), new(10, 0)];

    // School holidays differ by canton; these weeks are holidays in most.
    private static readonly (int FromMonth, int FromDay, int ToMonth, int ToDay)[] Holidays = [(2, 8, 2, 21), (4, 5, 4, 18), (7, 10, 8, 12), (10, 3, 10, 17), (12, 22, 12, 31)];

    public static Weekday? DayOf(Rhythm rhythm) =>
        rhythm.Rule is { } rule && Array.FindIndex(DayCodes, code => rule.EndsWith(code, StringComparison.Ordinal)) is var day and >= 0 ? (Weekday)day : null;

    public Rhythm Irregular(string section, PortalLanguage source, IReadOnlyList<PortalLanguage> languages) => new() { Note = Note(section, source, languages) };

    public Rhythm Regular(DateOnly since, PortalLanguage source, IReadOnlyList<PortalLanguage> languages)
    {
        var day = random.Pick(Days);
        var code = DayCodes[(int)day];
        var starts = FirstOn(day, since);
        var (start, end) = Hours(day);
        var rhythm = new Rhythm { StartsOn = starts, StartTime = start, EndTime = end };
        switch (random.NextDouble())
        {
            case < 0.18:
                return Weekly(rhythm with { Rule = $"FREQ=WEEKLY;BYDAY={code}" }, 7, source, languages);
            case < 0.50:
                return Weekly(rhythm with { Rule = $"FREQ=WEEKLY;INTERVAL=2;BYDAY={code}" }, 14, source, languages);
            case < 0.90:
                return rhythm with { Rule = $"FREQ=MONTHLY;BYDAY={random.Pick(["1", "1", "2", "2", "3", "3", "4", "-1"])}{code}", StartsOn = FirstOfMonth(starts) };
            default:
                return rhythm with { Rule = $"FREQ=MONTHLY;INTERVAL=2;BYDAY={random.Pick(["1", "2", "3", "-1"])}{code}", StartsOn = FirstOfMonth(starts) };
        }
    }

    private Rhythm Weekly(Rhythm rhythm, int step, PortalLanguage source, IReadOnlyList<PortalLanguage> languages)
    {
        if (!random.Chance(0.2))
        {
            return rhythm;
        }

        var next = rhythm.StartsOn!.Value;
        while (next < today)
        {
            next = next.AddDays(step);
        }

        var except = new List<DateOnly>();
        for (var date = next; date < today.AddYears(1); date = date.AddDays(step))
        {
            if (IsHoliday(date))
            {
                except.Add(date);
            }
        }

        return rhythm with { Except = except, Note = random.Chance(0.5) ? Note("note.holidays", source, languages) : LocalizedText.Empty };
    }

    private LocalizedText Note(string section, PortalLanguage source, IReadOnlyList<PortalLanguage> languages)
    {
        var part = random.Pick(texts[section]);
        return languages.Aggregate(LocalizedText.Of(source, null), (text, language) => text.With(language, part[language]));
    }

    private (TimeOnly Start, TimeOnly End) Hours(Weekday day)
    {
        var of = random.NextDouble();
        var times = day == Weekday.Sat ? (of < 0.6 ? Mornings : Afternoons) : of < 0.74 ? Evenings : of < 0.92 ? Afternoons : Mornings;
        var start = random.Pick(times);
        return (start, start.AddMinutes(random.Pick([90, 120, 120, 120])));
    }

    private static DateOnly FirstOn(Weekday day, DateOnly from) => from.AddDays(((((int)day + 1) % 7) - (int)from.DayOfWeek + 7) % 7);

    private static DateOnly FirstOfMonth(DateOnly date) => new(date.Year, date.Month, 1);

    private static bool IsHoliday(DateOnly date) =>
        Holidays.Any(h => date >= new DateOnly(date.Year, h.FromMonth, h.FromDay) && date <= new DateOnly(date.Year, h.ToMonth, h.ToDay));
}
