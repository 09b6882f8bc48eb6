namespace InfoEntraide.Search.Ranking;

/// <summary>A point on the unit sphere; all members NaN stands for no point.</summary>
internal readonly record struct UnitVector(double X, double Y, double Z)
{
    public static UnitVector None { get; } = new(double.NaN, double.NaN, double.NaN);

    public bool Exists => !double.IsNaN(X + Y + Z);

    public static UnitVector Of(GeoPoint? point)
    {
        if (point is not { } p)
        {
            return None;
        }

        var (sinLatitude, cosLatitude) = Math.SinCos(double.DegreesToRadians(p.Latitude));
        var (sinLongitude, cosLongitude) = Math.SinCos(double.DegreesToRadians(p.Longitude));
        return new UnitVector(cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }

    /// <summary>The square of the straight line between two points: grows with the distance, and needs no trigonometry. NaN where a point is missing.</summary>
    public double Square(in UnitVector other) =>
        ((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)) + ((Z - other.Z) * (Z - other.Z));
}

/// <summary>Whether something is nearer than a number of kilometres, decided on the square of the straight line wherever rounding leaves no doubt.</summary>
internal readonly struct Distance
{
    private const double EarthRadiusKm = 6371.0088;

    // Rounding moves a square by a few units of 2^-53; in between these bounds the distance itself is reckoned.
    private const double Doubt = 1e-12;

    // Nothing is farther away.
    private const double HalfWayRoundKm = 20_016;

    // Near the antipodes the arc sine is too steep for that.
    private const double SureUpToKm = 10_000;

    private readonly double km;
    private readonly double inside;
    private readonly double outside;

    public Distance(double km)
    {
        this.km = km;
        if (km > HalfWayRoundKm)
        {
            (inside, outside) = (double.PositiveInfinity, double.PositiveInfinity);
            return;
        }

        var half = Math.Sin(km / (2 * EarthRadiusKm));
        var square = 4 * half * half;
        (inside, outside) = km <= SureUpToKm ? (square * (1 - Doubt), square * (1 + Doubt)) : (-1, double.PositiveInfinity);
    }

    /// <summary>Great-circle distance in kilometres; NaN stays NaN.</summary>
    public static double Km(double square) => 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(square) / 2));

    /// <summary>At most so far.</summary>
    public bool IsWithin(double square) => square < inside || (square <= outside && Km(square) <= km);

    /// <summary>Less than so far.</summary>
    public bool IsBelow(double square) => square < inside || (square <= outside && Km(square) < km);
}
