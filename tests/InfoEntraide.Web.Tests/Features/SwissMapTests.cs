using System.Globalization;
using System.Text.RegularExpressions;
using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Map;
using InfoEntraide.Web.Features.Places;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>The drawing of the country, computed from the places of the catalogue.</summary>
public sealed partial class SwissMapTests(PortalSite site) : IClassFixture<PortalSite>
{
    /// <summary>Of a hexagon 14 wide and 16 high, in square units of the drawing.</summary>
    private const int CellArea = 14 * 12;

    private IReadOnlyList<PlaceDocument> Places => site.Services.GetRequiredService<PublicCatalogue>().Current.Reference.Words.Places;

    [Fact]
    public void Every_canton_has_its_part_of_some_hundred_hexagons()
    {
        var map = SwissMap.Of(Places)!;
        Assert.Equal(26, map.Areas.Count);
        Assert.All(map.Areas, a => Assert.True(a.Cells.Count >= 2, $"{a.Code} has {a.Cells.Count} hexagons."));
        Assert.InRange(map.Areas.Sum(a => a.Cells.Count), 500, 900);

        // The largest and one of the smallest, as on any map.
        Assert.Equal("GR", map.Areas.MaxBy(a => a.Cells.Count)!.Code);
        Assert.InRange(map.Area("BS")!.Cells.Count, 2, 3);
        Assert.Null(map.Area("XX"));
    }

    [Fact]
    public void The_line_around_a_canton_is_closed_and_holds_its_hexagons_and_nothing_else()
    {
        var map = SwissMap.Of(Places)!;
        Assert.All(map.Areas, area => Assert.Equal(area.Cells.Count * CellArea, Rings(area.Path).Sum(Area)));

        // St. Gallen lies around both Appenzell: one line outside, one inside that runs the other way.
        Assert.Contains(Rings(map.Area("SG")!.Path), ring => Area(ring) < 0);
    }

    [Fact]
    public void The_country_is_one_piece_without_holes()
    {
        var map = SwissMap.Of(Places)!;
        var ring = Assert.Single(Rings(map.Outline));
        Assert.Equal(map.Areas.Sum(a => a.Cells.Count) * CellArea, Area(ring));

        var frame = map.ViewBox.Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToList();
        Assert.All(ring, p => Assert.True(p.X > frame[0] && p.X < frame[0] + frame[2] && p.Y > frame[1] && p.Y < frame[1] + frame[3]));
    }

    [Fact]
    public void The_same_places_give_the_same_map_whatever_their_order()
    {
        var map = SwissMap.Of(Places)!;
        foreach (var order in new[] { Places.Reverse().ToList(), [.. Places.OrderBy(p => p.Locality, StringComparer.Ordinal)], [.. Places, .. Places.Take(500)] })
        {
            var other = SwissMap.Of(order)!;
            Assert.Equal(map.ViewBox, other.ViewBox);
            Assert.Equal(map.Outline, other.Outline);
            Assert.Equal(map.Areas.Select(a => (a.Code, a.Path, a.Cells[0])), other.Areas.Select(a => (a.Code, a.Path, a.Cells[0])));
        }
    }

    [Theory]
    [InlineData(46.95108, 7.43864, 0, 0)]
    [InlineData(46.5160, 6.6328, -108, 83)]
    [InlineData(46.1700, 8.7995, 184, 149)]
    public void A_point_lies_where_the_Swiss_coordinates_put_it(double latitude, double longitude, int x, int y)
    {
        var point = SwissMap.At(new GeoPoint(latitude, longitude));
        var (east, north) = Lv95.FromWgs84(new GeoPoint(latitude, longitude));
        Assert.Equal(new MapPoint(x, y), point);
        Assert.Equal((east - 2_600_000) / 571.4, point.X, 1.0);
        Assert.Equal((1_200_000 - north) / 577.4, point.Y, 1.0);
    }

    [Fact]
    public void Without_places_there_is_no_map()
    {
        Assert.Null(SwissMap.Of([]));

        // Nor from a point that lies nowhere in Switzerland.
        Assert.Null(SwissMap.Of([Place("VD", new GeoPoint(0, 0))]));
    }

    [Fact]
    public void A_single_place_is_a_single_hexagon()
    {
        var map = SwissMap.Of([Place("VD", new GeoPoint(46.5160, 6.6328))])!;
        Assert.Equal(CellArea, Area(Assert.Single(Rings(map.Outline))));
        Assert.Equal(map.Outline, map.Area("VD")!.Path);
    }

    [Fact]
    public void A_canton_that_is_nowhere_in_the_majority_gets_its_hexagon_all_the_same()
    {
        // Two places of the large canton beside each of the small one, in a row of five hexagons.
        List<PlaceDocument> places = [];
        for (var i = 0; i < 5; i++)
        {
            places.AddRange([Place("BE", At(i, 0)), Place("BE", At(i, 500))]);
        }

        places.Add(Place("BS", At(4, 1000)));
        var map = SwissMap.Of(places)!;
        Assert.Equal([("BE", 4), ("BS", 1)], map.Areas.Select(a => (a.Code, a.Cells.Count)));

        static GeoPoint At(int column, double north) => Lv95.ToWgs84(2_600_000 + (column * 8_000), 1_200_000 + north);
    }

    private static PlaceDocument Place(string canton, GeoPoint point) => new("1000", "Here", "Here", canton, point, []);

    /// <summary>Follows a path. Each step must be a side of a hexagon, and so must be the one that closes the ring.</summary>
    private static List<List<MapPoint>> Rings(string path)
    {
        Assert.Matches(@"^(M-?\d+ -?\d+([lv ]?-?\d+)+z)+$", path);
        return path.Split('z', StringSplitOptions.RemoveEmptyEntries).Select(Ring).ToList();

        static List<MapPoint> Ring(string text)
        {
            var numbers = new Queue<int>();
            var points = new List<MapPoint>();
            foreach (Match part in Command().Matches(text))
            {
                foreach (Match number in Number().Matches(part.Groups["numbers"].Value))
                {
                    numbers.Enqueue(int.Parse(number.Value, CultureInfo.InvariantCulture));
                }

                while (numbers.Count > 0)
                {
                    var x = part.Groups["command"].Value == "v" ? 0 : numbers.Dequeue();
                    var y = numbers.Dequeue();
                    points.Add(points.Count == 0 ? new(x, y) : new(points[^1].X + x, points[^1].Y + y));
                }
            }

            Assert.All(points.Zip(points.Skip(1).Append(points[0])), side => Assert.Contains(
                (Math.Abs(side.Second.X - side.First.X), Math.Abs(side.Second.Y - side.First.Y)), new[] { (7, 4), (0, 8) }));
            Assert.Equal(points.Count, points.Distinct().Count());
            return points;
        }
    }

    /// <summary>Positive for a ring that runs clockwise.</summary>
    private static int Area(List<MapPoint> ring) => ring.Zip(ring.Skip(1).Append(ring[0])).Sum(s => (s.First.X * s.Second.Y) - (s.Second.X * s.First.Y)) / 2;

    [GeneratedRegex("(?<command>[Mlv])(?<numbers>[^Mlv]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"-?\d+", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
