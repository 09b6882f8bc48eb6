using InfoEntraide.Search;
using InfoEntraide.Web.Features.Places;

namespace InfoEntraide.Web.Features.Map;

/// <summary>
/// A hexagon of the map, a corner on top, in axial coordinates: <paramref name="Q"/> counts to the right along a row, <paramref name="R"/> rows downwards, each
/// half a hexagon further to the right. The hexagon (0, 0) has its centre in Bern, at the origin of the Swiss coordinates.
/// </summary>
internal readonly record struct HexCell(int Q, int R)
{
    /// <summary>Metres from centre to centre: small enough to know the country by its shape, large enough for about 800 of them.</summary>
    public const double Spacing = 8_000;

    /// <summary>Half the width of a hexagon in units of the drawing. With <see cref="QuarterHeight"/> all corners are whole numbers; 7 : 4 differs from √3 : 1 by one percent.</summary>
    public const int HalfWidth = 7;

    /// <summary>A quarter of the height, which is also half the length of a side.</summary>
    public const int QuarterHeight = 4;

    private const double OriginEast = 2_600_000;
    private const double OriginNorth = 1_200_000;

    private static readonly double RowSpacing = Spacing * Math.Sqrt(3) / 2;

    /// <summary>Clockwise from the right; the side between two corners of <see cref="Corners"/> faces the neighbour of the same number.</summary>
    private static readonly (int Q, int R)[] Directions = [(1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1)];

    private static readonly MapPoint[] CornerOffsets =
    [
        new(HalfWidth, -QuarterHeight), new(HalfWidth, QuarterHeight), new(0, 2 * QuarterHeight),
        new(-HalfWidth, QuarterHeight), new(-HalfWidth, -QuarterHeight), new(0, -2 * QuarterHeight),
    ];

    public MapPoint Centre => new((2 * HalfWidth * Q) + (HalfWidth * R), 3 * QuarterHeight * R);

    public IEnumerable<HexCell> Neighbours
    {
        get
        {
            var (q, r) = this;
            return Directions.Select(d => new HexCell(q + d.Q, r + d.R));
        }
    }

    /// <summary>The six sides, clockwise, each with the neighbour behind it.</summary>
    public IEnumerable<(MapPoint From, MapPoint To, HexCell Behind)> Sides()
    {
        for (var i = 0; i < Directions.Length; i++)
        {
            yield return (Corner(i), Corner((i + 1) % CornerOffsets.Length), new HexCell(Q + Directions[i].Q, R + Directions[i].R));
        }
    }

    /// <summary>Kilometres from the centre of the hexagon to a point, in the plane.</summary>
    public double KilometresTo((double East, double North) point)
    {
        var east = OriginEast + (Spacing * (Q + (R / 2.0)));
        var north = OriginNorth - (RowSpacing * R);
        return Math.Sqrt(((point.East - east) * (point.East - east)) + ((point.North - north) * (point.North - north))) / 1000;
    }

    /// <summary>The hexagon that holds a point.</summary>
    public static HexCell Of((double East, double North) point)
    {
        var r = (OriginNorth - point.North) / RowSpacing;
        var q = ((point.East - OriginEast) / Spacing) - (r / 2);

        // The three coordinates of a hexagon add up to nothing: of the three rounded ones, the one that moved most is put right.
        var (wholeQ, wholeR, wholeS) = (Math.Round(q), Math.Round(r), Math.Round(-q - r));
        var (offQ, offR, offS) = (Math.Abs(wholeQ - q), Math.Abs(wholeR - r), Math.Abs(wholeS + q + r));
        return offQ > offR && offQ > offS ? new((int)(-wholeR - wholeS), (int)wholeR)
            : offR > offS ? new((int)wholeQ, (int)(-wholeQ - wholeS))
            : new((int)wholeQ, (int)wholeR);
    }

    /// <summary>A point of the country in the drawing, to the unit: half a kilometre.</summary>
    public static MapPoint InDrawing(GeoPoint point)
    {
        var (east, north) = Lv95.FromWgs84(point);
        return new(
            (int)Math.Round((east - OriginEast) / Spacing * 2 * HalfWidth),
            (int)Math.Round((OriginNorth - north) / RowSpacing * 3 * QuarterHeight));
    }

    private MapPoint Corner(int number) => new(Centre.X + CornerOffsets[number].X, Centre.Y + CornerOffsets[number].Y);
}

/// <summary>A point of the drawing: x to the right, y downwards.</summary>
public readonly record struct MapPoint(int X, int Y);
