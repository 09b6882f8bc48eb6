using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Tests.Groups;

public sealed class RhythmTextTests
{
    private const string N = "\u202f";

    /// <summary>A dash on whose sides no line ends.</summary>
    private const string To = "\u2060–\u2060";

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=TU", "chaque mardi", "jeden Dienstag", "ogni martedì", "every Tuesday")]
    [InlineData("FREQ=WEEKLY", "chaque mardi", "jeden Dienstag", "ogni martedì", "every Tuesday")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TH", "chaque lundi et jeudi", "jeden Montag und Donnerstag", "ogni lunedì e giovedì", "every Monday and Thursday")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "du lundi au vendredi", "Montag bis Freitag", "dal lunedì al venerdì", "Monday to Friday")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE,FR", "chaque lundi, mercredi et vendredi", "jeden Montag, Mittwoch und Freitag", "ogni lunedì, mercoledì e venerdì", "every Monday, Wednesday and Friday")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "un mardi sur deux", "alle zwei Wochen am Dienstag", "ogni due settimane, di martedì", "every other Tuesday")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "une semaine sur deux, le lundi et le jeudi", "alle zwei Wochen am Montag und Donnerstag", "ogni due settimane, di lunedì e giovedì", "every other week on Monday and Thursday")]
    [InlineData("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU", "toutes les 3 semaines, le mardi", "alle 3 Wochen am Dienstag", "ogni 3 settimane, di martedì", "every 3 weeks on Tuesday")]
    [InlineData("FREQ=DAILY", "tous les jours", "täglich", "tutti i giorni", "every day")]
    [InlineData("FREQ=MONTHLY;BYDAY=2TU", "chaque 2e mardi du mois", "jeden 2. Dienstag im Monat", "ogni secondo martedì del mese", "every 2nd Tuesday of the month")]
    [InlineData("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "chaque 2e mardi du mois", "jeden 2. Dienstag im Monat", "ogni secondo martedì del mese", "every 2nd Tuesday of the month")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1TH", "chaque dernier jeudi du mois", "jeden letzten Donnerstag im Monat", "ogni ultimo giovedì del mese", "every last Thursday of the month")]
    [InlineData("FREQ=MONTHLY;BYDAY=1SU", "chaque 1er dimanche du mois", "jeden 1. Sonntag im Monat", "ogni prima domenica del mese", "every 1st Sunday of the month")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1TU,1TU,3TU", "chaque 1er, 3e et dernier mardi du mois", "jeden 1., 3. und letzten Dienstag im Monat", "ogni primo, terzo e ultimo martedì del mese", "every 1st, 3rd and last Tuesday of the month")]
    [InlineData("FREQ=MONTHLY;BYDAY=1MO,3TH", "chaque 1er lundi et 3e jeudi du mois", "jeden 1. Montag und 3. Donnerstag im Monat", "ogni primo lunedì e terzo giovedì del mese", "every 1st Monday and 3rd Thursday of the month")]
    [InlineData("FREQ=MONTHLY;INTERVAL=2;BYDAY=1WE", "tous les 2 mois, le 1er mercredi", "alle 2 Monate am 1. Mittwoch", "ogni 2 mesi, primo mercoledì del mese", "every 2 months on the 1st Wednesday")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15", "le 15 de chaque mois", "am 15. jedes Monats", "il giorno 15 di ogni mese", "on the 15th of every month")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,22", "le 1er et le 22 de chaque mois", "am 1. und 22. jedes Monats", "i giorni 1 e 22 di ogni mese", "on the 1st and 22nd of every month")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", "le dernier jour de chaque mois", "am letzten Tag jedes Monats", "l’ultimo giorno di ogni mese", "on the last day of every month")]
    [InlineData("FREQ=MONTHLY;BYDAY=2TU;BYMONTH=1,2,3,4,5,6,9,10,11,12", "chaque 2e mardi du mois, sauf juillet et août", "jeden 2. Dienstag im Monat, ausser Juli und August", "ogni secondo martedì del mese, tranne luglio e agosto", "every 2nd Tuesday of the month, except July and August")]
    [InlineData("FREQ=YEARLY;BYMONTH=3,9;BYDAY=1SA", "chaque 1er samedi du mois, mars et septembre seulement", "jeden 1. Samstag im Monat, nur März und September", "ogni primo sabato del mese, solo marzo e settembre", "every 1st Saturday of the month, only March and September")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270601", "chaque mardi, jusqu’au 1er juin 2027", "jeden Dienstag, bis 1. Juni 2027", "ogni martedì, fino a: 1° giugno 2027", "every Tuesday, until 1 June 2027")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU;COUNT=8", "chaque mardi, 8 rencontres en tout", "jeden Dienstag, insgesamt 8 Treffen", "ogni martedì, 8 incontri in tutto", "every Tuesday, 8 meetings in all")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "à dates régulières", "regelmässig", "a date regolari", "on regular dates")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=1", "à dates régulières", "regelmässig", "a date regolari", "on regular dates")]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=3;INTERVAL=2", "à dates régulières", "regelmässig", "a date regolari", "on regular dates")]
    [InlineData(null, "dates variables", "an wechselnden Daten", "date variabili", "on varying dates")]
    [InlineData("nonsense", "dates variables", "an wechselnden Daten", "date variabili", "on varying dates")]
    public void A_rhythm_is_said_in_four_languages(string? rule, string fr, string de, string it, string en)
    {
        var rhythm = new Rhythm { Rule = rule, StartsOn = new(2026, 11, 24) };
        Assert.Equal([fr, de, it, en], InAllLanguages(rhythm));
    }

    [Fact]
    public void Times_are_written_as_in_Switzerland()
    {
        var rhythm = new Rhythm { Rule = "FREQ=WEEKLY;BYDAY=TU", StartTime = new(19, 30), EndTime = new(21, 0) };
        Assert.Equal(
            [$"chaque mardi, 19{N}h{N}30{To}21{N}h", $"jeden Dienstag, 19.30{To}21\u00a0Uhr", $"ogni martedì, ore\u00a019.30{To}21", $"every Tuesday, 19:30{To}21:00"],
            InAllLanguages(rhythm));
        Assert.Equal(
            [$"chaque mardi, 9{N}h{N}05", "jeden Dienstag, 9.05\u00a0Uhr", "ogni martedì, ore\u00a09.05", "every Tuesday, 9:05"],
            InAllLanguages(rhythm with { StartTime = new(9, 5), EndTime = null }));
    }

    [Fact]
    public void An_irregular_rhythm_is_said_with_its_note_and_its_next_dates()
    {
        var rhythm = new Rhythm { StartTime = new(14, 0), Note = LocalizedText.Of(PortalLanguage.De, "nach Absprache") };
        Meeting[] next = [new(new(2026, 12, 1), null, null), new(new(2026, 12, 15), null, null), new(new(2027, 1, 7), null, null), new(new(2027, 2, 7), null, null)];
        Assert.Equal("an wechselnden Daten, 14\u00a0Uhr, nächste Daten: 1. Dezember, 15. Dezember, 7. Januar – nach Absprache", RhythmText.Describe(rhythm, new Texts(PortalLanguage.De), next));
        Assert.Equal($"dates variables, 14{N}h, prochaines dates{N}: 1er décembre, 15 décembre, 7 janvier – nach Absprache", RhythmText.Describe(rhythm, new Texts(PortalLanguage.Fr), next));
    }

    [Fact]
    public void A_rhythm_with_words_of_its_own_does_not_list_dates()
    {
        Meeting[] next = [new(new(2026, 12, 1), null, null)];
        Assert.Equal("every Tuesday", RhythmText.Describe(new() { Rule = "FREQ=WEEKLY;BYDAY=TU" }, new Texts(PortalLanguage.En), next));
    }

    [Fact]
    public void Any_rule_that_can_be_read_can_be_said_in_every_language()
    {
        string[] frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
        string[] parts = [";INTERVAL=2", ";BYDAY=TU", ";BYDAY=-5TU,MO", ";BYDAY=SU,5SU", ";BYMONTHDAY=-1,31", ";BYMONTHDAY=1", ";BYMONTH=12", ";BYSETPOS=-3,1", ";COUNT=1", ";UNTIL=20270101"];
        var said = 0;
        foreach (var rule in frequencies.SelectMany(f => Enumerable.Range(0, 1 << parts.Length).Select(bits => $"FREQ={f}{string.Concat(parts.Where((_, i) => (bits >> i & 1) == 1))}")))
        {
            if (Recurrence.TryParse(rule, out _, out _))
            {
                var texts = InAllLanguages(new() { Rule = rule });
                Assert.DoesNotContain(texts, text => text.Contains('{', StringComparison.Ordinal) || text.Contains('|', StringComparison.Ordinal));
                Assert.Equal(4, texts.Distinct(StringComparer.Ordinal).Count());
                said++;
            }
        }

        Assert.True(said > 200);
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=TH,TU", "Tue,Thu")]
    [InlineData("FREQ=WEEKLY", "Tue")]
    [InlineData("FREQ=MONTHLY;BYDAY=2TU,4TU", "Tue")]
    [InlineData("FREQ=DAILY", "Mon,Tue,Wed,Thu,Fri,Sat,Sun")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15", "")]
    [InlineData(null, "")]
    public void The_weekdays_of_a_rhythm_can_be_filtered_by(string? rule, string expected)
    {
        Assert.Equal(expected, string.Join(',', RhythmFacets.Weekdays(new() { Rule = rule, StartsOn = new(2026, 11, 24) })));
    }

    [Theory]
    [InlineData("11:59", TimeOfDay.Morning)]
    [InlineData("12:00", TimeOfDay.Afternoon)]
    [InlineData("17:29", TimeOfDay.Afternoon)]
    [InlineData("17:30", TimeOfDay.Evening)]
    public void The_parts_of_the_day_begin_at_noon_and_at_half_past_five(string time, TimeOfDay expected)
    {
        Assert.Equal(expected, RhythmFacets.Of(TimeOnly.ParseExact(time, "HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Null(RhythmFacets.Of(null));
    }

    private static List<string> InAllLanguages(Rhythm rhythm) => [.. PortalLanguages.All.Select(l => RhythmText.Describe(rhythm, new Texts(l)))];
}
