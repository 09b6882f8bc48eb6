namespace InfoEntraide.Search.Ranking;

/// <summary>
/// The groups with a published point in cells of some kilometres, so that those around a place are found without looking at all. The grid lies over Switzerland; what is
/// outside falls into the cells at its edge, which are looked at whenever the circle reaches that edge.
/// </summary>
internal sealed class PointGrid
{
    private const double South = 45.7;
    private const double West = 5.8;
    private const double HeightInDegrees = 0.05;
    private const double WidthInDegrees = 0.075;
    private const int Rows = 44;
    private const int Columns = 66;
    private const double KmPerDegree = 111.0;

    private readonly Cell?[] cells;

    private PointGrid(Cell?[] cells) => this.cells = cells;

    public static PointGrid Of(Paged<UnitVector> points, int groups)
    {
        var lists = new List<int>?[Rows * Columns];
        for (var g = 0; g < groups; g++)
        {
            if (points[g].Exists)
            {
                (lists[CellOf(points[g])] ??= []).Add(g);
            }
        }

        return new PointGrid(Array.ConvertAll(lists, list => list is null ? null : new Cell(list, points)));
    }

    /// <summary>The grid after an edit.</summary>
    public PointGrid With(GroupEdit edit, Paged<UnitVector> before, Paged<UnitVector> after)
    {
        var added = new Dictionary<int, List<int>>();
        foreach (var group in edit.Gone)
        {
            if (before[group].Exists)
            {
                added.TryAdd(CellOf(before[group]), []);
            }
        }

        foreach (var group in edit.Changed)
        {
            if (after[group].Exists)
            {
                var cell = CellOf(after[group]);
                added.TryAdd(cell, []);
                added[cell].Add(group);
            }
        }

        var copy = (Cell?[])cells.Clone();
        foreach (var (cell, groups) in added)
        {
            foreach (var group in copy[cell]?.Groups ?? [])
            {
                if (!edit.Goes(group))
                {
                    groups.Add(group);
                }
            }

            copy[cell] = groups.Count == 0 ? null : new Cell(groups, after);
        }

        return new PointGrid(copy);
    }

    /// <summary>Adds the groups within a distance to a set.</summary>
    /// <param name="from">The middle of the circle; it must exist.</param>
    /// <param name="km">Its radius.</param>
    /// <param name="set">One bit for each group.</param>
    public void AddWithin(in UnitVector from, double km, Span<ulong> set)
    {
        var within = new Distance(km);
        var (rows, columns) = Box(from, km);
        for (var row = rows.First; row <= rows.Last; row++)
        {
            for (var column = columns.First; column <= columns.Last; column++)
            {
                if (cells[(row * Columns) + column] is not { } cell)
                {
                    continue;
                }

                for (var i = 0; i < cell.Points.Length; i++)
                {
                    if (within.IsWithin(cell.Points[i].Square(from)))
                    {
                        Bits.Add(set, cell.Groups[i]);
                    }
                }
            }
        }
    }

    // A little larger than the circle. Where a pole or the date line is near, or the circle is large, every cell is looked at.
    private static ((int First, int Last) Rows, (int First, int Last) Columns) Box(in UnitVector from, double km)
    {
        var (latitude, longitude) = Degrees(from);
        var height = km / KmPerDegree;
        if (!(km < 2000) || Math.Abs(latitude) + height > 80)
        {
            return ((0, Rows - 1), (0, Columns - 1));
        }

        var width = height / Math.Cos(double.DegreesToRadians(Math.Abs(latitude) + height));
        return Math.Abs(longitude) + width > 180
            ? ((0, Rows - 1), (0, Columns - 1))
            : ((Row(latitude - height), Row(latitude + height)), (Column(longitude - width), Column(longitude + width)));
    }

    private static int CellOf(in UnitVector point)
    {
        var (latitude, longitude) = Degrees(point);
        return (Row(latitude) * Columns) + Column(longitude);
    }

    private static (double Latitude, double Longitude) Degrees(in UnitVector point) =>
        (double.RadiansToDegrees(Math.Asin(Math.Clamp(point.Z, -1, 1))), double.RadiansToDegrees(Math.Atan2(point.Y, point.X)));

    private static int Row(double latitude) => (int)Math.Clamp((latitude - South) / HeightInDegrees, 0, Rows - 1);

    private static int Column(double longitude) => (int)Math.Clamp((longitude - West) / WidthInDegrees, 0, Columns - 1);

    private sealed class Cell(List<int> groups, Paged<UnitVector> points)
    {
        public int[] Groups { get; } = [.. groups];

        // Beside each other: a group's own page would be another place in memory for each.
        public UnitVector[] Points { get; } = [.. groups.Select(g => points[g])];
    }
}
