using InfoEntraide.Web.Features.Catalogue;

namespace InfoEntraide.Web.Features.Map;

/// <summary>A small map that shows where in the country something is, for <c>_Locator</c>.</summary>
/// <param name="Map">The drawing.</param>
/// <param name="Areas">The cantons it belongs to.</param>
/// <param name="Point">Where it is, as far as that is published.</param>
/// <param name="Name">The locality, or the canton where no more is known.</param>
public sealed record Locator(SwissMap Map, IReadOnlyList<MapArea> Areas, MapPoint? Point, string Name)
{
    /// <summary>
    /// Where a group meets. Only what is published of its place is looked at: a hidden place has no point, and its canton alone is shown. Null for groups that meet
    /// nowhere, or when not even the canton is known.
    /// </summary>
    public static Locator? Of(CatalogueSnapshot snapshot, GroupEntry group)
    {
        var place = group.Place;
        return snapshot.Map is { } map && !group.IsAnywhere && place.Canton is { } canton && map.Area(canton.Code) is { } area
            ? new(map, [area], place.Point is { } point ? SwissMap.At(point) : null, place.Locality ?? canton.Name.Current())
            : null;
    }

    /// <summary>Where a centre is and which cantons it serves. Null when it is not known to be open there.</summary>
    public static Locator? Of(CatalogueSnapshot snapshot, CentreEntry centre) =>
        snapshot.Map is { } map && centre is { IsConfirmed: true, Point: { } point, Town: { } town }
            ? new(map, [.. centre.Cantons.Select(c => map.Area(c.Code)).OfType<MapArea>()], SwissMap.At(point), town)
            : null;
}
