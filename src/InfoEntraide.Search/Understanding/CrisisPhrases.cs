using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>
/// Phrases of suicide, acute violence and danger in four languages, in folded form; an asterisk stands for any ending. The words of a phrase must follow
/// each other with at most two other words between neighbours. A word of mourning beside a suicide speaks of somebody else's: that is bereavement, not danger. Words of intent are never
/// explained away. It errs towards showing the emergency numbers: they stand above the results and take nothing away.
/// </summary>
internal static class CrisisPhrases
{
    private const int LargestGap = 2;

    // The bare word may be about somebody else.
    private static readonly string[][] Named = Split("suicid*|suizid*|selbstmord*|selbsttotung|se tuer|umbringen|uccidersi|ammazzarsi");

    private static readonly string[][] Intent = Split(
        """
        me tuer|me suicider|me suicide|m oter la vie|mettre fin a mes jours|mettre fin a ma vie|en finir avec la vie|envie de mourir|envie d en finir|veux mourir|voudrais mourir|veux plus vivre
        plus envie de vivre|plus la force de vivre|idees noires|me pendre|veut mourir|veut se tuer|preferais etre mort|preferais etre morte|sauter d un pont|sauter du pont|sauter sous un train
        mich umbringen|mich umzubringen|bringe mich um|bringt sich um|das leben nehmen|will sterben|mochte sterben|nicht mehr leben|nicht mehr weiterleben|lebensmude|lebensmuede|leben beenden|mich toten|lieber tot|wunsche mir den tod|vor den zug|von der brucke springen
        uccidermi|ammazzarmi|togliermi la vita|togliersi la vita|voglia di morire|voglio morire|vorrei morire|farla finita|non voglio piu vivere|voglio piu vivere|vuole morire|buttarmi|impiccarmi
        kill myself|killing myself|end my life|ending my life|take my life|take my own life|want to die|wants to die|wanna die|wish i was dead|wish i were dead|don t want to live|dont want to live|not want to live|better off dead|hang myself|jump off a bridge|end it all
        """);

    private static readonly string[][] Danger = Split(
        """
        me frappe|me bat|me tape|m a frappe|m a frappee|m a battue|me menace|menace de me tuer|menace de mort|menaces de mort|violence conjugale|violences conjugales|violence domestique|violee|viole|m a viole|m a violee|peur de lui|en danger|danger de mort|il va me tuer|m etrangle|me scarifie
        schlagt mich|schlaegt mich|verprugelt*|bedroht mich|mich geschlagen|wurgt mich|vergewaltig*|hausliche gewalt|haeusliche gewalt|todesdrohung*|in gefahr|wird mich toten|angst vor meinem mann|ritze mich
        mi picchia|mi ha picchiat*|mi minaccia|violenza domestica|violentata|stuprat*|stupro|mi strangola|in pericolo|minacce di morte|ho paura di lui|mi taglio
        hits me|beats me|beating me|hitting me|beat me|threatens me|threatening to kill|domestic violence|raped|rape|strangles me|strangled me|in danger|death threats|afraid of my husband|cutting myself|hurt myself|harm myself
        """);

    private static readonly string[][] Mourning = Split(
        """
        deuil|endeuill*|apres le suicide|apres un suicide|apres suicide|suite au suicide|survivant*|s est suicide*|s est tue|s est pendu*|perdu
        trauer*|hinterblieb*|nach suizid|nach dem suizid|nach selbstmord|verloren|hat sich das leben genommen|hat sich umgebracht
        lutto|dopo il suicidio|dopo suicidio|si e suicidat*|si e ucciso|perso|bereave*|grie*|mourning|after suicide|after the suicide|survivors|lost|died by suicide|killed himself|killed herself
        """);

    // "After a suicide attempt" is about the one who writes.
    private static readonly string[][] Attempts = Split("tentative|tentatives|tentato|tentativo|versuch|suizidversuch*|selbstmordversuch*|attempt*");

    public static bool Speak(TokenBuffer tokens)
    {
        if (ContainsAny(tokens, Intent) || ContainsAny(tokens, Danger))
        {
            return true;
        }

        return ContainsAny(tokens, Named) && (!ContainsAny(tokens, Mourning) || ContainsAny(tokens, Attempts));
    }

    private static bool ContainsAny(TokenBuffer tokens, string[][] phrases)
    {
        for (var start = 0; start < tokens.Count; start++)
        {
            var first = tokens.Folded(start);
            foreach (var phrase in phrases)
            {
                if (Matches(phrase[0], first) && Follows(tokens, start, phrase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Follows(TokenBuffer tokens, int position, string[] phrase)
    {
        for (var part = 1; part < phrase.Length; part++)
        {
            var next = position + 1;
            var last = Math.Min(tokens.Count - 1, next + LargestGap);
            while (next <= last && !Matches(phrase[part], tokens.Folded(next)))
            {
                next++;
            }

            if (next > last)
            {
                return false;
            }

            position = next;
        }

        return true;
    }

    private static bool Matches(string pattern, ReadOnlySpan<char> word) => pattern[^1] == '*'
        ? word.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
        : pattern.Length == word.Length && pattern[0] == word[0] && word.SequenceEqual(pattern);

    private static string[][] Split(string list)
    {
        var lines = list.Split(['\n', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var phrases = new string[lines.Length][];
        for (var i = 0; i < lines.Length; i++)
        {
            phrases[i] = lines[i].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }

        return phrases;
    }
}
