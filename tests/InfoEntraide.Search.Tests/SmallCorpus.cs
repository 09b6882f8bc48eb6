namespace InfoEntraide.Search.Tests;

/// <summary>A catalogue small enough to know by heart: real words, invented groups.</summary>
internal static class SmallCorpus
{
    public static readonly GeoPoint Lausanne = new(46.516, 6.6328);
    public static readonly GeoPoint Vevey = new(46.4612, 6.8419);
    public static readonly GeoPoint Bern = new(46.948, 7.4474);
    public static readonly GeoPoint Zurich = new(47.3769, 8.5417);
    public static readonly GeoPoint Geneva = new(46.2044, 6.1432);

    public static IReadOnlyList<TopicDocument> Topics { get; } =
    [
        Topic("depression", "psychique", "Dépression", "Depression", "Depressione", "Depression", "fr:déprime|fr:dépressif|de:depressiv|it:depresso"),
        Topic("anxiete", "psychique", "Anxiété", "Angst", "Ansia", "Anxiety", "fr:angoisse|de:Angststörung|it:ansioso"),
        Topic("attaques-de-panique", "psychique", "Attaques de panique", "Panikattacken", "Attacchi di panico", "Panic attacks", "fr:peur de sortir"),
        Topic("pensees-suicidaires", "psychique", "Pensées suicidaires", "Suizidgedanken", "Pensieri suicidali", "Suicidal thoughts", "fr:suicide|de:Suizid"),
        Topic("cancer", "cancer", "Cancer (tous types)", "Krebs (alle Arten)", "Tumore (tutti i tipi)", "Cancer (all types)", "fr:tumeur|it:cancro"),
        Topic("cancer-du-sein", "cancer", "Cancer du sein", "Brustkrebs", "Tumore al seno", "Breast cancer", "it:cancro al seno"),
        Topic("alcool", "addictions", "Alcool", "Alkohol", "Alcol", "Alcohol", "fr:alcoolique|fr:boire|de:trinken|fr:AA|de:AA"),
        Topic("proches-alcool", "proches", "Proches de personnes alcooliques", "Angehörige von Alkoholkranken", "Familiari di alcolisti", "Relatives of people with alcohol problems", "fr:mari alcoolique|de:Mann trinkt|de:Angehörige Alkohol"),
        Topic("narcotiques", "addictions", "Drogues", "Drogen", "Droghe", "Drugs", "fr:NA|en:NA"),
        Topic("invalidite", "travail", "Rente d'invalidité", "Invalidenrente", "Rendita d'invalidità", "Disability pension", "fr:AI|de:IV|it:AI"),
        Topic("burn-out", "travail", "Burn-out", "Burnout", "Burn-out", "Burn-out", ""),
        Topic("coeliaquie", "maladies", "Maladie cœliaque", "Zöliakie", "Celiachia", "Coeliac disease", "fr:sans gluten"),
        Topic("deuil", "deuil", "Deuil", "Trauer", "Lutto", "Bereavement", "fr:mort"),
        Topic("deuil-suicide", "deuil", "Deuil après un suicide", "Trauer nach Suizid", "Lutto dopo un suicidio", "Bereavement by suicide", "fr:deuil suicide"),
        Topic("sclerose-en-plaques", "neurologie", "Sclérose en plaques", "Multiple Sklerose", "Sclerosi multipla", "Multiple sclerosis", "fr:SEP|de:MS"),
        Topic("parkinson", "neurologie", "Maladie de Parkinson", "Parkinson", "Morbo di Parkinson", "Parkinson's disease", ""),
        Topic("jeu", "addictions", "Jeu excessif", "Spielsucht", "Gioco d'azzardo", "Gambling", ""),
    ];

