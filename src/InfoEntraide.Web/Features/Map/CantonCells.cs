using InfoEntraide.Search;
using InfoEntraide.Web.Features.Places;

namespace InfoEntraide.Web.Features.Map;

/// <summary>
/// Which hexagon belongs to which canton, computed from the places of the catalogue alone: a hexagon goes to the canton most of its places lie in; what is left
/// between them, mountains and lakes, to the canton of the nearest place.
/// </summary>
internal sealed class CantonCells
{
    /// <summary>A gap that only a hexagon or two close over is filled up to here from the nearest place; further away is abroad, or nobody's mountain.</summary>
    private const double WithinKilometres = 12;

    /// <summary>A canton of a single hexagon could hardly be seen or met.</summary>
    private const int FewestCells = 2;

    private readonly List<(string Canton, (double East, double North) Point)> places;
    private readonly Dictionary<HexCell, Dictionary<string, int>> votes;
    private readonly Dictionary<HexCell, string> cantons;

    private CantonCells(IEnumerable<PlaceDocument> documents)
    {
        // A town with many postcodes has one point, and one vote.
        places = [.. documents.Select(p => (p.Canton, p.Point)).Distinct()
            .Select(p => (p.Canton, Point: Lv95.FromWgs84(p.Point)))
            .Where(p => Lv95.Covers(p.Point.East, p.Point.North))
            .OrderBy(p => p.Canton, StringComparer.Ordinal).ThenBy(p => p.Point.East).ThenBy(p => p.Point.North)];
        votes = places.GroupBy(p => HexCell.Of(p.Point)).ToDictionary(c => c.Key, c => c.CountBy(p => p.Canton).ToDictionary(StringComparer.Ordinal));
        cantons = votes.ToDictionary(c => c.Key, c => c.Value.OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).First().Key);
    }

    /// <summary>The same places give the same hexagons, whatever order they come in.</summary>
    public static IReadOnlyDictionary<HexCell, string> Of(IEnumerable<PlaceDocument> places)
    {
        var cells = new CantonCells(places);
        cells.FillGaps();
        cells.FillHoles();
        cells.WidenTheSmallest();
        cells.JoinLoners();
        return cells.cantons;
    }

    private void FillGaps()
    {
        var wide = Closed(steps: 2);
        var narrow = Closed(steps: 1);
        foreach (var cell in wide.Where(c => !cantons.ContainsKey(c)).ToList())
        {
            var (canton, distance) = Nearest(cell);
            if (distance <= WithinKilometres || narrow.Contains(cell))
            {
                cantons[cell] = canton;
            }
        }
    }

    /// <summary>What the hexagons enclose after growing by some steps and shrinking by as many.</summary>
    private HashSet<HexCell> Closed(int steps)
    {
        HashSet<HexCell> cells = [.. cantons.Keys];
        for (var i = 0; i < steps; i++)
        {
            cells.UnionWith(cells.SelectMany(c => c.Neighbours).ToList());
        }

        for (var i = 0; i < steps; i++)
        {
            cells = [.. cells.Where(c => c.Neighbours.All(cells.Contains))];
        }

        return cells;
    }

    /// <summary>Nothing inside the country stays empty, however far from the next place it is.</summary>
    private void FillHoles()
    {
        if (cantons.Count == 0)
        {
            return;
        }

        var (left, right) = (cantons.Keys.Min(c => c.Q) - 1, cantons.Keys.Max(c => c.Q) + 1);
        var (top, bottom) = (cantons.Keys.Min(c => c.R) - 1, cantons.Keys.Max(c => c.R) + 1);
        HashSet<HexCell> abroad = [new(left, top)];
        var waiting = new Stack<HexCell>(abroad);
        while (waiting.TryPop(out var cell))
        {
            foreach (var next in cell.Neighbours.Where(n => n.Q >= left && n.Q <= right && n.R >= top && n.R <= bottom && !cantons.ContainsKey(n) && abroad.Add(n)))
            {
                waiting.Push(next);
            }
        }

        for (var q = left; q <= right; q++)
        {
            for (var r = top; r <= bottom; r++)
            {
                var cell = new HexCell(q, r);
                if (!cantons.ContainsKey(cell) && !abroad.Contains(cell))
                {
                    cantons[cell] = Nearest(cell).Canton;
                }
            }
        }
    }

    /// <summary>The smallest cantons get the hexagons they have most places in, from neighbours that can spare them.</summary>
    private void WidenTheSmallest()
    {
        var counts = cantons.CountBy(c => c.Value).ToDictionary(StringComparer.Ordinal);
        foreach (var canton in places.Select(p => p.Canton).Distinct().ToList())
        {
            while (counts.GetValueOrDefault(canton) < FewestCells && MostOwn(canton, counts) is { } cell)
            {
                counts[cantons[cell]]--;
                cantons[cell] = canton;
                counts[canton] = counts.GetValueOrDefault(canton) + 1;
            }
        }
    }

    private HexCell? MostOwn(string canton, Dictionary<string, int> counts) => votes
        .Where(v => v.Value.ContainsKey(canton) && cantons[v.Key] != canton && counts[cantons[v.Key]] > FewestCells)
        .OrderByDescending(v => counts.GetValueOrDefault(canton) == 0 || v.Key.Neighbours.Any(n => cantons.GetValueOrDefault(n) == canton))
        .ThenByDescending(v => v.Value[canton]).ThenBy(v => v.Key.Q).ThenBy(v => v.Key.R)
        .Select(v => (HexCell?)v.Key)
        .FirstOrDefault();

    /// <summary>A single hexagon apart from the rest of its canton goes to its surroundings: true to the letter, but a blot at this size.</summary>
    private void JoinLoners()
    {
        var counts = cantons.CountBy(c => c.Value).ToDictionary(StringComparer.Ordinal);
        foreach (var (cell, canton) in cantons.OrderBy(c => c.Key.Q).ThenBy(c => c.Key.R).ToList())
        {
            var around = cell.Neighbours.Where(cantons.ContainsKey).Select(n => cantons[n]).ToList();
            if (around.Count > 0 && !around.Contains(canton) && counts[canton] > FewestCells)
            {
                counts[canton]--;
                cantons[cell] = around.CountBy(c => c).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).First().Key;
                counts[cantons[cell]]++;
            }
        }
    }

    private (string Canton, double Kilometres) Nearest(HexCell cell) => places.Select(p => (p.Canton, Kilometres: cell.KilometresTo(p.Point))).MinBy(p => p.Kilometres);
}
