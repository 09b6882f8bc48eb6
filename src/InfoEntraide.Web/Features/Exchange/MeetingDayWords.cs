using System.Globalization;
using System.Text.RegularExpressions;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>What the columns weekday and every mean together.</summary>
/// <param name="Rule">The recurrence rule (RFC 5545); null when the words do not fix one.</param>
/// <param name="Remark">What the reader of the report should know; null when all is clear.</param>
/// <param name="KeepAsNote">True for words such as "by arrangement", which no rule can say but visitors want to read.</param>
public sealed record MeetingDays(string? Rule, string? Remark, bool KeepAsNote);

/// <summary>
/// Meeting days in the words of spreadsheets: "jeden 2. Dienstag", "1er et 3e lundi du mois", "ogni due settimane" with a weekday beside it.
/// </summary>
public static class MeetingDayWords
{
    private static readonly Dictionary<string, string> Weekdays = Table(
        "MO mo mon monday mondays montag montags lun lundi lundis lunedi",
        "TU di die tu tue tues tuesday tuesdays dienstag dienstags mar mardi mardis martedi",
        "WE mi mit we wed wednesday wednesdays mittwoch mittwochs mer mercredi mercredis mercoledi",
        "TH do don th thu thur thurs thursday thursdays donnerstag donnerstags jeu jeudi jeudis gio giovedi",
        "FR fr fre fri friday fridays freitag freitags ven vendredi vendredis venerdi",
        "SA sa sam sat saturday saturdays samstag samstags samedi samedis sab sabato",
        "SU so son su sun sunday sundays sonntag sonntags dim dimanche dimanches dom domenica");

    private static readonly Dictionary<string, string> Ordinals = Table(
        "1 first erste ersten erster erstem premier premiere primo prima 1st 1er 1re 1ere 1",
        "2 second zweite zweiten zweiter zweitem 2ter 2ten deuxieme seconde secondo seconda 2nd 2e 2eme 2d 2",
        "3 third dritte dritten dritter drittem troisieme terzo terza 3rd 3e 3eme 3",
        "4 fourth vierte vierten vierter viertem quatrieme quarto quarta 4th 4e 4eme 4",
        "-1 last letzte letzten letzter letztem dernier derniere ultimo ultima");

    private static readonly HashSet<string> Fillers =
    [
        "jede", "jeden", "jeder", "jedes", "am", "im", "den", "der", "des", "dem", "monat", "monats", "monate", "chaque", "tous", "toutes", "le", "les", "la", "du", "de", "d", "mois", "par", "ogni", "il", "del",
        "al", "mese", "every", "each", "the", "of", "in", "month", "on", "und", "et", "e", "ed", "and", "o", "sowie",
    ];

    private static readonly HashSet<string> OfTheMonth = ["monat", "monats", "mois", "mese", "month"];

    private static readonly HashSet<string> Every = ["jede", "jeden", "jeder", "chaque", "ogni", "every", "each"];

    private static readonly HashSet<string> Weekly =
    [
        "weekly", "every week", "each week", "once a week", "wochentlich", "jede woche", "einmal pro woche", "1x pro woche", "hebdomadaire", "chaque semaine", "toutes les semaines", "une fois par semaine", "1x par semaine",
        "settimanale", "ogni settimana", "una volta alla settimana",
    ];

    private static readonly HashSet<string> Fortnightly =
    [
        "fortnightly", "every two weeks", "every second week", "every other week", "vierzehntaglich", "zweiwochentlich", "alle zwei wochen", "jede zweite woche", "toutes les deux semaines", "une semaine sur deux",
        "tous les quinze jours", "un semaine sur deux", "ogni due settimane", "quindicinale", "ogni quindici giorni",
    ];

    private static readonly HashSet<string> Monthly = ["monthly", "once a month", "every month", "monatlich", "jeden monat", "einmal pro monat", "1x pro monat", "einmal im monat", "1x im monat", "mensuel", "mensuelle", "chaque mois", "tous les mois", "une fois par mois", "1x par mois", "1 fois par mois", "mensile", "ogni mese", "una volta al mese"];

    private static readonly HashSet<string> Irregular =
    [
        "irregular", "irregularly", "by arrangement", "on request", "unregelmassig", "nach absprache", "nach vereinbarung", "auf anfrage", "irregulier", "irregulierement", "selon entente", "selon accord", "sur rendez vous", "sur demande", "a convenir",
        "irregolare", "secondo accordo", "su appuntamento", "su richiesta", "da concordare",
    ];

