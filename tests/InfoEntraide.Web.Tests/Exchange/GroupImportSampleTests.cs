using InfoEntraide.Web.Features.Exchange;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Localization;
using Xunit.Abstractions;

namespace InfoEntraide.Web.Tests.Exchange;

public sealed class GroupImportSampleTests(ITestOutputHelper output) : IDisposable
{
    private readonly ImportRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task The_clean_sample_is_imported_without_a_single_remark()
    {
        var report = await run.ImportAsync(ImportRun.Sample("groups.csv"));
        output.WriteLine(report.ToString());

        Assert.True(report.Written);
        Assert.Equal(3, report.Created);
        Assert.Empty(report.Findings);
        var group = await run.GroupAsync("VD-100");
        Assert.Equal("Deuil périnatal", group.Name.Fr);
        Assert.Equal(["deuil-perinatal", "deuil"], group.Topics.Select(t => t.Topic.Slug), StringComparer.Ordinal);
        Assert.Equal("FREQ=MONTHLY;BYDAY=2TU", group.Rhythm.Rule);
        Assert.Equal([new DateOnly(2026, 7, 14), new DateOnly(2026, 8, 11)], group.Rhythm.Except);
        Assert.Equal(Audience.Affected | Audience.Parents, group.Audience);
        Assert.Equal((46.516, 6.6328), (group.Place.Latitude, group.Place.Longitude));
        Assert.True(group.IsPublic);
        Assert.Equal(new DateOnly(2027, 1, 15), (await run.GroupAsync("VD-101")).PausedUntil);
        Assert.Equal(PortalLanguage.De, (await run.GroupAsync("CH-7")).Name.Source);
    }

    [Fact]
    public async Task The_messy_sample_is_understood_and_every_trouble_in_it_named()
    {
        var report = await run.ImportAsync(ImportRun.Sample("messy-groups-windows1252.csv"));
        var text = report.ToString();
        output.WriteLine(text);

        Assert.True(report.Written, text);
        Assert.Equal((5, 1, 0), (report.Created, report.Skipped, report.Refused));
        Assert.StartsWith("Read as Windows-1252, \";\" between cells, column names on line 4.", text, StringComparison.Ordinal);
        Assert.Contains("column \"Bemerkungen\": Unknown column", text, StringComparison.Ordinal);
        Assert.Contains("column \"Telefon\": Unknown column", text, StringComparison.Ordinal);
        Assert.Contains("line 11 (row 9): created  ZH-3", text, StringComparison.Ordinal);
        Assert.Contains("line 12 (row 10): note: The column names again", text, StringComparison.Ordinal);
        Assert.Contains("column \"Zentrum\": Empty: selbsthilfe-zuerich is taken from the row above", text, StringComparison.Ordinal);
        Assert.Contains("Personal data in a public text? gruppe@example.ch", text, StringComparison.Ordinal);
        Assert.Contains("TI-1  the same as line 14", text, StringComparison.Ordinal);
        Assert.Contains("A row of totals", text, StringComparison.Ordinal);

        var angst = await run.GroupAsync("ZH-1");
        Assert.Equal("Wir treffen uns regelmässig.\n\nFür Menschen mit Angst – und ihre Angehörigen.\nNeue sind willkommen.", angst.Description.De);
        Assert.Equal("FREQ=MONTHLY;BYDAY=2TU", angst.Rhythm.Rule);
        Assert.Equal(new TimeOnly(19, 30), angst.Rhythm.StartTime);
        var trauer = await run.GroupAsync("ZH-2");
        Assert.Equal("Eine Gruppe für Eltern.\n\nWir hören einander zu und schliessen niemanden aus.", trauer.Description.De);
        Assert.Equal(TimeOnly.MinValue, trauer.Rhythm.EndTime);
        Assert.Equal(("8400", "Winterthur", "ZH"), (trauer.Place.Npa, trauer.Place.Locality, trauer.Place.CantonCode));
        Assert.Equal(Lifecycle.InCreation, trauer.Lifecycle);
        Assert.Equal("nach Absprache", (await run.GroupAsync("ZH-3")).Rhythm.Note.De);
        var deuil = await run.GroupAsync("GE-1");
        Assert.Equal("Vivre après la perte d'un proche", deuil.Description.Fr);
        Assert.Equal("Genève", deuil.Place.Locality);
        Assert.Equal(new TimeOnly(21, 0), deuil.Rhythm.EndTime);
        Assert.Equal(GroupKind.Facilitated, (await run.GroupAsync("TI-1")).Kind);
    }

    [Fact]
    public async Task The_sample_of_refused_rows_names_line_and_column_of_each_and_writes_nothing()
    {
        var report = await run.ImportAsync(ImportRun.Sample("refused-groups.csv"));
        var text = report.ToString();
        output.WriteLine(text);

        Assert.False(report.Written);
        Assert.Equal(0, await run.CountAsync());
        Assert.Equal((1, 17), (report.Created, report.Refused));
        Assert.Equal(
            [
                (3, "external_id"), (4, "centre"), (5, "topics"), (6, "name"), (7, "external_id"), (8, "canton"), (9, "locality"), (10, "npa"), (11, "paused_until"), (12, "start"), (13, "every"),
                (14, "website"), (15, "verified_on"), (16, "description"), (17, "status"), (18, null), (19, "external_id"),
            ],
            report.Rows.SelectMany(r => r.Findings).Where(f => f.Level == FindingLevel.Refusal).Select(f => (f.Line!.Value, f.Column)));
        Assert.Contains("Did you mean info-entraide-vaud?", text, StringComparison.Ordinal);
        Assert.Contains("Did you mean depression?", text, StringComparison.Ordinal);
        Assert.Contains("A-1 stands on line 2 already", text, StringComparison.Ordinal);
        Assert.EndsWith("Nothing is written: a file is taken as a whole or not at all, and 17 of its rows are refused.", text.TrimEnd(), StringComparison.Ordinal);
    }
}
