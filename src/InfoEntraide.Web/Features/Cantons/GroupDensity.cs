namespace InfoEntraide.Web.Features.Cantons;

/// <summary>How thickly a canton is covered: the usual measure of self-help in Switzerland is groups per 100,000 inhabitants.</summary>
public static class GroupDensity
{
    /// <summary>Residents the measure counts per.</summary>
    public const int Inhabitants = 100_000;

    private const double ExactBelow = 10;

    /// <summary>
    /// Public groups per 100,000 permanent residents. The number of residents is rounded to thousands, so the figure is too: whole numbers
    /// from 10, one decimal below. 0 when the number of residents is not known.
    /// </summary>
    public static double Per100000(int groups, int residents)
    {
        if (residents <= 0)
        {
            return 0;
        }

        var density = groups * (double)Inhabitants / residents;
        return Math.Round(density, density < ExactBelow ? 1 : 0, MidpointRounding.AwayFromZero);
    }
}
