using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Map;

/// <summary>The map with the cantons as links, for <c>_SwissMap</c>.</summary>
/// <param name="Map">The drawing.</param>
/// <param name="Cantons">By their name, which is the order of the links.</param>
/// <param name="Centres">Where the regional centres are.</param>
public sealed record CantonMap(SwissMap Map, IReadOnlyList<CantonOnMap> Cantons, IReadOnlyList<MapPoint> Centres)
{
    /// <summary>From so many groups on the deepest colour is used: a result of two groups is none to be painted strongly.</summary>
    private const int FewestForDeepest = 10;

    private const int Shades = 5;
    private const int FewestCellsForCode = 11;

    // From the middle of a code to the middle of a mark beside or above it.
    private const int CodeWidth = 18;
    private const int CodeHeight = 13;

    /// <summary>Null when the catalogue has no places.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="countOf">How many groups a canton has.</param>
    /// <param name="pathOf">Where a canton leads to; null makes it no link.</param>
    /// <param name="isChosen">Whether a canton is what the visitor has already asked for.</param>
    public static CantonMap? Of(CatalogueSnapshot snapshot, Func<CantonEntry, int> countOf, Func<CantonEntry, string?> pathOf, Func<CantonEntry, bool>? isChosen = null)
    {
        if (snapshot.Map is not { } map)
        {
            return null;
        }

        var most = Math.Max(FewestForDeepest, snapshot.Cantons.Select(countOf).DefaultIfEmpty().Max());
        List<MapPoint> centres = [.. snapshot.Centres.Where(c => c.IsConfirmed && c.Kind != CentreKind.National).Select(c => c.Point).OfType<GeoPoint>().Select(SwissMap.At).Distinct()];
        return new(
            map,
            [.. snapshot.Cantons
                .Select(c => map.Area(c.Code) is { } area && countOf(c) is var count
                    ? new CantonOnMap(c, area, CodeAt(area, centres), count, Shade(count, most), pathOf(c), isChosen?.Invoke(c) ?? false)
                    : null)
                .OfType<CantonOnMap>()
                .OrderBy(c => c.Canton.Name.Current(), StringComparer.CurrentCulture)],
            centres);
    }

    /// <summary>The roomiest hexagon that no mark of a centre comes near.</summary>
    private static MapPoint? CodeAt(MapArea area, List<MapPoint> centres) => area.Cells.Count < FewestCellsForCode ? null
        : area.Cells.FirstOrDefault(cell => !centres.Exists(c => Math.Abs(c.X - cell.X) < CodeWidth && Math.Abs(c.Y - cell.Y) < CodeHeight), area.Cells[0]);

    /// <summary>0 for none, else 1 to 5. By the square root: areas of 3 and of 30 groups differ, and one large city does not make all others pale.</summary>
    private static int Shade(int count, int most) => count == 0 ? 0 : Math.Min(Shades, 1 + (int)(Shades * Math.Sqrt(count / (double)most)));
}

/// <summary>A canton as a link of the map.</summary>
/// <param name="CodeAt">Where its two letters stand; null when it is too small for them.</param>
/// <param name="Shade">0 for none to 5 for many groups.</param>
/// <param name="Path">Null when it leads nowhere.</param>
public sealed record CantonOnMap(CantonEntry Canton, MapArea Area, MapPoint? CodeAt, int Count, int Shade, string? Path, bool IsChosen);
