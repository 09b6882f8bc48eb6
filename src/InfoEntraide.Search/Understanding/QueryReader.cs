using System.Text;
using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>Turns what somebody typed into topics, a place, remaining words and signs of danger.</summary>
internal sealed class QueryReader(IReadOnlyList<TopicDocument> topicDocuments, Lexicon lexicon, ThesaurusPhrases phrases, PlaceReader places, Spelling spelling)
{
    /// <summary>Characters read of each box; whoever pastes a letter is understood by its beginning.</summary>
    public const int MaxCharacters = 500;

    /// <summary>Words read of each box; they must fit in the bits of a <see cref="ulong"/>.</summary>
    public const int MaxWords = 40;

    /// <summary>Shorter stems belong to too many words ("bulle", "bullies") to follow them to forms the thesaurus does not list.</summary>
    private const int ShortestInflectedStem = 5;

    private const double CompoundQuality = 0.8;
    private const double CorrectedQuality = 0.7;

    private readonly Thesaurus thesaurus = new(phrases);
    private readonly CompoundReader compounds = new(lexicon, phrases);

    public Reading Read(string? text, string? place)
    {
        text = Cut(text);
        place = Cut(place);
        var tokens = new TokenBuffer();
        tokens.Read(text, MaxWords);
        var crisis = CrisisPhrases.Speak(tokens);
        var terms = ReadTerms(tokens);
        var corrected = Correct(tokens, terms, text);
        ReadKinship(terms);

        var mentions = places.Read(tokens, terms, placeBox: false);
        foreach (var mention in mentions)
        {
            for (var i = mention.Start; i < mention.Start + mention.Count; i++)
            {
                terms[i].IsPlace = true;
            }
        }

        var mentioned = FromPlaceBox(place) ?? Best(mentions);
        var relatives = terms.Exists(term => term.Kin != KinClass.None && !term.IsPlace);
        var topics = thesaurus.Match(terms, relatives);
        var leftover = Leftover(terms, topics);
        return new Reading
        {
            Topics = topics,
            WordStems = Stems(tokens, terms, leftover),
            HasWords = leftover.Count > 0,
            Interpretation = new Interpretation
            {
                Topics = Slugs(topics),
                Place = mentioned?.ToPlace(),
                UnknownPlace = mentioned is null && place.AsSpan().Trim().Length > 0 ? place.Trim() : null,
                Text = Join(text, terms, leftover),
                Corrected = corrected,
                Crisis = crisis,
                Relatives = relatives && AskedByRelative(terms, topics),
                Alternatives = Alternatives(mentioned, mentions),
            },
        };
    }

    private static string Cut(string? text) => text is null ? "" : text.Length <= MaxCharacters ? text : text[..MaxCharacters];

    private List<QueryTerm> ReadTerms(TokenBuffer tokens)
    {
        var terms = new List<QueryTerm>(tokens.Count);
        var anySmall = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            anySmall |= !tokens[i].AllCapitals && tokens[i].Length > 1;
            terms.Add(ReadTerm(tokens, i));
        }

        foreach (var term in terms)
        {
            term.Abbreviation = terms.Count == 1 || (term.Token.AllCapitals && anySmall);
        }

        for (var i = 0; i + 1 < terms.Count; i++)
        {
            JoinWithNext(tokens, terms, i);
        }

