namespace InfoEntraide.Search.Language;

/// <summary>How somebody is related to the person who is affected.</summary>
internal enum KinClass : byte
{
    None,
    Partner,
    Child,
    Parent,
    Sibling,
    Relative,
}

/// <summary>
/// Words of kinship in four languages. Words of one class are the same to the thesaurus: whoever lists <i>mari alcoolique</i> has also described
/// <i>mein Mann ist alkoholkrank</i>. Some words mean a relative only after "my" (<i>ma femme</i>, <i>mein Mann</i>).
/// </summary>
internal static class Kinship
{
    private static readonly Dictionary<string, KinClass> Words = Build();

    private static readonly HashSet<string> OnlyAfterPossessive = Set("femme femmes frau frauen mann manner donna uomo copain copine freund freundin amico amica ami amie friend fille filles boy girl ragazzo ragazza");

    private static readonly HashSet<string> Possessives = Set(
        "mon ma mes ton ta tes son sa ses notre nos votre vos mein meine meinem meinen meiner meines unser unsere unserem unseren unserer dein deine deiner deinem mio mia miei mie nostro nostra nostri suo sua my our your");

    public static IEnumerable<string> All => Words.Keys;

    public static KinClass ClassOf(string word) => Words.GetValueOrDefault(word);

    public static bool NeedsPossessive(string word) => OnlyAfterPossessive.Contains(word);

    public static bool IsPossessive(string word) => Possessives.Contains(word);

    private static Dictionary<string, KinClass> Build()
    {
        var words = new Dictionary<string, KinClass>(StringComparer.Ordinal);
        Add(KinClass.Partner,
            """
            mari maris femme femmes epouse epoux conjoint conjointe conjoints compagnon compagne concubin partenaire partenaires copain copine
            mann manner frau frauen ehemann ehefrau ehepartner gatte gattin partner partnerin partnerinnen lebenspartner lebenspartnerin lebensgefahrte lebensgefahrtin freund freundin
            marito mariti moglie mogli coniuge compagno compagna fidanzato fidanzata husband husbands wife wives partners spouse spouses boyfriend girlfriend fiance
            """);
        Add(KinClass.Child,
            """
            fils fille filles enfant enfants bebe bebes gamin gamine gosse
            kind kinder kindern kindes kinds sohn sohne sohnes tochter tochtern baby babys bub meitli
            figlio figlia figli figlie bambino bambina bambini bambine bimbo bimba neonato son sons daughter daughters child children kid kids toddler babies
            """);
        Add(KinClass.Parent,
            """
            mere meres pere peres maman papa parent parents mutter mutti mami vater papi mama eltern elternteil
            madre madri padre padri mamma babbo genitore genitori mother mothers father fathers mum mom mums moms dad dads
            """);
        Add(KinClass.Sibling,
            "frere freres soeur soeurs bruder bruders schwester schwestern geschwister fratello fratelli sorella sorelle brother brothers sister sisters sibling siblings");
        Add(KinClass.Relative,
            """
            proche proches aidant aidants famille familles familial oncle tante cousin cousine
            angehorige angehoriger angehorigen angehorigengruppe familie familien verwandte verwandter onkel neffe nichte oma opa grossmutter grossvater
            familiare familiari parente parenti famiglia famiglie zio zia cugino cugina nonno nonna relative relatives family families carer carers uncle aunt grandmother grandfather grandma grandpa
            ami amie amis amies freunde amico amica amici friend friends loved
            """);
        return words;

        void Add(KinClass kin, string list)
        {
            foreach (var word in list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                words.TryAdd(word, kin);
            }
        }
    }

    private static HashSet<string> Set(string words) => new(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
