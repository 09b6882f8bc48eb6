using System.Text;
using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>
/// Mends what was mistyped: missing spaces and words known from nowhere. A word that may be right is left alone; a place is read into a misspelt word only where a place may stand.
/// </summary>
internal sealed class Corrections(Lexicon lexicon, ThesaurusPhrases phrases, Gazetteer gazetteer, Spelling spelling)
{
    private const double CorrectedQuality = 0.7;

    /// <summary>Queries up to so many words are made of key words: any of them may be a place.</summary>
    private const int FewWords = 4;

    private const int ShortestInSentence = 6;

    /// <summary>No word to search for is shorter; before and after a missing space.</summary>
    private const int ShortestPart = 4;

    /// <summary>Shorter stems are shared by chance.</summary>
    private const int ShortestStem = 5;
    private const int ShortestBetween = 2;
    private const int LongestSplit = 32;
    private const int MostSplits = 3;

    // Words a query begins with; other small words are beginnings of compounds ("antrinken", "Gegenangst").
    private static readonly HashSet<string> Beginnings = new(["groupe", "groupes", "gruppe", "gruppen", "gruppo", "gruppi", "group", "groups", "aide", "aiuto", "entraide", "recherche", "suche", "support"], StringComparer.Ordinal);

    private readonly PlaceReader places = new(gazetteer, lexicon, phrases);

    /// <summary>Cuts unknown words that are two or three known ones without the spaces: <i>cancerdusein</i>, <i>gruppeangst</i>, <i>depressionlausanne</i>. Compounds are left to <see cref="CompoundReader"/>.</summary>
    public void Split(TokenBuffer tokens)
    {
        var splits = 0;
        for (var i = 0; i < tokens.Count && splits < MostSplits; i++)
        {
            var word = tokens.Folded(i);
            if (word.Length is < 2 * ShortestPart or > LongestSplit || word.Length != tokens[i].SourceLength || lexicon.Find(word) != Lexicon.Unknown || lexicon.FindStem(word) != Lexicon.Unknown)
            {
                continue;
            }

            var (first, second) = Parts(word);
            if (first == 0 || spelling.Nearest(word, mostEdits: 1) != Lexicon.Unknown)
            {
                continue;
            }

            tokens.Split(i, first);
            if (second > 0)
            {
                tokens.Split(i + 1, second);
            }

            splits++;
        }
    }

