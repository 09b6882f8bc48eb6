namespace InfoEntraide.Search.Ranking;

/// <summary>Where a group stands relative to the place asked for; results come in this order.</summary>
internal enum Reach
{
    /// <summary>Within the radius, or in the canton.</summary>
    Local,

    /// <summary>In the canton of the place, but where is not published.</summary>
    SomewhereInCanton,

    /// <summary>Meets online or by telephone.</summary>
    Anywhere,

    /// <summary>In another canton, not published where; only when the place merely orders the results.</summary>
    Elsewhere,

    Outside,
}

/// <summary>The place a search is limited to.</summary>
/// <param name="Place">Null when none was understood.</param>
/// <param name="RadiusKm">Positive infinity when the place only orders the results.</param>
/// <param name="OnlyWithin">The visitor chose the radius: nothing without a point inside it counts.</param>
internal readonly record struct PlaceScope(RecognisedPlace? Place, double RadiusKm, bool OnlyWithin)
{
    public bool IsEverywhere => double.IsPositiveInfinity(RadiusKm);
}
