namespace InfoEntraide.Search.Language;

/// <summary>
/// Forms of one word that no rule about endings brings together: strong and irregular verbs people describe their situation with. The first word of each family
/// stands for all of them. The lists are our own, in folded form; a form that is also an everyday word of another language is left out.
/// </summary>
internal static class WordFamilies
{
    private static readonly Dictionary<string, string> Heads = Build(
        """
        boire bois boit boivent buvez buvait buvais buveur buveuse bu
        mourir meurt meurs meurent mourant mourait
        mort morts morte mortes decede decedee deces
        perdre perd perds perdu perdue perdus perdent perte pertes
        dormir dors dort dorment dormi dormait
        manger mange manges mangent mangeait
        fumer fume fumes fument fumeur fumeuse fumeurs
        jouer joue joues jouent joueur joueuse joueurs
        vomir vomis vomit vomi vomissements
        souffrir souffert souffrance souffrances
        sortir sors sortie sortent sorti
        battre battu battue battent
        entendre entend entends entendent entendu
        prendre prends prend prennent
        vivre vecu vivent vivant
        tromper trompe trompee infidele infidelite
        pleurer pleure pleures larmes
        naitre naissance
        acheter achete achats achat
        maigrir maigri maigris amaigri
        grossir grossi grossis
        vieillir vieilli vieillis vieillissement
        jeter jette
        voler vole
        crier crie cris
        trinken trinkt trinke trinkst trank getrunken trinker trinkerin
        saufen sauft saufe gesoffen sauft
        sterben stirbt starb gestorben sterbe verstorben verstorbene verstorbenen verstarb gstorbe
        verlieren verliert verlor verloren verliere verlust verluste verlore
        essen isst esse gegessen ass
        schlafen schlaft schlafe schlief geschlafen
        schlagen schlagt schlage schlug geschlagen schlage schlaegt
        vergessen vergisst vergesse vergass
        horen hort gehort hore
        spielen spielt spiele gespielt spieler spielerin
        rauchen raucht rauche geraucht raucher raucherin
        kiffen kifft kiffe gekifft kiffer kifferin
        nehmen nimmt nahm genommen
        leben lebt lebe gelebt
        verlassen verlasst verliess
        trennen trennt getrennt trennung trennungen
        weinen weint weine geweint
        erbrechen erbricht erbrochen
        kotzen kotzt kotze gekotzt
        streiten streitet streit gestritten
        betrugen betrugt betrog betrogen
        kaufen kauft kaufe gekauft
        schreien schreit geschrien
        zittern zittert zittere gezittert
        fallen fallt gefallen fiel
        fuhlen fuhlt fuhle gefuhlt
        aufhoren aufzuhoren aufgehort
        angst angscht
        trauer truur
        bere bevo beve bevi bevono beveva bevuto bevitore bevitrice
        morire muore muoio muoiono morto morta morti
        perdere perso persa perdo perde perdita perdite perduto
        dormire dormo dorme dormi dormito
        mangiare mangio mangia mangi mangiato mangiano
        fumare fumo fuma fumi fumatore fumatrice fumato
        giocare gioco gioca giochi giocatore giocatrice giocato
        vomitare vomito vomita
        soffrire soffro soffre sofferenza
        uscire esco esce escono uscito
        picchiare picchia picchiata picchiato picchiava
        smettere smetto smette smesso
        sentire sento sente
        piangere piango piange pianto
        vivere vivo vive vissuto
        tradire tradisce tradito tradita
        lasciare lascia lasciato lasciata
        drink drinks drinking drank drunk drinker drinkers
        die dies died dying death deaths dead passed
        lose lost losing loses loss
        eat eats eating ate eaten
        sleep sleeps sleeping slept
        forget forgets forgot forgotten forgetting
        hear hears hearing heard
        hit hits hitting
        beat beats beating beaten
        gamble gambles gambling gambler gamblers
        smoke smokes smoking smoker smokers
        cry cries crying cried
        stop stops stopping stopped quit quitting
        leave leaves leaving
        cheat cheats cheating cheated
        feel feels feeling felt
        buy buys buying bought
        throw throws throwing threw
        shake shakes shaking
        """);

    /// <summary>The word that stands for the family of <paramref name="folded"/>; the word itself when it has none.</summary>
    public static ReadOnlySpan<char> HeadOf(ReadOnlySpan<char> folded) =>
        Heads.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(folded, out var head) ? head : folded;

    private static Dictionary<string, string> Build(string families)
    {
        var heads = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in families.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var word in words)
            {
                heads.TryAdd(word, words[0]);
            }
        }

        return heads;
    }
}
