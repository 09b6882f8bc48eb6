using System.Globalization;
using InfoEntraide.Web.Features.Groups;

namespace InfoEntraide.Web.Data.Demo;

/// <summary>The figures that make the demonstration look like the country: how many groups where, and about what. Estimates, rounded.</summary>
internal static class DemoSpread
{
    /// <summary>Groups per 100,000 inhabitants. About 13 in Ticino, 31 on average; where it is not listed, the average.</summary>
    public const double AverageDensity = 31;

    public static readonly IReadOnlyDictionary<string, double> Density = Figures(
        """
        AG 25, AI 19, AR 28, BE 33, BL 27, BS 53, FR 20, GE 25, GL 20, GR 32, JU 30, LU 37, NE 30, NW 23, OW 23, SG 35, SH 38, SO 29, SZ 25, TG 29, TI 13,
        UR 30, VD 25, VS 24, ZG 35, ZH 41
        """);

    /// <summary>Percent of all groups per category; the first nine, the health categories, make three quarters.</summary>
    public static readonly IReadOnlyDictionary<string, double> CategoryShare = Figures(
        """
        maladies 14, cancer 6, neurologie 8, maladies-rares 3, psychique 20, addictions 12, handicap 5, sens-parole 4, sante-intime 3, deuil 5,
        couple-famille 4, parents 4, proches 4.5, violence 2, genre-sexualite 1.5, migration-societe 1.5, travail 1, vie 1.5
        """);

    /// <summary>How much more often than others in its category a topic has a group; 1 where it is not listed.</summary>
    public static readonly IReadOnlyDictionary<string, double> TopicWeight = Figures(
        """
        alcool 14, addictions 4, drogues 4, dependance-affective 3, jeu-excessif 3, enfants-de-dependants 3, hyperphagie 3, depression 12, anxiete 8,
        burn-out 6, attaques-de-panique 5, trouble-bipolaire 5, borderline 4, tdah-adultes 7, autisme-adultes 5, phobie-sociale 3, sante-mentale 4, hypersensibilite 3,
        troubles-alimentaires 3, trauma 3, toc 2, schizophrenie-psychose 2, entendre-des-voix 2, retablissement 2, jeunes-sante-mentale 2, cancer 6,
        cancer-du-sein 5, cancer-prostate 4, vivre-apres-cancer 2, douleurs-chroniques 6, fibromyalgie 4, rhumatisme 4, diabete 4, covid-long 3, bpco 2,
        stomie 2, spondylarthrite 2, sclerose-en-plaques 5, parkinson 6, avc 4, epilepsie 2, lesion-cerebrale 2, aphasie 2, acouphenes 3, malentendance 2,
        malvoyance 2, groupes-hommes 3, groupes-femmes 3, endometriose 2, invalidite-ai 2, deuil 5, deuil-perinatal 2, deuil-enfant 2, deuil-suicide 2,
        deuil-conjoint 2, separation-divorce 4, familles-monoparentales 2, parents-tdah 3, parents-autisme 2, proches-aidants 4, proches-demence 4,
        proches-psychique 4, proches-alcool 3, violence-domestique 2, emprise-narcissique 2, mobbing 2, solitude 2
        """);

    /// <summary>Weight of a place that is not among the <see cref="TownSize"/>: groups meet where the centre, the hospital and the trains are.</summary>
    public const double VillageSize = 0.35;

    /// <summary>Weight of the larger places within their canton, roughly thousands of inhabitants of the place and its surroundings.</summary>
    public static readonly IReadOnlyDictionary<string, double> TownSize = Figures(
        """
        Zürich 330, Genève 210, Basel 175, Lausanne 145, Bern 150, Winterthur 125, Luzern 90, St. Gallen 90, Lugano 65, Biel/Bienne 60, Bellinzona 35,
        Thun 50, Fribourg 45, Schaffhausen 40, La Chaux-de-Fonds 38, Chur 45, Uster 40, Sion 38, Neuchâtel 45, Zug 35, Yverdon-les-Bains 30, Köniz 15,
        Frauenfeld 28, Aarau 35, Baden 28, Olten 25, Solothurn 28, Weinfelden 22, Rapperswil SG 20, Wil SG 24, Wetzikon ZH 25, Dietikon 22, Dübendorf 20, Kriens 20,
        Emmenbrücke 20, Kreuzlingen 22, Montreux 20, Vevey 22, Nyon 20, Morges 16, Renens VD 15, Bulle 20, Monthey 16, Martigny 18, Sierre 16, Brig 14,
        Visp 12, Locarno 18, Mendrisio 14, Chiasso 8, Delémont 20, Porrentruy 10, Moutier 8, Burgdorf 22, Langenthal 18, Langnau im Emmental 9, Interlaken 10,
        Lyss 13, Spiez 11, Münsingen 12, Steffisburg 12, Liestal 18, Reinach BL 12, Muttenz 12, Allschwil 12, Pratteln 11, Sissach 8, Riehen 12, Wädenswil 18,
        Horgen 16, Thalwil 13, Stäfa 11, Meilen 12, Bülach 18, Kloten 14, Regensdorf 12, Schlieren 13, Affoltern am Albis 10, Wald ZH 8, Hinwil 9,
        Pfäffikon ZH 10, Illnau 8, Wohlen AG 14, Lenzburg 12, Brugg AG 12, Zofingen 13, Rheinfelden 12, Wettingen 16, Grenchen 14, Sursee 14, Hochdorf 9, Willisau 8,
        Schwyz 14, Goldau 10, Einsiedeln 12, Lachen SZ 10, Pfäffikon SZ 10, Altdorf UR 14, Stans 14, Sarnen 14, Glarus 12, Herisau 18, Appenzell 12, Heiden 7,
        Gossau SG 14, Buchs 12, Uznach 8, Wattwil 9, Rorschach 11, Altstätten 11, Arbon 13, Amriswil 12, Romanshorn 10, Davos Platz 10, Landquart 8, Ilanz 8,
        Thusis 6, Samedan 6, St. Moritz 6, Scuol 5, Cham 14, Baar 18, Murten 9, Düdingen 7, Estavayer-le-Lac 9, Romont FR 7, Le Locle 11, Fleurier 5,
        Peseux 6, Payerne 11, Aigle 11, Carouge 18, Meyrin 16, Vernier 14, Onex 12, Grand-Lancy 12, Thônex 9, Versoix 9, Gland 11, Pully 12, Orbe 8, Saignelégier 4,
        St-Imier 6, Tavannes 5, Roveredo GR 5, Poschiavo 5, Minusio 7, Giubiasco 9, Biasca 7
        """);

