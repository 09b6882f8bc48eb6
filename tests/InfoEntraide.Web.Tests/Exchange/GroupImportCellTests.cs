using System.Globalization;
using InfoEntraide.Web.Features.Exchange;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Tests.Exchange;

/// <summary>Each trouble a cell can hold: what becomes of it, or what is said about it.</summary>
public sealed class GroupImportCellTests : IDisposable
{
    private readonly ImportRun run = new();

    public void Dispose() => run.Dispose();

    [Theory]
    [InlineData("19:30", "21:00", "19:30", "21:00")]
    [InlineData("19.30 Uhr", "21 Uhr", "19:30", "21:00")]
    [InlineData("19h30", "21h", "19:30", "21:00")]
    [InlineData("19 h 30", "21 h 00", "19:30", "21:00")]
    [InlineData("7:30 PM", "9 pm", "19:30", "21:00")]
    [InlineData("12:15 AM", "1 a.m.", "00:15", "01:00")]
    [InlineData("ore 19.30", "alle 21", "19:30", "21:00")]
    [InlineData("19:30:00", "2100", "19:30", "21:00")]
    [InlineData("0.8125", "0,875", "19:30", "21:00")]
    [InlineData("19:30-21:00", "", "19:30", "21:00")]
    [InlineData("von 19.30 bis 21 Uhr", "", "19:30", "21:00")]
    [InlineData("20:00", "24:00", "20:00", "00:00")]
    [InlineData("20:00", "24.00 Uhr", "20:00", "00:00")]
    [InlineData("20:00", "", "20:00", null)]
    public async Task Times_are_understood_as_people_write_them(string start, string end, string expectedStart, string? expectedEnd)
    {
        var report = await run.RowAsync("start\tend", $"{start}\t{end}");

        Assert.True(report.Written, report.ToString());
        var rhythm = (await run.GroupAsync()).Rhythm;
        Assert.Equal((expectedStart, expectedEnd), (rhythm.StartTime?.ToString("HH:mm", CultureInfo.InvariantCulture), rhythm.EndTime?.ToString("HH:mm", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("start", "25:00", "is no time of day")]
    [InlineData("start", "19:75", "is no time of day")]
    [InlineData("start", "abends", "is no time of day")]
    [InlineData("start", "0.30", "is no time of day")]
    [InlineData("start", "13:00 PM", "is no time of day")]
    [InlineData("start", "24:00", "cannot begin at 24:00")]
    [InlineData("verified_on", "25/25/2025", "is no date")]
    [InlineData("verified_on", "31.2.2026", "is no date")]
    [InlineData("verified_on", "demnächst", "is no date")]
    [InlineData("verified_on", "12", "is no date")]
    [InlineData("verified_on", "16.3.2026", "lies in the future")]
    [InlineData("kind", "Stammtisch", "Possible: self-managed, facilitated, exchange, forum")]
    [InlineData("format", "im Wald", "Possible: in-person, online, hybrid, phone")]
    [InlineData("audience", "Haustiere", "Possible: affected, relatives")]
    [InlineData("languages", "de|klingonisch", "\"klingonisch\" is no language known here")]
    [InlineData("status", "geschlossen", "can mean that the group has ended or that it takes no new people")]
    [InlineData("status", "vielleicht", "Possible: in-creation, active, paused, closed")]
    [InlineData("status", "paused", "needs the day it resumes")]
    [InlineData("publication", "scheduled", "cannot be scheduled by a file")]
    [InlineData("publication", "versteckt", "Possible: draft, published, archived")]
    [InlineData("precision", "ungefähr", "Possible: address, locality, hidden")]
    [InlineData("npa", "79100 Freiburg", "is no Swiss postcode")]
    [InlineData("npa", "1999", "The postcode 1999 is unknown")]
    [InlineData("canton", "Bayern", "is no canton")]
    [InlineData("locality", "Entenhausen", "is not known. Add its postcode")]
    [InlineData("rule", "FREQ=SOMETIMES", "No rule that is understood")]
    [InlineData("every", "quand il pleut", "is not understood")]
    [InlineData("except", "2026-07-14|bald", "\"bald\" is no date")]
    [InlineData("website", "ruf@example.ch", "is no address of a website")]
    [InlineData("website", "javascript://example.ch/%0aalert(1)", "is no address of a website")]
    [InlineData("description_de", "#BEZUG!", "The spreadsheet itself shows an error here")]
    [InlineData("verified_on", "########", "The column was too narrow")]
    [InlineData("description_fr", "DÃ©pression et anxiÃ©tÃ©", "Letters are garbled")]
    [InlineData("description_fr", "D\uFFFDpression", "A letter is damaged")]
    public async Task What_is_not_understood_is_refused_with_line_and_column(string column, string cell, string text)
    {
        var report = await run.RowAsync(column, cell);

        var finding = Assert.Single(report.Findings, f => f.Level == FindingLevel.Refusal);
        Assert.Equal((2, column), (finding.Line!.Value, finding.Column));
        Assert.Contains(text, finding.Text, StringComparison.Ordinal);
        Assert.Equal(0, await run.CountAsync());
    }

    [Theory]
    [InlineData("name_fr", 200)]
    [InlineData("description_it", 4000)]
    [InlineData("costs_de", 300)]
    [InlineData("accessibility_it", 300)]
    [InlineData("venue", 200)]
    [InlineData("street", 200)]
    [InlineData("rhythm_note_en", 500)]
    public async Task A_text_that_is_too_long_is_refused_with_the_limit(string column, int limit)
    {
        var fits = await run.ImportAsync($"id;centre;name_en;topics;{column}\nA;info-entraide-vaud;Group;depression;{new string('x', limit)}\n", dryRun: true);
        var tooLong = await run.ImportAsync($"id;centre;name_en;topics;{column}\nA;info-entraide-vaud;Group;depression;{new string('x', limit + 1)}\n", dryRun: true);

        Assert.True(fits.IsAccepted);
        Assert.Equal($"{limit + 1} characters; at most {limit} fit.", Assert.Single(tooLong.Rows[0].Findings).Text);
    }

    [Theory]
    [InlineData("name_de", 200)]
    [InlineData("description_de", 4000)]
    [InlineData("street", 200)]
    [InlineData("locality", 100)]
    public async Task A_text_is_measured_in_Swiss_spelling(string column, int limit)
    {
        var cell = "ß" + new string('x', limit - 1);
        var report = await run.ImportAsync($"id;centre;name_en;topics;npa;{column}\nA;info-entraide-vaud;Group;depression;1003;{cell}\n", dryRun: true);

        Assert.Equal($"{limit + 1} characters; at most {limit} fit.", Assert.Single(report.Findings, f => f.Level == FindingLevel.Refusal).Text);
    }

    [Theory]
    [InlineData("12.11.2015")]
    [InlineData("2015-11-12")]
    [InlineData("12/11/2015")]
    [InlineData("12.11.15")]
    [InlineData("42320")]
    [InlineData("42320.5")]
    [InlineData("12 novembre 2015")]
    [InlineData("12. November 2015")]
    [InlineData("2015-11-12 00:00:00")]
    public async Task Dates_are_understood_with_the_day_first_and_as_serial_numbers(string cell)
    {
        await run.RowAsync("verified_on", cell);

        Assert.Equal(new DateOnly(2015, 11, 12), (await run.GroupAsync()).VerifiedOn);
    }

    [Theory]
    [InlineData("mardi", "2e mardi", "FREQ=MONTHLY;BYDAY=2TU")]
    [InlineData("", "2nd tuesday", "FREQ=MONTHLY;BYDAY=2TU")]
    [InlineData("", "jeden 2. Dienstag im Monat", "FREQ=MONTHLY;BYDAY=2TU")]
    [InlineData("", "deuxième mardi du mois", "FREQ=MONTHLY;BYDAY=2TU")]
    [InlineData("", "secondo martedì di ogni mese", "FREQ=MONTHLY;BYDAY=2TU")]
    [InlineData("2. Dienstag im Monat", "", "FREQ=MONTHLY;BYDAY=2TU")]
    [InlineData("2. Dienstag im Monat", "monatlich", "FREQ=MONTHLY;BYDAY=2TU")]
    [InlineData("Montag", "1. und 3.", "FREQ=MONTHLY;BYDAY=1MO,3MO")]
    [InlineData("", "1er et 3e lundi du mois", "FREQ=MONTHLY;BYDAY=1MO,3MO")]
    [InlineData("", "letzter Freitag", "FREQ=MONTHLY;BYDAY=-1FR")]
    [InlineData("", "dernier vendredi du mois", "FREQ=MONTHLY;BYDAY=-1FR")]
    [InlineData("", "ultimo venerdì del mese", "FREQ=MONTHLY;BYDAY=-1FR")]
    [InlineData("Tuesdays", "weekly", "FREQ=WEEKLY;BYDAY=TU")]
    [InlineData("mer.", "toutes les semaines", "FREQ=WEEKLY;BYDAY=WE")]
    [InlineData("Mo, Do", "wöchentlich", "FREQ=WEEKLY;BYDAY=MO,TH")]
    [InlineData("giovedì", "ogni due settimane", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH")]
    [InlineData("Do", "14-täglich", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH")]
    [InlineData("jeudi", "tous les 15 jours", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH")]
    [InlineData("Thu", "fortnightly", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH")]
    [InlineData("So", "alle 3 Wochen", "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU")]
    public async Task Weekday_and_rhythm_in_words_become_a_rule(string weekday, string every, string rule)
    {
        var report = await run.RowAsync("weekday\tevery\tstarts_on", $"{weekday}\t{every}\t2026-01-05");

        Assert.True(report.Written, report.ToString());
        Assert.DoesNotContain(report.Findings, f => f.Level == FindingLevel.Warning && f.Column == "every");
        Assert.Equal(rule, (await run.GroupAsync()).Rhythm.Rule);
    }

    [Fact]
    public async Task Every_second_Tuesday_without_a_month_is_understood_with_a_warning()
    {
        var report = await run.RowAsync("every", "jeden 2. Dienstag");

        Assert.Equal("Understood as the second one of each month, not as every other week.", Assert.Single(report.Findings, f => f.Column == "every").Text);
        Assert.Equal("FREQ=MONTHLY;BYDAY=2TU", (await run.GroupAsync()).Rhythm.Rule);
    }

    [Theory]
    [InlineData("nach Absprache")]
    [InlineData("sur demande")]
    [InlineData("irregolare")]
    [InlineData("mensuel")]
    public async Task Words_that_are_no_rule_are_kept_as_a_note(string every)
    {
        await run.RowAsync("every", every);

        var rhythm = (await run.GroupAsync()).Rhythm;
        Assert.Equal((null, every), (rhythm.Rule, rhythm.Note.Fr));
    }

    [Theory]
    [InlineData("1003", "", "1003", "Lausanne", "VD")]
    [InlineData("CH-1003", "Lausanne", "1003", "Lausanne", "VD")]
    [InlineData("1003.0", "Losanna", "1003", "Lausanne", "VD")]
    [InlineData("'1003", "LAUSANNE", "1003", "Lausanne", "VD")]
    [InlineData("1003 Lausanne", "", "1003", "Lausanne", "VD")]
    [InlineData("", "1003 Lausanne", "1003", "Lausanne", "VD")]
    [InlineData("2502", "Biel", "2502", "Biel/Bienne", "BE")]
    [InlineData("", "Genf", null, "Genève", "GE")]
    [InlineData("", "Genève 2", null, "Genève", "GE")]
    [InlineData("9470", "Buchs SG", "9470", "Buchs", "SG")]
    [InlineData("", "Renens", "1020", "Renens VD", "VD")]
    public async Task A_place_is_recognised_and_its_canton_derived(string npa, string locality, string? expectedNpa, string expectedLocality, string canton)
    {
        var report = await run.RowAsync("npa\tlocality", $"{npa}\t{locality}");

        Assert.True(report.Written, report.ToString());
        var place = (await run.GroupAsync()).Place;
        Assert.Equal((expectedNpa, expectedLocality, canton), (place.Npa, place.Locality, place.CantonCode));
        Assert.NotNull(place.Latitude);
    }

    [Theory]
    [InlineData("1003", "Lausanne", "Waadt", "VD")]
    [InlineData("", "", "Kanton Zürich", "ZH")]
    [InlineData("", "", "canton de Genève", "GE")]
    [InlineData("", "", "Svizzera", null)]
    public async Task Cantons_are_understood_in_every_language(string npa, string locality, string canton, string? code)
    {
        var report = await run.RowAsync("npa\tlocality\tcanton", $"{npa}\t{locality}\t{canton}");

        Assert.True(report.Written, report.ToString());
        Assert.Equal(code, (await run.GroupAsync()).Place.CantonCode);
    }

    [Theory]
    [InlineData("1003", "Renens", "VD", FindingLevel.Warning, "The postcode decides")]
    [InlineData("1003", "Zürich", "", FindingLevel.Refusal, "1003 is Lausanne, not Zürich")]
    [InlineData("1003", "Lausanne", "ZH", FindingLevel.Refusal, "is in the canton VD, not in ZH")]
    [InlineData("", "Lausanne", "ZH", FindingLevel.Refusal, "is in the canton VD, not in ZH")]
    [InlineData("1003", "1004 Lausanne", "", FindingLevel.Refusal, "says another postcode")]
    [InlineData("1003", "Hinterdorf", "", FindingLevel.Warning, "is not known; the point of 1003 Lausanne is taken")]
    [InlineData("8099", "Zürich", "", FindingLevel.Warning, "unknown (a post box?)")]
    [InlineData("6900", "", "", FindingLevel.Warning, "Several localities have the postcode 6900")]
    [InlineData("", "", "", FindingLevel.Warning, "Nothing says where the group meets")]
    public async Task A_place_that_does_not_fit_together_is_pointed_out(string npa, string locality, string canton, FindingLevel level, string text)
    {
        var report = await run.RowAsync("npa\tlocality\tcanton", $"{npa}\t{locality}\t{canton}");

        var finding = Assert.Single(report.Findings, f => f.Level == level);
        Assert.Contains(text, finding.Text, StringComparison.Ordinal);
        Assert.Equal(level == FindingLevel.Warning, report.Written);
    }

    [Theory]
    [InlineData("kind", "Selbsthilfegruppe", "self-managed")]
    [InlineData("kind", "geleitet", "facilitated")]
    [InlineData("kind", "Échange de personne à personne", "exchange")]
    [InlineData("format", "en ligne", "online")]
    [InlineData("format", "Online", "online")]
    [InlineData("format", "In presenza", "in-person")]
    [InlineData("status", "im Aufbau", "in-creation")]
    [InlineData("status", "in formazione", "in-creation")]
    [InlineData("status", "AKTIV", "active")]
    [InlineData("publication", "Veröffentlicht", "published")]
    [InlineData("publication", "nein", "draft")]
    [InlineData("precision", "nur Kanton", "hidden")]
    [InlineData("languages", "Deutsch und Französisch", "de|fr")]
    [InlineData("languages", "rm/pt", "rm|pt")]
    [InlineData("languages", "de fr", "de|fr")]
    [InlineData("languages", "LSF", "ssr")]
    [InlineData("audience", "Betroffene, Angehörige", "affected|relatives")]
    [InlineData("audience", "femmes", "affected|women")]
    public async Task Values_are_understood_in_the_words_people_use(string column, string cell, string code)
    {
        var report = await run.RowAsync(column, cell);

        Assert.True(report.Written, report.ToString());
        var group = await run.GroupAsync();
        Assert.Equal(code, column switch
        {
            "kind" => group.Kind.Code(),
            "format" => group.Format.Code(),
            "status" => group.Lifecycle.Code(),
            "publication" => group.Publication.Code(),
            "precision" => group.Place.Precision.Code(),
            "languages" => string.Join('|', group.Languages),
            _ => string.Join('|', Codes.All<Audience>().Where(a => group.Audience.HasFlag(a)).Select(a => a.Code())),
        });
    }

    [Theory]
    [InlineData("<p>Erste.</p><p>Zweite<br/>Zeile</p>", "Erste.\n\nZweite\nZeile")]
    [InlineData("<ul><li>eins</li><li>zwei</li></ul>", "- eins\n- zwei")]
    [InlineData("Angst &amp; Panik &ndash; f&uuml;r alle&nbsp;da", "Angst & Panik – für alle da")]
    [InlineData("&lt;p&gt;doppelt&lt;/p&gt;", "doppelt")]
    [InlineData("<script>alert('x')</script>Text<style>p { }</style>", "Text")]
    [InlineData("<a href=\"\"https://example.ch\"\">mehr</a>", "mehr (https://example.ch)")]
    [InlineData("vor <!-- nie <b> gesehen --> nach", "vor nach")]
    [InlineData("<P CLASS=x>Gross</P>", "Gross")]
    [InlineData("für Menschen <18 und > 65", "für Menschen <18 und > 65")]
    [InlineData("a <b ohne Ende", "a <b ohne Ende")]
    [InlineData("Ein Text,\neine <b>neue</b> Zeile", "Ein Text,\neine neue Zeile")]
    public async Task Html_becomes_plain_text_with_paragraphs(string html, string text)
    {
        var report = await run.RowAsync("description_de", $"\"{(html.Contains("\"\"", StringComparison.Ordinal) ? html : html.Replace("\"", "\"\"", StringComparison.Ordinal))}\"");

        Assert.True(report.Written, report.ToString());
        Assert.Equal(text, (await run.GroupAsync()).Description.De);
    }

    [Theory]
    [InlineData("Un\u00A0mot\u202Fici", "Un mot ici")]
    [InlineData("zero\u200Bwidth\u00AD\uFEFF", "zerowidth")]
    [InlineData("ein\u0007 Ton", "ein Ton")]
    [InlineData("“Guillemets” d’ici – «là»", "“Guillemets” d’ici – «là»")]
    [InlineData("  viel   Platz  ", "viel Platz")]
    [InlineData("e\u0301te\u0301", "été")]
    [InlineData("Strasse, Straße, GROẞ", "Strasse, Strasse, GROSS")]
    [InlineData("umgekehrt \u202Etxet", "umgekehrt txet")]
    public async Task Invisible_characters_go_and_visible_ones_stay(string cell, string text)
    {
        await run.RowAsync("description_de", cell);

        Assert.Equal(text, (await run.GroupAsync()).Description.De);
    }

    [Theory]
    [InlineData("accessibility_fr", "fr")]
    [InlineData("Zugänglichkeit deutsch", "de")]
    [InlineData("Accessibilità (italiano)", "it")]
    [InlineData("Hindernisfreiheit DE", "de")]
    public async Task How_accessible_a_group_is_stands_in_a_column_of_its_own(string column, string language)
    {
        var report = await run.RowAsync(column, "rampe, WC");

        Assert.True(report.Written, report.ToString());
        Assert.Equal("rampe, WC", (await run.GroupAsync()).Accessibility[PortalLanguages.Parse(language)!.Value]);
        Assert.Equal($"accessibility_{language}", Assert.Single((await run.RowAsync(column, "lift")).Rows[0].Changes, c => c.Field.StartsWith("accessibility", StringComparison.Ordinal)).Field);
    }

    [Theory]
    [InlineData("description_fr", "Anna au 079 123 45 67", "079 123 45 67")]
    [InlineData("description_fr", "appeler +41 21 123 45 67.", "+41 21 123 45 67")]
    [InlineData("venue", "bei anna@example.ch", "anna@example.ch")]
    [InlineData("costs_fr", "CHF 10, payer à tresor@example.ch", "tresor@example.ch")]
    [InlineData("accessibility_de", "Lift: 079 123 45 67 anrufen", "079 123 45 67")]
    public async Task Telephone_numbers_and_addresses_in_public_texts_are_pointed_out(string column, string cell, string contact)
    {
        var report = await run.RowAsync(column, cell);

        Assert.Equal($"Personal data in a public text? {contact}", Assert.Single(report.Findings, f => f.Column == column).Text);
        Assert.True(report.Written);
    }

    [Theory]
    [InlineData("description_fr", "Depuis 1998, 12.11.2025, 1003 Lausanne")]
    [InlineData("description_fr", "IBAN CH93 0076 2011 6238 5295 7")]
    public async Task Other_numbers_are_not_taken_for_telephone_numbers(string column, string cell)
    {
        var report = await run.RowAsync(column, cell);

        Assert.DoesNotContain(report.Findings, f => f.Column == column);
    }

    [Fact]
    public async Task A_formula_with_a_link_gives_its_text_or_its_address()
    {
        var report = await run.RowAsync("description_fr\twebsite", "\"=HYPERLINK(\"\"https://example.ch/a\"\";\"\"Le texte\"\")\"\t\"=HYPERLINK(\"\"https://example.ch/b\"\",\"\"ici\"\")\"");

        var group = await run.GroupAsync();
        Assert.Equal(("Le texte", "https://example.ch/b"), (group.Description.Fr, group.Website));
        Assert.Equal(2, report.Findings.Count(f => f.Text.StartsWith("A formula with a link", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Any_other_formula_is_text_with_a_warning_and_a_quoted_number_only_its_digits()
    {
        var report = await run.RowAsync("description_fr\tnpa", "=1+1\t\"=\"\"1003\"\"\"");

        var group = await run.GroupAsync();
        Assert.Equal(("=1+1", "1003"), (group.Description.Fr, group.Place.Npa));
        Assert.Equal("A formula; taken as plain text.", Assert.Single(report.Findings, f => f.Column == "description_fr").Text);
    }

    [Fact]
    public async Task A_website_gets_its_scheme()
    {
        await run.RowAsync("website", "www.example.ch/groupe");

        Assert.Equal("https://www.example.ch/groupe", (await run.GroupAsync()).Website);
    }

    [Theory]
    [InlineData("rule", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "Which weeks?")]
    [InlineData("paused_until", "2026-12-01", "Not taken: the group is not paused but active.")]
    [InlineData("end", "21:00", "An end without a beginning.")]
    [InlineData("precision", "address", "there is no street")]
    public async Task What_is_odd_but_possible_is_taken_with_a_warning(string column, string cell, string text)
    {
        var report = await run.RowAsync(column, cell);

        Assert.True(report.Written, report.ToString());
        Assert.Contains(text, Assert.Single(report.Findings, f => f.Column == column).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_means_several_topics_is_refused_with_their_names()
    {
        var report = await run.ImportAsync("id;centre;name_fr;topics\nA;info-entraide-vaud;Un groupe;Arthritis\n");

        Assert.Contains("can mean several topics: ", Assert.Single(report.Rows[0].Findings).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Eltern, die ein Kind verloren haben", "deuil-enfant")]
    [InlineData("Trauer", "deuil")]
    [InlineData("Lutto | alcool", "deuil|alcool")]
    [InlineData("dépressif", "depression")]
    [InlineData("DEUIL,depression", "deuil|depression")]
    public async Task Topics_are_found_by_slug_name_and_synonym(string cell, string slugs)
    {
        var report = await run.ImportAsync($"id\tcentre\tname_fr\ttopics\nA\tinfo-entraide-vaud\tUn groupe\t{cell}\n");

        Assert.True(report.Written, report.ToString());
        Assert.Equal(slugs, string.Join('|', (await run.GroupAsync("A")).Topics.Select(t => t.Topic.Slug)));
    }
}
