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

    private static readonly HashSet<string> OnlyAfterPossessive = Set("homme mec nana gars maa maitli femme femmes frau frauen mann manner donna uomo copain copine freund freundin amico amica ami amie friend fille filles boy girl ragazzo ragazza");

    private static readonly HashSet<string> Possessives = Set(
        "mim mini mis min mi euse usi use eusi mon ma mes ton ta tes son sa ses notre nos votre vos mein meine meinem meinen meiner meines unser unsere unserem unseren unserer dein deine deiner deinem mio mia miei mie nostro nostra nostri suo sua my our your");

    public static IEnumerable<string> All => Words.Keys;

    public static KinClass ClassOf(string word) => Words.GetValueOrDefault(word);

    public static bool NeedsPossessive(string word) => OnlyAfterPossessive.Contains(word);

    public static bool IsPossessive(string word) => Possessives.Contains(word);

    private static Dictionary<string, KinClass> Build()
    {
        var words = new Dictionary<string, KinClass>(StringComparer.Ordinal);
        Add(KinClass.Partner,
            """
            mari maris femme femmes homme mec nana epouse epoux conjoint conjointe conjoints compagnon compagne concubin concubine partenaire partenaires copain copine
            maa mann manner frau frauen ehemann ehefrau ehepartner gatte gattin partner partnerin partnerinnen lebenspartner lebenspartnerin lebensgefahrte lebensgefahrtin freund freundin
            marito mariti moglie mogli coniuge compagno compagna fidanzato fidanzata husband husbands hubby wife wives partners spouse spouses boyfriend girlfriend fiance
            """);
        Add(KinClass.Child,
            """
            fils fille filles enfant enfants bebe bebes gamin gamine gamins gosse gosses ado ados bambin
            kind kinder kindern kindes kinds sohn sohne sohnes tochter tochtern baby babys bub bueb buebe meitli chind chinder goof goofe teenie
            figlio figlia figli figlie bambino bambina bambini bambine bimbo bimba neonato ragazzo ragazza son sons daughter daughters child children kid kids toddler babies teen teens teenager stepson stepdaughter
            """);
        Add(KinClass.Parent,
            """
            mere meres pere peres maman papa daron daronne parent parents mutter mutti mami vater papi mama eltern elternteil mueter vatter mam papi paps
            madre madri padre padri mamma babbo genitore genitori mother mothers mama mamma father fathers mum mom mums moms dad dads
            """);
        Add(KinClass.Sibling,
            "frere freres frangin frangine soeur soeurs bruder bruders schwester schwestern geschwister brueder schwoschter schwosch fratello fratelli sorella sorelle brother brothers sister sisters sibling siblings sis bro");
        Add(KinClass.Relative,
            """
            proche proches aidant aidants famille familles familial oncle tante cousin cousine mamie papy neveu niece
            angehorige angehoriger angehorigen angehorigengruppe familie familien verwandte verwandter onkel neffe nichte oma opa grossmutter grossvater grosi grosmami schwiegermutter schwiegervater schwiegereltern enkel enkelin enkelkind gotti
            familiare familiari parente parenti famiglia famiglie zio zia cugino cugina nonno nonna nonni suocera suocero nipote nipoti cognato cognata relative relatives family families carer carers uncle aunt grandmother grandfather grandma grandpa nan gran granny grandson granddaughter
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
