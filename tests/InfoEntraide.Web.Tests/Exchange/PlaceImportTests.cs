using System.Globalization;
using System.IO.Compression;
using System.Text;
using InfoEntraide.Search;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Exchange;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Places;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace InfoEntraide.Web.Tests.Exchange;

public sealed class PlaceImportTests(ITestOutputHelper output) : IDisposable
{
    private readonly ImportRun run = new();

    public void Dispose() => run.Dispose();

    [Theory]
    [InlineData("places-lv95.csv", "LV95")]
    [InlineData("places-wgs84.csv", "WGS84")]
    public async Task The_directory_replaces_the_places_whichever_edition_it_is(string file, string edition)
    {
        var before = await PlacesAsync();
        var report = await ImportAsync(ImportRun.Sample(file));
        output.WriteLine(report.ToString());

        Assert.True(report.Written);
        Assert.Equal(edition, report.Directory.Edition);
        Assert.Equal((38, 2, 3), (report.Directory.Rows.Count + report.Directory.Outside, report.Directory.Outside, report.FurtherCommunes));
        var places = await PlacesAsync();
        Assert.Equal(33, places.Count);
        Assert.Equal(33, report.Created + report.Changed + report.Unchanged);
        Assert.Equal(before.Count - report.Changed - report.Unchanged, report.Removed);
        Assert.All(places, p => Assert.Equal(PointSource.Place, p.Precision));
        Near(Place(places, "1003", "Lausanne"), 46.5160, 6.6328);
        Near(Place(places, "7000", "Chur"), 46.8499, 9.5329);
    }

    [Fact]
    public async Task Both_editions_give_the_same_places()
    {
        await ImportAsync(ImportRun.Sample("places-wgs84.csv"));
        var degrees = await PlacesAsync();
        var report = await ImportAsync(ImportRun.Sample("places-lv95.csv"));
        Assert.Equal((0, 0), (report.Created, report.Removed));
        Assert.All((await PlacesAsync()).Zip(degrees), pair =>
        {
            Assert.Equal((pair.First.Npa, pair.First.Locality, pair.First.Commune, pair.First.Language), (pair.Second.Npa, pair.Second.Locality, pair.Second.Commune, pair.Second.Language));

            // The LV95 edition is in whole metres.
            Near(pair.First, pair.Second.Latitude, pair.Second.Longitude, metres: 2);
        });
    }

    [Fact]
    public async Task A_locality_in_several_communes_or_cantons_is_one_place_where_most_of_its_addresses_are()
    {
        await ImportAsync(ImportRun.Sample("places-lv95.csv"));
        var places = await PlacesAsync();
        Assert.Equal("Lancy", Place(places, "1213", "Petit-Lancy").Commune);
        Assert.Equal("Onex", Place(places, "1213", "Onex").Commune);
        Assert.Equal(("Vulliens", "VD"), (Place(places, "1085", "Vulliens").Commune, Place(places, "1085", "Vulliens").CantonCode));
        Assert.Equal("Wald (ZH)", Place(places, "8636", "Wald ZH").Commune);
    }

    [Fact]
    public async Task A_bilingual_town_keeps_the_language_that_was_known_of_it()
    {
        await using (var db = run.Open())
        {
            (await db.Places.SingleAsync(p => p.Npa == "2502" && p.Locality == "Biel/Bienne")).Language = "fr";
            await db.SaveChangesAsync();
        }

        await ImportAsync(ImportRun.Sample("places-lv95.csv"));
        var places = await PlacesAsync();
        Assert.Equal("fr", Place(places, "2502", "Biel/Bienne").Language);
        Assert.Equal("de", Place(places, "7013", "Domat/Ems").Language);
    }

