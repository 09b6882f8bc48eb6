using InfoEntraide.Search;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Places;

namespace InfoEntraide.Web.Data.Demo;

/// <summary>Where the groups are: a canton's places by their weight, and the centre in charge of each.</summary>
internal sealed class DemoPlaces
{
    /// <summary>From this size (in thousands) a place has a hospital, a community centre and groups in many languages.</summary>
    public const double TownFrom = 10;

    private readonly Dictionary<string, (Place[] Places, double[] UpTo)> byCanton;
    private readonly Dictionary<string, Centre[]> centres;
    private readonly Centre national;

    public DemoPlaces(IEnumerable<Place> places, IEnumerable<Canton> cantons, IReadOnlyList<Centre> centres)
    {
        national = centres.FirstOrDefault(c => c.Kind == CentreKind.National) ?? throw new InvalidOperationException("Load the reference data first: there is no national office.");
        this.centres = cantons.ToDictionary(
            c => c.Code,
            c => centres.Where(o => o.IsConfirmed && o.Kind != CentreKind.National && o.Cantons.Any(s => s.Code == c.Code)).OrderBy(o => o.Slug, StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);
        byCanton = places.GroupBy(p => p.CantonCode, StringComparer.Ordinal).ToDictionary(g => g.Key, Weigh, StringComparer.Ordinal);
    }

    public Centre National => national;

    public static double SizeOf(Place place) => DemoSpread.TownSize.GetValueOrDefault(place.Locality, DemoSpread.VillageSize);

    public bool Has(string canton) => byCanton.ContainsKey(canton);

    public Place Pick(string canton, Random random)
    {
        var (places, upTo) = byCanton[canton];
        var index = Array.BinarySearch(upTo, random.NextDouble() * upTo[^1]);
        return places[Math.Min(index < 0 ? ~index : index, places.Length - 1)];
    }

    /// <summary>The centre whose listed postcodes hold the place, else the nearest confirmed one serving its canton, else the national office.</summary>
    public Centre InCharge(Place place)
    {
        var serving = centres.GetValueOrDefault(place.CantonCode) ?? [];
        var point = new GeoPoint(place.Latitude, place.Longitude);
        return serving.FirstOrDefault(c => c.ServedNpa.Contains(place.Npa, StringComparer.Ordinal))
            ?? serving.MinBy(c => c is { Latitude: { } latitude, Longitude: { } longitude } ? point.DistanceKm(new GeoPoint(latitude, longitude)) : double.MaxValue)
            ?? national;
    }

    /// <summary>The weight of a town is shared by its postcodes.</summary>
    private static (Place[] Places, double[] UpTo) Weigh(IGrouping<string, Place> canton)
    {
        var places = canton.OrderBy(p => p.Npa, StringComparer.Ordinal).ThenBy(p => p.Locality, StringComparer.Ordinal).ToArray();
        var postcodes = places.GroupBy(p => p.Locality, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var sum = 0d;
        return (places, [.. places.Select(p => sum += SizeOf(p) / postcodes[p.Locality])]);
    }
}
