namespace InfoEntraide.Search.Understanding;

/// <summary>Folded words around place names: names that are also everyday words, and words that announce a place.</summary>
internal static class PlaceWords
{
    private static readonly HashSet<string> Ordinary = Set(
        """
        alle alpen alten altstadt apples arch au aussen bach bad baden bauen belle berg biere binz boden boll buch burg bulle bure caux champagne chemin claro contra cour court croix degen dicken dorf egg eich erde essen
        ferden font fully gais gals gland graben gross grund grunen hard heiden hof holz horn ins kappel kreuz lachen laufen laura lens lenk linden loco mase matt mauer meride messen misery mols mon monte moos mund muhen
        necker orient perlen plagne plan port pura rain randa recht ried rolle root rossa rue sales sax saxon says scherz see sent sins stalden stampa stein sulz sur tann tartar torre trans trey trub trun vals villa wagen wald
        watt weid weite widen wil winden winkel worben zell
        """);

    private static readonly HashSet<string> Announcing = Set(
        "a au aux en dans vers chez pres region ville in im nahe bei beim um umgebung raum von stadt nach ad da vicino zona near around at from city");

    private static readonly HashSet<string> Cantonal = Set("canton kanton cantone cantons kantone chantun ct kt");

    /// <summary>Words that lead to a place and say nothing themselves.</summary>
    public static IEnumerable<string> Leading => Announcing.Concat(Cantonal);

    public static bool IsOrdinary(string word) => Ordinary.Contains(word);

    /// <summary>Whether a place name is likely after this word.</summary>
    public static bool Announces(string word) => Announcing.Contains(word);

    public static bool MeansCanton(string word) => Cantonal.Contains(word);

    private static HashSet<string> Set(string words) => new(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
