using InfoEntraide.Search;
using InfoEntraide.Web.Features.Groups;

namespace InfoEntraide.Web.Features.Places;

/// <summary>
/// The point of a meeting place as far as the table of places knows it: postcode and locality, else what is nearest to that. It never
/// looks at the address or its point. Where several places answer it is their mean, as it is for the places visitors ask for.
/// </summary>
internal sealed class PlacePoints(IReadOnlyCollection<Place> places)
{
    private readonly Dictionary<(string Npa, string Locality), GeoPoint> exact = Means(places, p => (p.Npa, p.Locality));
    private readonly Dictionary<string, GeoPoint> byNpa = Means(places, p => p.Npa);
    private readonly Dictionary<(string Locality, string Canton), GeoPoint> byLocality = Means(places, p => (p.Locality, p.CantonCode));
    private readonly Dictionary<(string Commune, string Canton), GeoPoint> byCommune = Means(places, p => (p.Commune, p.CantonCode));

    /// <summary>Null when neither postcode nor locality is in the table.</summary>
    public GeoPoint? Of(MeetingPlace place)
    {
        if (place is { Npa: { } npa, Locality: { } locality } && exact.TryGetValue((npa, locality), out var point))
        {
            return point;
        }

        // A known postcode decides, as it does when groups are imported: names are shared and misspelt more often.
        if (place.Npa is { } code && byNpa.TryGetValue(code, out point))
        {
            return point;
        }

        return place is { Locality: { } name, CantonCode: { } canton } && (byLocality.TryGetValue((name, canton), out point) || byCommune.TryGetValue((name, canton), out point)) ? point : null;
    }

    private static Dictionary<TKey, GeoPoint> Means<TKey>(IReadOnlyCollection<Place> places, Func<Place, TKey> key) where TKey : notnull =>
        places.GroupBy(key).ToDictionary(g => g.Key, g => new GeoPoint(g.Average(p => p.Latitude), g.Average(p => p.Longitude)));
}
