using InfoEntraide.Search;

namespace InfoEntraide.Web.Features.Places;

/// <summary>
/// Swiss projection coordinates (LV95, CH1903+) as WGS84 degrees, after swisstopo's published approximation: "Approximate formulas for the
/// transformation between Swiss projection coordinates and WGS84", Federal Office of Topography, in the form for LV95.
/// The inverse formulas alone are up to 3 m off at the western border; two steps back through the more exact forward formulas bring
/// the error below 0.5 m everywhere in Switzerland. For finding places, not for surveying.
/// </summary>
public static class Lv95
{
    private const double ArcSecondsPerDegree = 3600;

    /// <summary>Whether the coordinates can lie in Switzerland or Liechtenstein.</summary>
    public static bool Covers(double east, double north) => east is >= 2_480_000 and <= 2_840_000 && north is >= 1_070_000 and <= 1_300_000;

    /// <summary>The point of Swiss coordinates; error below 0.5 m.</summary>
    /// <param name="east">E in metres, 2,485,000 to 2,834,000 in Switzerland.</param>
    /// <param name="north">N in metres, 1,075,000 to 1,296,000 in Switzerland.</param>
    public static GeoPoint ToWgs84(double east, double north)
    {
        // Differences from Bern in 1000 km; results in 10,000 arc seconds.
        var y = (east - 2_600_000) / 1_000_000;
        var x = (north - 1_200_000) / 1_000_000;
        var longitude = 26_779.094 + (47_289.82 * y) + (7_914.84 * y * x) + (1_306 * y * x * x) - (436 * y * y * y);
        var latitude = 169_023.892 + (32_382.72 * x) - (2_709.78 * y * y) - (25.28 * x * x) - (447 * y * y * x) - (140 * x * x * x);
        for (var step = 0; step < 2; step++)
        {
            var (backEast, backNorth) = FromArcSeconds(latitude, longitude);

            // Metres per arc second of longitude and of latitude around Bern.
            longitude += (east - backEast) / 21.145593;
            latitude += (north - backNorth) / 30.880795;
        }

        return new GeoPoint(latitude / ArcSecondsPerDegree, longitude / ArcSecondsPerDegree);
    }

    /// <summary>The same the other way; error below 0.5 m.</summary>
    public static (double East, double North) FromWgs84(GeoPoint point) => FromArcSeconds(point.Latitude * ArcSecondsPerDegree, point.Longitude * ArcSecondsPerDegree);

    private static (double East, double North) FromArcSeconds(double latitude, double longitude)
    {
        var phi = (latitude - 169_028.66) / 10_000;
        var lambda = (longitude - 26_782.5) / 10_000;
        return (
            2_600_072.37 + (211_455.93 * lambda) - (10_938.51 * lambda * phi) - (0.36 * lambda * phi * phi) - (44.54 * lambda * lambda * lambda),
            1_200_147.07 + (308_807.95 * phi) + (3_745.25 * lambda * lambda) + (76.63 * phi * phi) - (194.56 * lambda * lambda * phi) + (119.79 * phi * phi * phi));
    }
}
