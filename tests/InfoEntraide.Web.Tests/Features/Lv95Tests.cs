using InfoEntraide.Search;
using InfoEntraide.Web.Features.Places;

namespace InfoEntraide.Web.Tests.Features;

public sealed class Lv95Tests
{
    // The first: the worked example of swisstopo's document on the approximation, given to 0.01 arc seconds. The others: swisstopo's
    // REFRAME service (geodesy.geo.admin.ch/reframe/lv95towgs84), which transforms rigorously: Bern, the borders, towns.
    [Theory]
    [InlineData(2_699_999.76, 1_099_999.97, 46 + (2 / 60.0) + (38.87 / 3600), 8 + (43 / 60.0) + (49.79 / 3600))]
    [InlineData(2_600_000, 1_200_000, 46.951082876677035, 7.438632495274896)]
    [InlineData(2_700_000, 1_100_000, 46.04413033869967, 8.730497075536219)]
    [InlineData(2_485_500, 1_110_000, 46.131741925841546, 5.9570806272116865)]
    [InlineData(2_500_000, 1_118_000, 46.20600709153606, 6.142954250133073)]
    [InlineData(2_611_000, 1_267_000, 47.553625541513966, 7.5847593233837305)]
    [InlineData(2_680_000, 1_295_000, 47.800637999946524, 8.506438505092428)]
    [InlineData(2_722_000, 1_077_000, 45.83366070582713, 9.008688751123374)]
    [InlineData(2_780_000, 1_180_000, 46.746869030560205, 9.794533635721983)]
    [InlineData(2_833_000, 1_180_000, 46.73044747333988, 10.487596637827854)]
    public void Swiss_coordinates_are_transformed_with_an_error_below_half_a_metre(double east, double north, double latitude, double longitude)
    {
        var point = new GeoPoint(latitude, longitude);
        Assert.InRange(Lv95.ToWgs84(east, north).DistanceKm(point), 0, 0.0005);
        var (backEast, backNorth) = Lv95.FromWgs84(point);
        Assert.InRange(Math.Sqrt(Math.Pow(backEast - east, 2) + Math.Pow(backNorth - north, 2)), 0, 0.5);
    }

    [Fact]
    public void Degrees_and_coordinates_of_other_systems_are_not_taken_for_Swiss_ones()
    {
        Assert.True(Lv95.Covers(2_600_000, 1_200_000));
        Assert.False(Lv95.Covers(7.44, 46.95));
        Assert.False(Lv95.Covers(600_000, 200_000));
        Assert.False(Lv95.Covers(1_200_000, 2_600_000));
        Assert.False(Lv95.Covers(double.NaN, 1_200_000));
    }
}
