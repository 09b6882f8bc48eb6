namespace InfoEntraide.Search.Understanding;

/// <summary>Folded words around place names: names that are also everyday words, and words that announce a place.</summary>
internal static class PlaceWords
{
    private static readonly HashSet<string> Ordinary = Set(
        """
        aare allee alle alpen alten altstadt apples arch au aussen bach bad baden bauen belle berg biere binz boden boll buch burg bulle bure caux champagne chemin claro contra cour court croix degen dicken dorf egg eich erde essen
        ferden font fully gais gals gland graben gross grund grunen hard heiden hof holz horn ins kappel kreuz lachen laufen laura lens lenk linden loco mase matt mauer meride messen misery mols mon monte moos mund muhen
        necker orient perlen plagne plan port pura rain randa recht ried rolle root rossa rue sales sax saxon says scherz see sent sins stalden stampa stein sulz sur tann tartar torre trans trey trub trun vals villa wagen wald
        cote untersee prevote hofe march verbano riviera obersee bezirk
        watt weid weite widen wil winden winkel worben zell
        """);

    private static readonly HashSet<string> Announcing = Set(
        "a en dans vers chez pres region ville in nahe bei um umgebung raum von stadt nach ad da vicino zona near around at from city z vo uf ab");

    private static readonly HashSet<string> Around = Set("cote cotes region environs alentours autour pres proche proximite ville district vallee umgebung raum region gegend stadt zona regione citta intorno dintorni area city town outskirts");

    // Parts of the country that lie in several cantons: no place to search near, and no word to search for.
    private static readonly HashSet<string> Areas = Set("romandie deutschschweiz romande zentralschweiz ostschweiz nordwestschweiz mittelland suisse schweiz svizzera switzerland swiss schwiiz");

    // "En 2019", "seit 1998": a year rather than a postcode.
    private static readonly HashSet<string> Dating = Set("en depuis annee annees fin debut mars avril mai juin juillet aout janvier fevrier septembre octobre novembre decembre seit im jahr januar februar marz april juni juli august oktober dezember dal nel anno since in");

    // German nouns have a capital anyway: "das Lachen", "den Wald".
    private static readonly HashSet<string> Articles = Set("le la les l un une des du au aux ce cette mon ma mes der die das den dem des ein eine einen einem einer kein keine im zum zur beim ins am mein meine meinen il lo la un una uno al del nel mio mia the a an my this that");

    private static readonly HashSet<string> Cantonal = Set("canton kanton cantone cantons kantone chantun ct kt");

    /// <summary>Words that lead to a place and say nothing themselves.</summary>
    public static IEnumerable<string> Leading => Announcing.Concat(Cantonal).Concat(Areas).Concat(["au", "aux", "im", "beim"]);

    public static bool IsOrdinary(string word) => Ordinary.Contains(word);

    /// <summary>Whether a place name is likely after this word.</summary>
    public static bool Announces(string word) => Announcing.Contains(word);

    /// <summary>Whether "de" and a place name are likely after this word.</summary>
    public static bool SaysAround(string word) => Around.Contains(word);

    /// <summary>Whether a number after this word is more likely a year.</summary>
    public static bool Dates(string word) => Dating.Contains(word);

    public static bool IsArticle(string word) => Articles.Contains(word);

    public static bool MeansCanton(string word) => Cantonal.Contains(word);

    private static HashSet<string> Set(string words) => new(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
