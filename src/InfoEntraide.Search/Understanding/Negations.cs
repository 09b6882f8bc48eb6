using System.Buffers;
using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>
/// Finds the part of a query that says what is <em>not</em> meant: <i>pas l'alcool mais les médicaments</i>, <i>es geht um Angst, nicht um Depression</i>. A clause ends at punctuation or at a word
/// like <i>but</i>; one that denies something is left out when another clause remains. Who cannot do something (<i>je n'arrive pas à dormir</i>) denies nothing.
/// </summary>
internal static class Negations
{
    private static readonly SearchValues<char> ClauseSigns = SearchValues.Create(",;:.!?()–—\n");
    private static readonly HashSet<string> Denying = Set("pas ni nicht kein keine keinen keiner keinem weder noch non ne nessun nessuna not no neither nor isn isnt sans ohne senza without");
    private static readonly HashSet<string> Contrasting = Set("mais plutot juste seulement simplement sondern aber nur ma bensi invece soltanto solo but rather only just instead");
    private static readonly HashSet<string> Enabling = Set(
        "arrive arrives arriver peux peut pouvons pouvoir sais veux veut ose oses kann kannst konnen konnte will mag darf traue getraue schaffe schafft riesco riesce riesci riusciamo posso puo possono so voglio vuole can cannot could want wants able manage dare");

    /// <summary>The words, one bit each, of clauses that deny; 0 when nothing else is left.</summary>
    public static ulong Find(string text, TokenBuffer tokens)
    {
        var denied = 0UL;
        var others = 0;
        for (var start = 0; start < tokens.Count;)
        {
            var end = start + 1;
            while (end < tokens.Count && !BeginsClause(text, tokens, end))
            {
                end++;
            }

            if (Denies(tokens, start, end))
            {
                for (var i = start; i < end; i++)
                {
                    denied |= 1UL << i;
                }
            }
            else
            {
                others++;
            }

            start = end;
        }

        return others > 0 ? denied : 0;
    }

    private static bool BeginsClause(string text, TokenBuffer tokens, int index)
    {
        var previous = tokens[index - 1];
        var between = text.AsSpan(previous.SourceStart + previous.SourceLength, tokens[index].SourceStart - previous.SourceStart - previous.SourceLength);
        return between.ContainsAny(ClauseSigns) || Contains(Contrasting, tokens.Folded(index));
    }

    private static bool Denies(TokenBuffer tokens, int start, int end)
    {
        var denies = false;
        for (var i = start; i < end; i++)
        {
            if (Contains(Enabling, tokens.Folded(i)))
            {
                return false;
            }

            denies |= Contains(Denying, tokens.Folded(i));
        }

        return denies;
    }

    private static bool Contains(HashSet<string> words, ReadOnlySpan<char> word) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static HashSet<string> Set(string words) => new(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
