using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Places;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Exchange;

/// <summary>Where an imported group is on the map, and that people who look near there find it.</summary>
public sealed class ImportedPointTests : IDisposable
{
    private readonly ImportRun run = new();

    public void Dispose() => run.Dispose();

    [Theory]
    [InlineData("1003", "Lausanne", "", "Lausanne")]
    [InlineData("", "Lausanne", "", "Lausanne")]
    [InlineData("1003", "Quartier du Grillon", "", "Lausanne")]
    [InlineData("1003", "Renens", "", "Lausanne")]
    [InlineData("1003", "", "", "Lausanne")]
    [InlineData("", "Val-de-Ruz", "NE", "Cernier")]
    public async Task A_group_is_found_near_where_its_row_says_it_meets(string npa, string locality, string canton, string near)
    {
        var report = await run.RowAsync("npa\tlocality\tcanton\tpublication", $"{npa}\t{locality}\t{canton}\tpublished");
        Assert.True(report.Written, report.ToString());

        var found = await SearchAsync(near);

        Assert.Equal((1, Relaxation.None), (found.Total, found.Interpretation.Relaxed));
        Assert.InRange(Assert.Single(found.Hits).DistanceKm!.Value, 0, 5);
    }

    [Fact]
    public async Task The_point_of_a_secret_address_is_never_published()
    {
        await run.RowAsync("npa\tlocality\tpublication\tprecision", "1003\tQuartier du Grillon\tpublished\tlocality");
        await using (var db = run.Open())
        {
            var group = await db.Groups.SingleAsync();
            group.Place = group.Place with { Latitude = 46.9, Longitude = 7.4 };
            await db.SaveChangesAsync();
        }

        Assert.Equal(new GeoPoint(46.516, 6.6328), Assert.Single((await SnapshotAsync()).Groups).Place.Point);

        await run.RowAsync("precision", "hidden");
        Assert.Null(Assert.Single((await SnapshotAsync()).Groups).Place.Point);
    }

    [Fact]
    public void Where_several_places_answer_the_point_is_their_middle()
    {
        var points = new PlacePoints([At("1001", "Dorf", 46, 7), At("1002", "Dorf", 47, 8), At("1002", "Weiler", 47.5, 8.5)]);

        Assert.Equal(new GeoPoint(46, 7), points.Of(new MeetingPlace { Npa = "1001", Locality = "Dorf", CantonCode = "VD" }));
        Assert.Equal(new GeoPoint(46.5, 7.5), points.Of(new MeetingPlace { Locality = "Dorf", CantonCode = "VD" }));
        Assert.Equal(new GeoPoint(47.25, 8.25), points.Of(new MeetingPlace { Npa = "1002", CantonCode = "VD" }));
        Assert.Null(points.Of(new MeetingPlace { Locality = "Dorf", CantonCode = "BE" }));
        Assert.Null(points.Of(new MeetingPlace { Npa = "9999", Latitude = 46, Longitude = 7 }));
    }

    private static Place At(string npa, string locality, double latitude, double longitude) =>
        new() { Npa = npa, Locality = locality, Commune = "Gemeinde", CantonCode = "VD", Language = "de", Latitude = latitude, Longitude = longitude };

    private async Task<CatalogueSnapshot> SnapshotAsync()
    {
        await using var db = run.Open();
        return new CatalogueSnapshot((await CatalogueReader.ReadAsync(db, run.Clock.Now, CancellationToken.None)).Content);
    }

    private async Task<SearchResult> SearchAsync(string place) => (await SnapshotAsync()).Search.Search(new() { Place = place, RadiusKm = 5 });
}
