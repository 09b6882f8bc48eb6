using System.Globalization;
using CsvHelper;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Data;

/// <summary>The reference data the portal comes with, loaded once for all tests here; none of them writes.</summary>
public sealed class ReferenceFilesTests(ReferenceFilesTests.Loaded loaded) : IClassFixture<ReferenceFilesTests.Loaded>
{
    [Fact]
    public void Every_row_is_accepted_and_every_name_it_refers_to_exists()
    {
        Assert.Empty(loaded.Report.Files.SelectMany(f => f.Refused).Select(r => r.ToString()));
        Assert.Equal(26, loaded.Report.File("cantons.csv").Created);
        Assert.All(loaded.Report.Files, f => Assert.Equal(Rows(f.Name).Count, f.Created + f.Changed + f.Uncertain));
    }

    [Fact]
    public async Task Every_topic_category_and_canton_has_a_name_in_four_languages()
    {
        await using var db = loaded.Database.Open();
        var names = new Dictionary<string, LocalizedText>(StringComparer.Ordinal);
        foreach (var topic in await db.Topics.ToListAsync())
        {
            names.Add("topic " + topic.Slug, topic.Name);
        }

        foreach (var category in await db.TopicCategories.ToListAsync())
        {
            names.Add("category " + category.Slug, category.Name);
        }

        foreach (var canton in await db.Cantons.ToListAsync())
        {
            names.Add("canton " + canton.Code, canton.Name);
        }

        Assert.True(names.Count > 250);
        Assert.Empty(names.Where(n => n.Value.Existing().Count() != 4).Select(n => n.Key));
    }

    [Fact]
    public void German_is_written_the_Swiss_way()
    {
        Assert.All(
            Directory.GetFiles(ReferenceData.DefaultFolder, "*.*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain("ß", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public void No_synonym_stands_twice_or_repeats_the_name()
    {
        var repeated =
            from topic in Rows("topics.csv")
            from language in PortalLanguages.All
            let name = topic[$"name_{language.Code()}"]
            from term in topic[$"synonyms_{language.Code()}"].Split('|', StringSplitOptions.RemoveEmptyEntries).Append(name)
                .GroupBy(t => t.Trim(), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
            select $"{topic["slug"]} {language.Code()} {term.Key}";

        Assert.Empty(repeated);
    }

    [Fact]
    public async Task Every_topic_can_be_found_by_everyday_words_in_four_languages()
    {
        await using var db = loaded.Database.Open();
        var topics = await db.Topics.Include(t => t.Synonyms).ToListAsync();

        Assert.Empty(topics.Where(t => t.Synonyms.Select(s => s.Language).Distinct().Count() < 4).Select(t => t.Slug));
    }

    [Fact]
    public async Task Every_place_lies_near_another_place_of_its_canton()
    {
        await using var db = loaded.Database.Open();
        var far =
            from canton in (await db.Places.AsNoTracking().ToListAsync()).GroupBy(p => p.CantonCode, StringComparer.Ordinal)
            let points = canton.DistinctBy(p => (p.Latitude, p.Longitude)).ToList()
            from place in points
            let nearest = points.Where(p => p != place).Min(p => Kilometres(p, place))
            where nearest > 15
            select $"{place.Npa} {place.Locality} {place.CantonCode}: {nearest:F0} km";

        Assert.Empty(far);
    }

    [Fact]
    public async Task Every_canton_has_places_a_capital_among_them_and_its_languages()
    {
        await using var db = loaded.Database.Open();
        var localities = (await db.Places.Select(p => new { p.CantonCode, p.Locality }).ToListAsync()).Select(p => (p.CantonCode, p.Locality)).ToHashSet();

        Assert.All(await db.Cantons.ToListAsync(), c => Assert.Contains((c.Code, c.Capital!), localities));
        Assert.Equal(8_965_000, await db.Cantons.SumAsync(c => c.Population));
    }

    [Fact]
    public async Task Every_canton_but_Glarus_has_a_centre_and_there_is_one_national_office()
    {
        await using var db = loaded.Database.Open();
        var without = await db.Cantons.Where(c => c.Centres.Count == 0).Select(c => c.Code).ToListAsync();

        Assert.Equal(["GL"], without);
        Assert.Equal("selbsthilfe-schweiz", Assert.Single(await db.Centres.Where(c => c.Kind == CentreKind.National).ToListAsync()).Slug);
    }

    [Fact]
    public async Task A_centre_stands_where_its_town_is()
    {
        await using var db = loaded.Database.Open();
        var places = await db.Places.AsNoTracking().ToListAsync();
        foreach (var centre in await db.Centres.Where(c => c.Latitude != null).ToListAsync())
        {
            var point = new Place { Npa = "", Locality = "", CantonCode = "", Commune = "", Language = "", Latitude = centre.Latitude!.Value, Longitude = centre.Longitude!.Value };
            var town = places.Where(p => centre.Npa is null ? p.Locality.StartsWith(centre.Town!, StringComparison.Ordinal) : p.Npa == centre.Npa).ToList();
            Assert.True(town.Count > 0 && town.Min(p => Kilometres(p, point)) < 5, $"{centre.Slug} is not in {centre.Npa} {centre.Town}");
        }
    }

    [Fact]
    public async Task Only_certain_partners_are_loaded_and_centres_in_doubt_are_marked()
    {
        await using var db = loaded.Database.Open();

        var doubtful = Rows("partners.csv").Where(r => r["certain"] == "no").Select(r => r["slug"]).ToList();
        Assert.NotEmpty(doubtful);
        Assert.False(await db.Partners.AnyAsync(p => doubtful.Contains(p.Slug)));
        Assert.Equal(
            ["info-entraide-fribourg", "info-entraide-geneve", "info-entraide-valais"],
            await db.Centres.Where(c => !c.IsConfirmed).OrderBy(c => c.Slug).Select(c => c.Slug).ToListAsync());
    }

    [Fact]
    public async Task Websites_have_a_scheme()
    {
        await using var db = loaded.Database.Open();
        var websites = await db.Partners.Select(p => p.Website).Concat(db.Centres.Select(c => c.Website)).Where(w => w != null).ToListAsync();

        Assert.True(websites.Count > 80);
        Assert.All(websites, w => Assert.StartsWith("https://", w, StringComparison.Ordinal));
    }

    private static List<IDictionary<string, string>> Rows(string file)
    {
        using var csv = new CsvReader(new StreamReader(Path.Combine(ReferenceData.DefaultFolder, file)), CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Select(r => ((IDictionary<string, object>)r).ToDictionary(f => f.Key, f => (string)f.Value, StringComparer.Ordinal))];
    }

    private static double Kilometres(Place a, Place b) =>
        Math.Sqrt(Math.Pow((a.Latitude - b.Latitude) * 111.2, 2) + Math.Pow((a.Longitude - b.Longitude) * 76.2, 2));

    public sealed class Loaded : IAsyncLifetime
    {
        public TestDatabase Database { get; } = new();

        public ReferenceReport Report { get; private set; } = new([]);

        public async Task InitializeAsync()
        {
            await using var db = Database.Open();
            Report = await ReferenceData.LoadAsync(db, ReferenceData.DefaultFolder, TimeProvider.System, CancellationToken.None);
        }

        public Task DisposeAsync()
        {
            Database.Dispose();
            return Task.CompletedTask;
        }
    }
}
