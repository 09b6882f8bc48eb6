namespace InfoEntraide.Search.Language;

/// <summary>
/// Words that do not say what somebody looks for: particles, and the words every visitor of this portal uses anyway ("group", "self-help").
/// Lists are our own, in folded form. A word can be one in German and mean something in French (<i>sein</i>): whoever knows the language asks for it.
/// </summary>
internal static class StopWords
{
    private static readonly HashSet<string> French = Set(
        """
        a ai aider aide aides afin ainsi alors apparemment appelle as association assez au aucun aucune aujourd autre autres aux avait avec avez avoir avons beaucoup besoin bonjour car ce ceci cela celle celui
        centre ces cet cette chaque cherche cherchons chercher chez ci comme comment concerne concernee conseil d dans de depuis des dois doit donc du echange echanger elle elles en encore entraide entre es est et etais etait etant etc ete etes etre
        eu eux existe fait faire faut font groupe groupes hui ici il ils info infos j je jusque l la le les leur leurs lui ma mais me meme mes merci moi mon n nos notre nous on ont ou par
        parce parle parler pendant personne personnes peu peut peux pour pourquoi pourrait pouvoir pres proximite qu quand que quel quelle quelqu quelque quelques qui quoi region rencontre rencontrer s sa salut savoir se sera ses si soi soit
        sommes son sont souffre souffrir souffrant soutien suis sur ta te tel telle tes ton toujours tous tout toute toutes tres trouve trouver tu un une vers veut veux vos votre voudrais vous y etc autogere autogeree anonymes general generaux type types langue francais francaise francophone francophones jsuis chui jai qqn qqch ans an annee annees depuis
        """);

    private static readonly HashSet<string> German = Set(
        """
        ab aber alle allem allen aller alles als also am an andere anderen anonyme auch auf aus austausch austauschen bei beim bin bis bist bitte brauche da damit dann das dass dein deine dem den denn der des dich die dies diese dieser dir doch dort du
        durch ein eine einem einen einer eines einmal er es etwas euch euer fur gegen gegend gemeinsam gemeinschaftliche gerne gesprachsgruppe gesucht gibt gruppe gruppen gruezi gut guten habe haben hallo hat hatte hier hilfe hilft hab ich ihm ihn ihnen ihr ihre ihrem ihren im in info innen irgendwie
        ist ja jede jeder jemand jetzt kann kannst konnen leide leiden leider man mehr mein meine meinem meinen meiner mich mir mit mochte mochten muss nahe noch nun nur ob oder region rund s schon sehr sein seine seinem seinen seiner seit selbst selbsthilfe
        selbsthilfegruppe selbsthilfegruppen sich sie sind so soll sowie suche suchen t treffen trefft uber um und uns unser unsere unserem unserer unter unterstutzung vom von wann war was weil wer werde werden wie will wir wird wo wurde zeit zentrum zum zur zwischen
        allgemein arten sprache deutsch deutschsprachig frage fragen jahr jahre jahren betroffen betroffene betroffener betroffenen menschen personen
        """);

    private static readonly HashSet<string> Italian = Set(
        """
        a abbiamo ad agli ai aiutare aiuto aiuta al alla alle allo altra altri altro anche ancora anonimi auto avere aver avete bisogno buongiorno c cerca cerchiamo cerco centro che chi ci ciao coi col come con contro cosa cui d da dagli dai dal dall dalla dalle
        dei del dell della delle dello degli di dove e ed era essere fa faccio fare fra gia gli gruppi gruppo ha hai hanno ho i il in incontrare incontri info io l la le lei li lo loro lui ma me mi mia mie miei mio molto ne negli nei nel nell nella nelle nello noi nostra nostro o
        ogni oppure per perche persona persone piu po poi posso puo qualche qualcuno quale quando quella quelli quello questa queste questi questo qui regione riesco riesce sa sara se sei si siamo sono sostegno sta sto sua sue sugli sui sul sull sulla sulle suo suoi te ti tra trovare tu tua tuo tutti tutto
        un una uno va vi vicino voglio vorrei zona generale tipi lingua italiana italiano italiani parlano anno anni nn xke da
        """);

    private static readonly HashSet<string> English = Set(
        """
        a about all also am an and any anyone anonymous are around as at be been being by can could d did do does for find from get got group groups had has have having he hello help helping her here hers hi him his how i if in info into is it its just know like ll looking look m me
        meeting meetings meet mine more my need needs of on one or other our ours people person please re really s seeking self selfhelp she should so some somebody someone something support suffer suffering t talk than that the their them then there these they this those to
        us ve very want but though because since while ever even got cause cos u ur im ive dont speaking language english was we were what when where which who why will with would you your yours near nearby general types
        """);

    private static readonly HashSet<string> Modifying = Set(
        """
        apres avant contre hors jamais ne ni pas plus rien sans trop bientot enfin
        gegen kein keine keinen keiner nach nicht nichts nie ohne viel vor wieder zu zuviel
        contro dopo mai nessun niente non prima senza troppo troppa
        after against always before never no not nothing off out too much without
        """);

    public static IEnumerable<string> All => French.Concat(German).Concat(Italian).Concat(English);

    public static IEnumerable<string> Modifiers => Modifying;

    /// <summary>Whether the folded word is a stop word of that language; of any language when the code is not one of ours.</summary>
    public static bool Contains(string language, string word) => language switch
    {
        "fr" => French.Contains(word),
        "de" => German.Contains(word),
        "it" => Italian.Contains(word),
        "en" => English.Contains(word),
        _ => French.Contains(word) || German.Contains(word) || Italian.Contains(word) || English.Contains(word),
    };

    private static HashSet<string> Set(string words) => new(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