        return terms;
    }

    private QueryTerm ReadTerm(TokenBuffer tokens, int index)
    {
        Span<char> plain = stackalloc char[TokenBuffer.MaxWordLength];
        scoped var folded = tokens.Folded(index);
        var word = lexicon.Find(folded);
        var stem = word == Lexicon.Unknown ? lexicon.FindStem(folded) : lexicon.StemOf(word);
        if (stem == Lexicon.Unknown)
        {
            // "Zuerich", "Aengste": typed without the umlaut key.
            var collapsed = plain[..CollapseUmlauts(folded, plain)];
            word = lexicon.Find(collapsed);
            stem = word == Lexicon.Unknown ? lexicon.FindStem(collapsed) : lexicon.StemOf(word);
            folded = collapsed;
        }

        var term = new QueryTerm(tokens[index], word, word == Lexicon.Unknown ? WordUse.None : lexicon.Use(word));
        if (phrases.Knows(stem) && (term.Use.Has(WordUse.Topic) || lexicon.StemLength(stem) >= ShortestInflectedStem))
        {
            term.AddKey(stem);
        }
        else if (!term.Use.Has(WordUse.Stop | WordUse.Modifier | WordUse.Kin | WordUse.Place) && compounds.AddParts(folded, term))
        {
            term.Quality = CompoundQuality;
        }

        return term;
    }

    private static int CollapseUmlauts(ReadOnlySpan<char> word, Span<char> target)
    {
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            target[length++] = word[i];
            if (word[i] is 'a' or 'o' or 'u' && i + 1 < word.Length && word[i + 1] == 'e')
            {
                i++;
            }
        }

        return length;
    }

    // "burn out", "schul mobbing": two words the thesaurus writes as one.
    private void JoinWithNext(TokenBuffer tokens, List<QueryTerm> terms, int index)
    {
        Span<char> joined = stackalloc char[2 * TokenBuffer.MaxWordLength];
        var first = tokens.Folded(index);
        var second = tokens.Folded(index + 1);
        if (first.Length < 2 || second.Length < 2 || first.Length + second.Length > TokenBuffer.MaxWordLength)
        {
            return;
        }

        first.CopyTo(joined);
        second.CopyTo(joined[first.Length..]);
        var word = lexicon.Find(joined[..(first.Length + second.Length)]);
        if (word != Lexicon.Unknown && lexicon.Use(word).Has(WordUse.Topic))
        {
            terms[index].AddKey(lexicon.StemOf(word));
            terms[index].Use |= WordUse.Topic;
            terms[index + 1].BelongsToPrevious = true;
        }
    }

    private string? Correct(TokenBuffer tokens, List<QueryTerm> terms, string text)
    {
        StringBuilder? corrected = null;
        var copied = 0;
        for (var i = 0; i < terms.Count; i++)
        {
            var term = terms[i];
            if (term.Word != Lexicon.Unknown || term.KeyCount > 0 || term.BelongsToPrevious)
            {
                continue;
            }

            var stem = lexicon.FindStem(tokens.Folded(i));
            var word = spelling.Nearest(tokens.Folded(i));
            if (word == Lexicon.Unknown || (stem != Lexicon.Unknown && (stem != lexicon.StemOf(word) || !lexicon.Use(word).Has(WordUse.Place))))
            {
                continue;
            }

            term.Word = word;
            term.Use = lexicon.Use(word);
            if (stem != Lexicon.Unknown)
            {
                continue; // only another ending of a place name ("Gruyere", "Gruyeres"): nothing was mistyped
            }

            term.Quality = CorrectedQuality;
            term.AddKey(phrases.Knows(lexicon.StemOf(word)) ? lexicon.StemOf(word) : Lexicon.Unknown);
            corrected ??= new StringBuilder(text.Length + 8);
            corrected.Append(text, copied, term.Token.SourceStart - copied).Append(lexicon.Spelling(word));
            copied = term.Token.SourceStart + term.Token.SourceLength;
        }

        return corrected?.Append(text, copied, text.Length - copied).ToString();
    }

    private void ReadKinship(List<QueryTerm> terms)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            var term = terms[i];
            if (!term.Use.Has(WordUse.Kin))
            {
                continue;
            }

            var word = lexicon.Text(term.Word);
            if (Kinship.NeedsPossessive(word) && !(i > 0 && terms[i - 1].Word >= 0 && Kinship.IsPossessive(lexicon.Text(terms[i - 1].Word))))
            {
                continue;
            }

            term.Kin = Kinship.ClassOf(word);
            term.AddKey(phrases.KinKey(term.Kin));
            term.AddKey(phrases.AnyKinKey);
        }
    }

    private PlaceMention? FromPlaceBox(string place)
    {
        var tokens = new TokenBuffer();
        tokens.Read(place, MaxWords);
        var terms = new List<QueryTerm>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            var term = ReadTerm(tokens, i);
            if (!term.Use.Has(WordUse.Place) && spelling.Nearest(tokens.Folded(i)) is var word && word != Lexicon.Unknown && lexicon.Use(word).Has(WordUse.Place))
            {
                term.Word = word;
                term.Use = lexicon.Use(word);
            }

            terms.Add(term);
        }

        return Best(places.Read(tokens, terms, placeBox: true));
    }

    private static PlaceMention? Best(List<PlaceMention> mentions)
    {
        PlaceMention? best = null;
        foreach (var mention in mentions)
        {
            if (best is null || mention.Strength > best.Strength)
            {
                best = mention;
            }
        }

        return best;
    }

    // Somebody who lost her husband speaks of a relative but asks for herself: the topic's own phrase says so.
    private bool AskedByRelative(List<QueryTerm> terms, List<TopicMatch> topics)
    {
        if (topics.Count == 0 || thesaurus.IsForRelatives(topics[0].Topic))
        {
            return true;
        }

        for (var i = 0; i < terms.Count; i++)
        {
            if (terms[i].Kin != KinClass.None && (topics[0].Terms & (1UL << i)) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static List<int> Leftover(List<QueryTerm> terms, List<TopicMatch> topics)
    {
        var explained = 0UL;
        foreach (var topic in topics)
        {
            explained |= topic.Terms;
        }

        var leftover = new List<int>();
        for (var i = 0; i < terms.Count; i++)
        {
            var term = terms[i];
            var isWord = !term.IsPlace && !term.Use.Has(WordUse.Stop | WordUse.Modifier) && term.Token.Length > 1
                && !(term.BelongsToPrevious && (explained & (1UL << (i - 1))) != 0);
            if (isWord && (explained & (1UL << i)) == 0 && (topics.Count == 0 || term.Kin == KinClass.None))
            {
                leftover.Add(i);
            }
        }

        return leftover;
    }

    private int[] Stems(TokenBuffer tokens, List<QueryTerm> terms, List<int> leftover)
    {
        var stems = new List<int>(leftover.Count);
        foreach (var i in leftover)
        {
            var stem = terms[i].Word == Lexicon.Unknown ? lexicon.FindStem(tokens.Folded(i)) : lexicon.StemOf(terms[i].Word);
            if (stem != Lexicon.Unknown && !stems.Contains(stem))
            {
                stems.Add(stem);
            }
        }

        return [.. stems];
    }

    private static string Join(string text, List<QueryTerm> terms, List<int> leftover)
    {
        var joined = new StringBuilder();
        foreach (var i in leftover)
        {
            var token = terms[i].Token;
            joined.Append(joined.Length > 0 ? " " : "").Append(text, token.SourceStart, token.SourceLength);
        }

        return joined.ToString();
    }

    private string[] Slugs(List<TopicMatch> topics)
    {
        var slugs = new string[topics.Count];
        for (var i = 0; i < slugs.Length; i++)
        {
            slugs[i] = topicDocuments[topics[i].Topic].Slug;
        }

        return slugs;
    }

    private static List<string> Alternatives(PlaceMention? chosen, List<PlaceMention> mentions)
    {
        var labels = new List<string>();
        if (chosen is null)
        {
            return labels;
        }

        foreach (var other in chosen.Others)
        {
            labels.Add(other.Label);
        }

        foreach (var mention in mentions)
        {
            if (mention.Reading != chosen.Reading && !labels.Contains(mention.Reading.Label))
            {
                labels.Add(mention.Reading.Label);
            }
        }

        return labels;
    }
}