    /// <summary>Mends the words and returns the text as it was understood; null when nothing was mistyped.</summary>
    public string? Mend(TokenBuffer tokens, List<QueryTerm> terms, string text)
    {
        StringBuilder? corrected = null;
        var copied = 0;
        for (var i = 0; i < terms.Count; i++)
        {
            var term = terms[i];
            if (i > 0 && term.Token.SourceStart == terms[i - 1].Token.SourceStart + terms[i - 1].Token.SourceLength)
            {
                corrected ??= new StringBuilder(text.Length + 8);
                corrected.Append(text, copied, term.Token.SourceStart - copied).Append(' ');
                copied = term.Token.SourceStart;
            }

            if ((term.Word != Lexicon.Unknown && !IsPartOfName(term)) || term.KeyCount > 0 || term.BelongsToPrevious)
            {
                continue;
            }

            var (word, isPlace) = Replacement(tokens.Folded(i), terms, i);
            if (word == Lexicon.Unknown)
            {
                continue;
            }

            term.Word = word;
            term.Use = lexicon.Use(word);
            term.IsMisspeltPlace = isPlace;
            if (IsOtherEnding(tokens.Folded(i), lexicon.Text(word)))
            {
                continue;
            }

            term.Quality = CorrectedQuality;
            term.IsCorrected = true;
            term.AddKey(!isPlace && phrases.Knows(lexicon.StemOf(word)) ? lexicon.StemOf(word) : Lexicon.Unknown);
            corrected ??= new StringBuilder(text.Length + 8);
            corrected.Append(text, copied, term.Token.SourceStart - copied).Append(lexicon.Spelling(word));
            copied = term.Token.SourceStart + term.Token.SourceLength;
        }

        return corrected?.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Makes a word of the place box the name of a place if it is near one.</summary>
    public void MendPlace(ReadOnlySpan<char> folded, QueryTerm term)
    {
        if (term.Use.Has(WordUse.Place))
        {
            return;
        }

        var (word, _) = spelling.NearestPlace(folded, gazetteer);
        word = word == Lexicon.Unknown ? spelling.Nearest(folded) : word;
        if (word != Lexicon.Unknown && lexicon.Use(word).Has(WordUse.Place))
        {
            term.Word = word;
            term.Use = lexicon.Use(word);
        }
    }

    private (int Word, bool IsPlace) Replacement(ReadOnlySpan<char> folded, List<QueryTerm> terms, int index)
    {
        var stem = lexicon.FindStem(folded);
        var isFree = index == 0 || terms[index - 1].Word < 0 || !PlaceWords.IsArticle(lexicon.Text(terms[index - 1].Word));
        var isAtEnd = isFree && (index == 0 || index == terms.Count - 1);
        var isAnnounced = terms.Count == 1 || places.IsAnnounced(terms, index);
        var isExpected = isAnnounced || (isAtEnd && HasTopic(terms));

        // In a sentence only a town, and within it only in a long word.
        var leastWeight = isAnnounced || terms.Count <= FewWords ? 0 : isAtEnd || (isFree && folded.Length >= ShortestInSentence) ? Gazetteer.TownWeight : int.MaxValue;
        var begun = gazetteer.Begun(terms, index);
        var (place, distance) = spelling.NearestPlace(folded, gazetteer, begun);
        if (gazetteer.GoesOn(begun, terms[index].Word))
        {
            return (Lexicon.Unknown, false);
        }

        if (gazetteer.GoesOn(begun, place))
        {
            return (place, true); // "st morits"
        }

        if (place != Lexicon.Unknown && (gazetteer.Weight(place) < leastWeight || IsFormOfOther(stem, place, isExpected)))
        {
            place = Lexicon.Unknown;
        }

        var word = stem != Lexicon.Unknown || IsPartOfName(terms[index]) ? Lexicon.Unknown : spelling.Nearest(folded);
        var isTopic = word != Lexicon.Unknown && lexicon.Use(word).Has(WordUse.Topic);
        if (place == Lexicon.Unknown)
        {
            return (isTopic || (word != Lexicon.Unknown && gazetteer.Weight(word) >= leastWeight) ? word : Lexicon.Unknown, false);
        }

        // As near to a word of the thesaurus as to a place: where a place is expected, a well-known one.
        return !isTopic || (isExpected && gazetteer.Weight(place) >= Gazetteer.TownWeight) || EditDistance.Bounded(folded, lexicon.Text(word), distance) > distance
            ? (place, true) : (word, false);
    }

    // Another form of an everyday word is no misspelt place.
    private bool IsFormOfOther(int stem, int place, bool isExpected) =>
        stem != Lexicon.Unknown && stem != lexicon.StemOf(place) && lexicon.StemUse(stem) != WordUse.Place
        && !(isExpected && lexicon.StemLength(stem) < ShortestStem && gazetteer.Weight(place) >= Gazetteer.TownWeight);

    private bool HasTopic(List<QueryTerm> terms) => terms.Exists(t => t.KeyCount > 0 && !t.IsWeak && !t.IsModifier && phrases.IsTopicAlone(t.Key(0)));

    // "Gruyere", "Gruyeres": nothing was mistyped.
    private static bool IsOtherEnding(ReadOnlySpan<char> typed, string name) => typed.Length > name.Length ? typed[..^1].SequenceEqual(name) && typed[^1] == 's' : name[^1] == 's' && typed.SequenceEqual(name.AsSpan(0, name.Length - 1));

    // "Schafhausen" is known from "Schafhausen im Emmental" only; alone it is a misspelt Schaffhausen.
    private bool IsPartOfName(QueryTerm term) => term.Word != Lexicon.Unknown && term.Use == WordUse.Place && gazetteer.Weight(term.Word) == 0;

    /// <summary>The lengths of the first and, if there are three, the second part; 0 when the word is not made of known ones.</summary>
    private (int First, int Second) Parts(ReadOnlySpan<char> word)
    {
        var found = (First: 0, Second: 0);
        for (var length = word.Length - ShortestPart; length >= ShortestPart; length--)
        {
            if (lexicon.Find(word[..length]) is not (>= 0 and var first))
            {
                continue;
            }

            var rest = word[length..];
            if (lexicon.Find(rest) is >= 0 and var last)
            {
                return MayStandAlone(first, last) ? (length, 0) : (0, 0);
            }

            for (var between = ShortestBetween; found.First == 0 && between <= rest.Length - ShortestPart; between++)
            {
                if (lexicon.Find(rest[..between]) is >= 0 and var small && lexicon.Use(small).Has(WordUse.Stop | WordUse.Modifier)
                    && lexicon.Find(rest[between..]) is >= 0 and var end && (IsMeaning(first) || IsMeaning(end)))
                {
                    found = (length, between);
                }
            }
        }

        return found;
    }

    // A topic and a town, or "group" and a topic; two topics are a compound.
    private bool MayStandAlone(int first, int second) =>
        IsMeaning(first) ? IsTown(second) : IsMeaning(second) && (IsTown(first) || Beginnings.Contains(lexicon.Text(first)));

    private bool IsTown(int word) => !lexicon.Use(word).Has(WordUse.Ordinary | WordUse.Topic) && gazetteer.Weight(word) >= Gazetteer.TownWeight;

    private bool IsMeaning(int word) => lexicon.Use(word) is var use && use.Has(WordUse.Topic) && !use.Has(WordUse.Stop | WordUse.Modifier) && phrases.Knows(lexicon.StemOf(word));
}
