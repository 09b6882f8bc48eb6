using InfoEntraide.Search;

namespace InfoEntraide.Search.Tests;

public class GeoPointTests
{
    [Fact]
    public void Bern_and_Zurich_are_about_95_km_apart() =>
        Assert.InRange(new GeoPoint(46.948, 7.4474).DistanceKm(new GeoPoint(47.3769, 8.5417)), 94, 97);
}
