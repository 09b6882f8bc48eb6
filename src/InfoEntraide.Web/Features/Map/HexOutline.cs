using System.Globalization;
using System.Text;

namespace InfoEntraide.Web.Features.Map;

/// <summary>The line around hexagons that belong together: sides two of them share are left out, the others chained to closed rings.</summary>
internal static class HexOutline
{
    /// <summary>The rings, outer ones clockwise and holes the other way round; always the same for the same hexagons. The first point does not come again at the end.</summary>
    public static IReadOnlyList<IReadOnlyList<MapPoint>> Rings(IReadOnlySet<HexCell> cells)
    {
        // Three hexagons meet in a corner, so that never more than one side of an outline begins there.
        var next = new SortedDictionary<(int X, int Y), MapPoint>();
        foreach (var (from, to, behind) in cells.SelectMany(c => c.Sides()))
        {
            if (!cells.Contains(behind))
            {
                next.Add((from.X, from.Y), to);
            }
        }

        var rings = new List<IReadOnlyList<MapPoint>>();
        while (next.Count > 0)
        {
            var (x, y) = next.Keys.First();
            var start = new MapPoint(x, y);
            var ring = new List<MapPoint>();
            for (var at = start; ring.Count == 0 || at != start;)
            {
                ring.Add(at);
                next.Remove((at.X, at.Y), out at);
            }

            rings.Add(ring);
        }

        return rings;
    }

    /// <summary>The rings as the <c>d</c> of an SVG path, in steps from corner to corner: they are few and short, and compress well.</summary>
    public static string Path(IReadOnlySet<HexCell> cells)
    {
        var path = new StringBuilder();
        foreach (var ring in Rings(cells))
        {
            path.Append(CultureInfo.InvariantCulture, $"M{ring[0].X} {ring[0].Y}");
            var last = 'M';
            foreach (var (from, to) in ring.Zip(ring.Skip(1)))
            {
                var (x, y) = (to.X - from.X, to.Y - from.Y);
                var command = x == 0 ? 'v' : 'l';
                if (command != last)
                {
                    path.Append(command);
                }
                else if ((x == 0 ? y : x) >= 0)
                {
                    path.Append(' ');
                }

                path.Append(CultureInfo.InvariantCulture, $"{(x == 0 ? "" : y < 0 ? $"{x}" : $"{x} ")}{y}");
                last = command;
            }

            path.Append('z');
        }

        return path.ToString();
    }
}