    public static IReadOnlyList<CantonDocument> Cantons { get; } =
    [
        Canton("VD", "Vaud", "Waadt", "Vaud"), Canton("BE", "Berne", "Bern", "Berna"), Canton("ZH", "Zurich", "Zürich", "Zurigo"), Canton("GE", "Genève", "Genf", "Ginevra"),
        Canton("FR", "Fribourg", "Freiburg", "Friburgo"), Canton("SG", "Saint-Gall", "St. Gallen", "San Gallo"), Canton("TI", "Tessin", "Tessin", "Ticino"),
        Canton("AI", "Appenzell Rhodes-Intérieures", "Appenzell Innerrhoden", "Appenzello Interno"), Canton("NE", "Neuchâtel", "Neuenburg", "Neuchâtel"),
    ];

    public static IReadOnlyList<PlaceDocument> Places { get; } =
    [
        Place("1003", "Lausanne", "VD", Lausanne, "Losanna"), Place("1004", "Lausanne", "VD", Lausanne, "Losanna"), Place("1800", "Vevey", "VD", Vevey),
        Place("3011", "Bern", "BE", Bern, "Berne", "Berna"), Place("8001", "Zürich", "ZH", Zurich, "Zurich", "Zurigo"), Place("1201", "Genève", "GE", Geneva, "Genf", "Ginevra"),
        Place("2502", "Biel/Bienne", "BE", new GeoPoint(47.1324, 7.2441), "Biel", "Bienne"), Place("9000", "St. Gallen", "SG", new GeoPoint(47.4245, 9.3767), "Saint-Gall"),
        Place("9500", "Wil SG", "SG", new GeoPoint(47.4615, 9.0455), "Wil"), Place("8636", "Wald ZH", "ZH", new GeoPoint(47.2768, 8.9138)),
        Place("1630", "Bulle", "FR", new GeoPoint(46.6195, 7.0577)), Place("1196", "Gland", "VD", new GeoPoint(46.4207, 6.2701)), Place("9434", "Au SG", "SG", new GeoPoint(47.4316, 9.6347)),
        Place("6900", "Lugano", "TI", new GeoPoint(46.0101, 8.96), "Lauis"), Place("1400", "Yverdon-les-Bains", "VD", new GeoPoint(46.7785, 6.6411), "Yverdon"),
    ];

    public static SearchEngine Engine(params GroupDocument[] groups) => SearchEngine.Build(new SearchCorpus(Topics, Cantons, Places, groups));

    /// <summary>Only for reading queries: without groups.</summary>
    public static SearchEngine WithoutGroups { get; } = Engine();

    public static GroupDocument Group(
        string id,
        string topic,
        GeoPoint? point = null,
        string canton = "VD",
        string language = "fr",
        string status = "active",
        bool anywhere = false,
        bool verified = true,
        string? name = null,
        string description = "",
        int day = 1,
        string format = "in-person") => new()
        {
            Id = id,
            Names = [new LanguageText(language, name ?? $"Groupe {id}")],
            Descriptions = [new LanguageText(language, description)],
            Topics = topic.Split('|'),
            Point = point,
            Anywhere = anywhere,
            VerifiedOn = verified ? new DateOnly(2026, 1, 1) : null,
            CreatedAt = new DateTimeOffset(2025, 1, day, 0, 0, 0, TimeSpan.Zero),
            Values = new Dictionary<Facet, IReadOnlyList<string>>
            {
                [Facet.Canton] = [canton],
                [Facet.Language] = [language],
                [Facet.Status] = [status],
                [Facet.Format] = [format],
            },
        };

    private static TopicDocument Topic(string slug, string category, string fr, string de, string it, string en, string synonyms) => new(
        slug,
        category,
        [new("fr", fr), new("de", de), new("it", it), new("en", en)],
        [.. synonyms.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(term => new LanguageText(term[..2], term[3..]))]);

    private static CantonDocument Canton(string code, string fr, string de, string it) => new(code, [new("fr", fr), new("de", de), new("it", it)]);

    private static PlaceDocument Place(string npa, string locality, string canton, GeoPoint point, params string[] aliases) => new(npa, locality, locality, canton, point, aliases);
}