    [Fact]
    public async Task Older_editions_without_shares_numbers_and_dates_are_understood_by_their_column_names()
    {
        var lines = Lines("places-wgs84.csv").Select(l => l.Split(';')).ToList();
        lines[0][1] = "PLZ";

        // In another order too: E and N before the name; neither ZIP_ID, Zusatzziffer, Adressenanteil nor Validity.
        var old = lines.Select(c => string.Join(';', c[8], c[9], c[0], c[1], c[4], c[5], c[6], c[10])).Prepend("# Source: www.swisstopo.admin.ch");
        var report = await ImportAsync(Encoding.UTF8.GetBytes(string.Join('\n', old) + "\n"));
        Assert.True(report.Written, report.ToString());
        var places = await PlacesAsync();
        Assert.Equal(33, places.Count);
        Assert.Equal("Wald (ZH)", Place(places, "8636", "Wald ZH").Commune);
        Assert.Equal("VD", Place(places, "1085", "Vulliens").CantonCode);
    }

    [Fact]
    public async Task The_zip_file_is_read_as_it_was_downloaded()
    {
        using var stream = new MemoryStream();
        await using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = await archive.CreateEntry("AMTOVZ_CSV_LV95/AMTOVZ_CSV_LV95.csv").OpenAsync();
            await entry.WriteAsync(ImportRun.Sample("places-lv95.csv"));
        }