    /// <summary>What groups of a category often also are about: the second topic.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Companions = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["maladies"] = ["douleurs-chroniques", "fatigue-chronique", "retour-au-travail", "invalidite-ai", "troubles-du-sommeil"],
        ["cancer"] = ["vivre-apres-cancer", "retour-au-travail", "estime-de-soi", "fin-de-vie", "anxiete"],
        ["neurologie"] = ["invalidite-ai", "retour-au-travail", "douleurs-chroniques", "troubles-du-sommeil", "depression"],
        ["maladies-rares"] = ["maladies-rares", "invalidite-ai", "douleurs-chroniques"],
        ["psychique"] = ["anxiete", "depression", "estime-de-soi", "solitude", "troubles-du-sommeil", "burn-out"],
        ["addictions"] = ["solitude", "estime-de-soi", "dettes", "depression"],
        ["handicap"] = ["invalidite-ai", "douleurs-chroniques", "solitude", "handicap-physique"],
        ["sens-parole"] = ["solitude", "estime-de-soi", "invalidite-ai"],
        ["sante-intime"] = ["estime-de-soi", "crise-de-couple", "difficultes-sexuelles"],
        ["deuil"] = ["solitude", "depression", "spiritualite"],
        ["couple-famille"] = ["solitude", "estime-de-soi", "colere", "separation-divorce"],
        ["parents"] = ["parents-epuises", "crise-de-couple", "colere"],
        ["proches"] = ["proches-aidants", "burn-out", "deuil", "solitude"],
        ["violence"] = ["trauma", "estime-de-soi", "anxiete"],
        ["genre-sexualite"] = ["estime-de-soi", "solitude"],
        ["migration-societe"] = ["solitude", "estime-de-soi", "chomage"],
        ["travail"] = ["burn-out", "estime-de-soi", "troubles-du-sommeil"],
        ["vie"] = ["solitude", "loisirs-rencontres", "estime-de-soi"],
    };

    /// <summary>Topics whose groups are only for some.</summary>
    public static readonly IReadOnlyList<(Audience Audience, IReadOnlySet<string> Topics)> OnlyFor =
    [
        (Audience.Women, Set("cancer-du-sein", "cancer-gynecologique", "endometriose", "menopause", "interruption-grossesse", "groupes-femmes", "depression-post-partum")),
        (Audience.Men, Set("cancer-prostate", "groupes-hommes")),
        (Audience.Young, Set("jeunes-cancer", "jeunes-sante-mentale", "deuil-enfants-jeunes")),
        (Audience.Seniors, Set("vieillir", "retraite")),
        (Audience.Parents, Set(
            "parents-enfant-cancer", "jeunes-veufs", "deuil-enfant", "deuil-perinatal", "parents-separes", "alienation-parentale", "parents-delaisses", "familles-monoparentales",
            "familles-recomposees", "parents-adoptifs-accueil", "violence-des-enfants", "familles-arc-en-ciel")),
    ];

    /// <summary>Topics that make no sense between two people.</summary>
    public static readonly IReadOnlySet<string> InGroupsOnly = Set("groupes-femmes", "groupes-hommes", "loisirs-rencontres");

    /// <summary>Topics that families share rather than one person has.</summary>
    public static readonly IReadOnlySet<string> ForFamilies = Set("huntington", "trisomie-21", "polyhandicap", "grossesse-accouchement");

    /// <summary>Illnesses whose groups often welcome relatives too.</summary>
    public static readonly IReadOnlySet<string> WelcomesRelatives = Set("maladies", "cancer", "neurologie", "maladies-rares", "handicap", "sens-parole");

    /// <summary>Reads <c>name figure, name figure</c>; a name may have spaces.</summary>
    private static Dictionary<string, double> Figures(string text) => text
        .Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => (Entry: entry, At: entry.LastIndexOf(' ')))
        .ToDictionary(e => e.Entry[..e.At], e => double.Parse(e.Entry[(e.At + 1)..], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static HashSet<string> Set(params string[] slugs) => slugs.ToHashSet(StringComparer.Ordinal);
}