    /// <summary>Null when the words are not understood.</summary>
    public static MeetingDays? Read(string weekday, string every)
    {
        var days = Days(weekday, out var ordinalsOfDay);
        var words = CellText.Fold(every);
        if (days is null || words.Length > 200)
        {
            // "2nd Tuesday" may stand in the column of the weekday, with "monthly" beside it or nothing.
            return words.Length == 0 || Monthly.Contains(words) ? ordinalsOfDay : null;
        }

        if (Irregular.Contains(words))
        {
            return new(null, null, KeepAsNote: true);
        }

        if (words.Length == 0)
        {
            return new(null, days.Length == 0 ? null : "A weekday alone is no rhythm: say weekly, fortnightly or which one of the month, for instance \"2nd tuesday\". Kept as a note.", KeepAsNote: days.Length > 0);
        }

        if (Interval(words) is { } interval)
        {
            return interval is < 1 or > 52 ? null
                : days.Length == 0 ? new(null, "Which day of the week? The column weekday is empty. Kept as a note.", KeepAsNote: true)
                : new($"FREQ=WEEKLY{(interval > 1 ? $";INTERVAL={interval}" : "")};BYDAY={string.Join(',', days)}", null, false);
        }

        if (Monthly.Contains(words))
        {
            return new(null, "Monthly without saying which day of the month: write for instance \"2nd tuesday\". Kept as a note.", KeepAsNote: true);
        }

        return OrdinalDays(words, days);
    }

    /// <summary>Every how many weeks; 0 for days that make no weeks; null when the words say nothing of the kind.</summary>
    private static int? Interval(string words)
    {
        if (Weekly.Contains(words))
        {
            return 1;
        }

        if (Fortnightly.Contains(words))
        {
            return 2;
        }

        if (Weeks.Match(words) is not { Success: true } match)
        {
            return null;
        }

        // "tous les 15 jours" and "14-täglich" both mean every second week.
        var number = int.Parse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture);
        return !match.Groups["days"].Success ? number : number switch { 7 or 8 => 1, 14 or 15 => 2, 21 => 3, 28 => 4, _ => 0 };
    }

    private static string[]? Days(string cell, out MeetingDays? ordinals)
    {
        ordinals = null;
        List<string> days = [];
        foreach (var word in CellText.Fold(cell).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Weekdays.TryGetValue(word, out var day))
            {
                if (!days.Contains(day))
                {
                    days.Add(day);
                }
            }
            else if (!Fillers.Contains(word))
            {
                ordinals = OrdinalDays(CellText.Fold(cell), []);
                return null;
            }
        }

        return [.. days];
    }

    private static MeetingDays? OrdinalDays(string words, string[] daysBeside)
    {
        List<string> ordinals = [];
        List<string> pairs = [];
        var parts = words.Split(' ');

        // "di" is Tuesday in German, but "of" in "secondo lunedì di ogni mese".
        if (parts.Any(p => p != "di" && Weekdays.ContainsKey(p)))
        {
            parts = [.. parts.Where(p => p != "di")];
        }

        foreach (var word in parts)
        {
            if (Weekdays.TryGetValue(word, out var day) && !Fillers.Contains(word))
            {
                if (ordinals.Count == 0)
                {
                    return null;
                }

                pairs.AddRange(ordinals.Select(o => o + day));
                ordinals.Clear();
            }
            else if (Ordinals.TryGetValue(word, out var ordinal))
            {
                ordinals.Add(ordinal);
            }
            else if (!Fillers.Contains(word))
            {
                return null;
            }
        }

        // "1. und 3." with the weekday in its own column.
        pairs.AddRange(from o in ordinals from d in daysBeside select o + d);
        if (pairs.Count == 0 || (ordinals.Count > 0 && daysBeside.Length == 0))
        {
            return null;
        }

        var distinct = pairs.Distinct(StringComparer.Ordinal).ToList();
        if (daysBeside.Length > 0 && distinct.Any(p => !daysBeside.Contains(p[^2..])))
        {
            return null;
        }

        var ambiguous = parts.Any(Every.Contains) && !parts.Any(OfTheMonth.Contains) && distinct is [['2', ..]];
        return new($"FREQ=MONTHLY;BYDAY={string.Join(',', distinct)}", ambiguous ? "Understood as the second one of each month, not as every other week." : null, false);
    }

    private static Dictionary<string, string> Table(params ReadOnlySpan<string> lines)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var words = line.Split(' ');
            foreach (var word in words.AsSpan(1))
            {
                result[word] = words[0];
            }
        }

        return result;
    }

    private static readonly Regex Weeks = new(@"^(?:alle|jede|toutes les|tous les|ogni|every)?\s?(?<n>\d{1,2})(?:\s?(?:wochen|woche|semaines|settimane|weeks)|\s?(?<days>taglich|tage|tagig|jours|giorni|days)|\s?wochentlich)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