        Assert.True((await ImportAsync(stream.ToArray())).Written);
        var damaged = stream.ToArray()[..^40];
        Assert.Contains("The archive is damaged", (await ImportAsync(damaged)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_import_of_the_same_file_changes_nothing()
    {
        await ImportAsync(ImportRun.Sample("places-lv95.csv"));
        var ids = (await PlacesAsync()).Select(p => p.Id).ToList();
        var report = await ImportAsync(ImportRun.Sample("places-lv95.csv"));
        Assert.Equal((0, 0, 0, 33), (report.Created, report.Changed, report.Removed, report.Unchanged));
        Assert.Equal(ids, (await PlacesAsync()).Select(p => p.Id));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_writes_nothing()
    {
        var before = await PlacesAsync();
        var report = await ImportAsync(ImportRun.Sample("places-lv95.csv"), dryRun: true);
        Assert.False(report.Written);
        Assert.True(report.Removed > 3000);
        Assert.Equal(before.Count, (await PlacesAsync()).Count);
        await using var db = run.Open();
        Assert.False(await db.ReferenceFiles.AnyAsync(f => f.Name == PlaceFiles.ImportedPlaces));
        var written = await ImportAsync(ImportRun.Sample("places-lv95.csv"));
        Assert.Equal((report.Created, report.Changed, report.Removed), (written.Created, written.Changed, written.Removed));
    }

    [Fact]
    public async Task The_report_names_what_pointed_to_a_place_that_is_gone()
    {
        var import = await run.ImportAsync(ImportRun.File("npa\tlocality", "1000\tLausanne", "1003\tLausanne"));
        Assert.True(import.Written, import.ToString());
        await using (var db = run.Open())
        {
            (await db.Centres.SingleAsync(c => c.Slug == "info-entraide-vaud")).ServedNpa = ["1003", "1010"];
            await db.SaveChangesAsync();
        }

        var report = await ImportAsync(ImportRun.Sample("places-lv95.csv"));
        Assert.Contains(report.LostPlaces, l => l.EndsWith("(T-1) in 1000 Lausanne: 1000 is now Lausanne 25", StringComparison.Ordinal));
        Assert.DoesNotContain(report.LostPlaces, l => l.Contains("T-2", StringComparison.Ordinal));
        Assert.Contains("centre info-entraide-vaud serves 1010: there is no postcode 1010 any more", report.LostPlaces);
        Assert.Contains("centre selbsthilfe-schweiz in 4053 Basel: there is no postcode 4053 any more", report.LostPlaces);
        Assert.Contains(report.LostAliases, a => a.EndsWith("(Lugano TI)", StringComparison.Ordinal));
        Assert.DoesNotContain("Genf (Genève GE)", report.LostAliases);
    }

    [Fact]
    public async Task Imported_places_are_not_overwritten_by_the_reference_data()
    {
        await ImportAsync(ImportRun.Sample("places-lv95.csv"));
        var folder = Directory.CreateTempSubdirectory("reference-");
        foreach (var file in Directory.GetFiles(ReferenceData.DefaultFolder, "*", SearchOption.AllDirectories))
        {
            var copy = new FileInfo(Path.Combine(folder.FullName, Path.GetRelativePath(ReferenceData.DefaultFolder, file)));
            copy.Directory!.Create();
            File.Copy(file, copy.FullName);
        }

        // A later release: another place, and another name for a place that this directory does not have.
        await File.AppendAllTextAsync(Path.Combine(folder.FullName, "places.csv"), "1950,Erfunden,Erfunden,VS,46.2,7.3,place,fr\n");
        await File.AppendAllTextAsync(Path.Combine(folder.FullName, "locality_aliases.csv"), "Altwort,Martigny,VS,de\n");
        await using var db = run.Open();
        var report = await ReferenceData.LoadAsync(db, folder.FullName, run.Clock, CancellationToken.None);
        var again = await ReferenceData.LoadAsync(db, folder.FullName, run.Clock, CancellationToken.None);
        folder.Delete(recursive: true);
        Assert.Contains("places.csv: not read, the places were imported", report.Lines());
        Assert.False(report.HasOpenPoints, string.Join('\n', report.Lines()));
        Assert.Equal(33, (await PlacesAsync()).Count);
        Assert.True(again.File("places.csv").IsReplaced);
        Assert.False(again.HasChanges);
    }

    [Theory]
    [InlineData("Zug;6300", "Zug;630", 22, "PLZ4", "\"630\" is no postcode")]
    [InlineData(";ZG;", ";ZX;", 22, "Kantonskürzel", "There is no canton \"ZX\"")]
    [InlineData(";ZG;", ";;", 22, "Kantonskürzel", "The canton is missing")]
    [InlineData(";1711;", ";none;", 22, "BFS-Nr", "\"none\" is no number of a commune")]
    [InlineData("Zug;6300", ";6300", 22, "Ortschaftsname", "The name is missing")]
    [InlineData("Zug;6300", "Z\uFFFDg;6300", 22, "Ortschaftsname", "characters are damaged")]
    [InlineData(";1711;ZG;100 %", ";1711;ZG;lots", 22, "Adressenanteil", "\"lots\" is no percentage")]
    [InlineData("1711;ZG;100 %;8.5175", "1711;ZG;100 %;18.5175", 22, "E", "lies outside Switzerland")]
    [InlineData("1711;ZG;100 %;8.5175", "1711;ZG;100 %;", 22, "E", "\"\" is no number")]
    [InlineData("8.5175;47.1724", "2681000;1225000", 22, "E", "The coordinates are LV95, those of the rows above WGS84")]
    [InlineData("8.5175;47.1724;de", "8.5175;47.1724;en", 22, "Sprache", "\"en\" is none of de, fr, it, rm, multiple")]
    [InlineData("8.5175;47.1724;de;2008-07-01", "8.5175;47.17", 22, null, "The row has 10 cells, the header 12")]
    public async Task A_wrong_row_refuses_the_whole_file_and_is_named_by_line_and_column(string right, string wrong, int line, string? column, string reason)
    {
        var before = await PlacesAsync();
        var text = Encoding.UTF8.GetString(ImportRun.Sample("places-wgs84.csv"));
        Assert.Single(text.Split(right).Skip(1));
        var report = await ImportAsync(Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.False(report.IsAccepted || report.Written);
        var refusal = Assert.Single(report.Directory.Refusals);
        Assert.Equal((line, column), (refusal.Line, refusal.Column));
        Assert.Contains(reason, refusal.Text, StringComparison.Ordinal);
        Assert.EndsWith("the file is refused as a whole.", report.ToString().TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(before.Count, (await PlacesAsync()).Count);
    }

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("external_id;centre;name\n1;2;3\n", "This is not the directory of towns and cities")]
    [InlineData("Ortschaftsname;PLZ4;Gemeindename;BFS-Nr;Kantonskürzel;E;Sprache\n", "column \"N\": The column is missing")]
    [InlineData("Ortschaftsname;PLZ4;PLZ;Gemeindename;BFS-Nr;Kantonskürzel;E;N;Sprache\n", "column \"PLZ\": The column stands twice")]
    [InlineData("%PDF-1.7", "PDF document")]
    [InlineData("Ortschaftsname;PLZ4;Gemeindename;BFS-Nr;Kantonskürzel;E;N;Sprache\nZug;6300;Zug;1711;ZG;8.5175;47.1724;de\n", "There is no place in AG, AI")]
    public async Task A_file_that_is_not_the_whole_directory_is_refused(string file, string reason)
    {
        var report = await ImportAsync(Encoding.UTF8.GetBytes(file));
        Assert.False(report.Written);
        Assert.Contains(reason, report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_cut_off_at_the_end_of_a_row_is_refused_with_the_number_of_postcodes_that_would_vanish()
    {
        await ImportAsync(ImportRun.Sample("places-lv95.csv"));
        var before = await PlacesAsync();
        var postcodes = before.Select(p => p.Npa).Distinct(StringComparer.Ordinal).ToList();
        var cantons = before.CountBy(p => p.CantonCode).Where(c => c.Value > 1).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);

        // Every canton still occurs: it is the second and further postcodes that go, one more each time.
        var text = Lines("places-lv95.csv");
        var spare = before.Where(p => cantons.Contains(p.CantonCode)).GroupBy(p => p.CantonCode, StringComparer.Ordinal).SelectMany(g => g.Select(p => p.Npa).Distinct(StringComparer.Ordinal).Skip(1)).ToList();
        byte[] Without(int count) => Encoding.UTF8.GetBytes(string.Join("\r\n", text.Where(l => !spare.Take(count).Any(npa => l.Contains($";{npa};", StringComparison.Ordinal)))) + "\r\n");
        var most = postcodes.Count / 10;

        var refused = await ImportAsync(Without(most + 1), force: false);
        var dry = await ImportAsync(Without(most + 1), dryRun: true, force: false);

        Assert.False(refused.IsAccepted || refused.Written || dry.IsAccepted);
        Assert.Contains($"{most + 1} of the {postcodes.Count} postcodes there are would vanish", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("--force takes it", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(before.Select(p => p.Id), (await PlacesAsync()).Select(p => p.Id));
        Assert.True((await ImportAsync(Without(most), dryRun: true, force: false)).IsAccepted);
        Assert.True((await ImportAsync(Without(most + 1))).Written);
        Assert.Equal(postcodes.Count - most - 1, (await PlacesAsync()).Select(p => p.Npa).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task An_import_without_cantons_says_what_to_do_first()
    {
        using var empty = new TestDatabase();
        await using var db = empty.Open();
        var report = await new PlaceImport(db, run.Clock).RunAsync(ImportRun.Sample("places-lv95.csv"), dryRun: false, force: true, CancellationToken.None);
        Assert.Contains("load the reference data first (seed reference)", report.ToString(), StringComparison.Ordinal);
    }

    private static List<string> Lines(string sample) =>
        [.. Encoding.UTF8.GetString(ImportRun.Sample(sample)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];

    private static Place Place(IEnumerable<Place> places, string npa, string locality) => places.Single(p => p.Npa == npa && p.Locality == locality);

    private static void Near(Place place, double latitude, double longitude, double metres = 2) => Assert.True(
        new GeoPoint(place.Latitude, place.Longitude).DistanceKm(new GeoPoint(latitude, longitude)) * 1000 < metres,
        string.Create(CultureInfo.InvariantCulture, $"{place.Locality}: {place.Latitude} {place.Longitude}"));

    // Forced, since the samples have some dozen rows only.
    private async Task<PlaceImportReport> ImportAsync(byte[] file, bool dryRun = false, bool force = true)
    {
        await using var db = run.Open();
        return await new PlaceImport(db, run.Clock).RunAsync(file, dryRun, force, CancellationToken.None);
    }

    private async Task<List<Place>> PlacesAsync()
    {
        await using var db = run.Open();
        return await db.Places.AsNoTracking().OrderBy(p => p.Npa).ThenBy(p => p.Locality).ToListAsync();
    }
}
