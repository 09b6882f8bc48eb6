using InfoEntraide.Search;

namespace InfoEntraide.Web.Features.Map;

/// <summary>
/// A drawing of Switzerland in hexagons, computed from the places of the catalogue: no tiles, no boundaries of others, nothing to download. Lengths are units of
/// the drawing, about half a kilometre each.
/// </summary>
public sealed class SwissMap
{
    private const int Margin = 4;

    private readonly Dictionary<string, MapArea> byCode;

    private SwissMap(IReadOnlyDictionary<HexCell, string> cells)
    {
        Areas = [.. cells.GroupBy(c => c.Value, c => c.Key).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => MapArea.Of(c.Key, c.ToHashSet()))];
        byCode = Areas.ToDictionary(a => a.Code, StringComparer.Ordinal);
        Outline = HexOutline.Path(cells.Keys.ToHashSet());
        var corners = cells.Keys.SelectMany(c => c.Sides()).Select(s => s.From).ToList();
        var (left, top) = (corners.Min(c => c.X) - Margin, corners.Min(c => c.Y) - Margin);
        ViewBox = FormattableString.Invariant($"{left} {top} {corners.Max(c => c.X) + Margin - left} {corners.Max(c => c.Y) + Margin - top}");
    }

    /// <summary>The cantons by their code.</summary>
    public IReadOnlyList<MapArea> Areas { get; }

    /// <summary>The whole country as an SVG path.</summary>
    public string Outline { get; }

    /// <summary>The frame of the drawing, as SVG wants it.</summary>
    public string ViewBox { get; }

    /// <summary>The map of these places, or null when there are none.</summary>
    public static SwissMap? Of(IReadOnlyCollection<PlaceDocument> places) => CantonCells.Of(places) is { Count: > 0 } cells ? new(cells) : null;

    /// <summary>Null for a canton without places.</summary>
    public MapArea? Area(string canton) => byCode.GetValueOrDefault(canton);

    /// <summary>Where a point lies in the drawing.</summary>
    public static MapPoint At(GeoPoint point) => HexCell.InDrawing(point);
}

/// <summary>A canton in the drawing.</summary>
/// <param name="Code">Two letters in capitals.</param>
/// <param name="Path">The line around it, as an SVG path.</param>
/// <param name="Cells">The centres of its hexagons; first those with most room around them, above all to the sides; of several the nearest to their middle.</param>
public sealed record MapArea(string Code, string Path, IReadOnlyList<MapPoint> Cells)
{
    internal static MapArea Of(string code, IReadOnlySet<HexCell> cells) => new(code, HexOutline.Path(cells), ByRoom(cells));

    private static List<MapPoint> ByRoom(IReadOnlySet<HexCell> cells)
    {
        // Ring by ring from the border inwards.
        var room = new Dictionary<HexCell, int>();
        for (IReadOnlySet<HexCell> left = cells; left.Count > 0; left = left.Where(c => c.Neighbours.All(left.Contains)).ToHashSet())
        {
            foreach (var cell in left)
            {
                room[cell] = room.GetValueOrDefault(cell) + 1;
            }
        }

        var most = room.Values.Max();
        var inner = room.Where(c => c.Value == most).Select(c => c.Key.Centre).ToList();
        var (x, y) = (inner.Average(c => c.X), inner.Average(c => c.Y));
        return [.. room.OrderByDescending(c => c.Value)
            .ThenByDescending(c => cells.Contains(c.Key with { Q = c.Key.Q - 1 }) && cells.Contains(c.Key with { Q = c.Key.Q + 1 }))
            .ThenBy(c => Math.Pow(c.Key.Centre.X - x, 2) + Math.Pow(c.Key.Centre.Y - y, 2))
            .ThenBy(c => c.Key.R).ThenBy(c => c.Key.Q)
            .Select(c => c.Key.Centre)];
    }
}
