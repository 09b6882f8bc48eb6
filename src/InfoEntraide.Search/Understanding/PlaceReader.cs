using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>A place found in a text.</summary>
/// <param name="Start">First word, the postcode or the word "canton" included.</param>
/// <param name="Count">Words taken.</param>
/// <param name="Strength">Postcodes before names, longer names before shorter ones.</param>
/// <param name="Reading">What it most likely means.</param>
/// <param name="Others">What else it can mean.</param>
/// <param name="Npa">The postcode, when the text says it.</param>
internal sealed record PlaceMention(int Start, int Count, int Strength, PlaceReading Reading, string? Npa, IReadOnlyList<PlaceReading> Others)
{
    public RecognisedPlace ToPlace()
    {
        if (Reading.Locality is not { } locality)
        {
            return new RecognisedPlace(Reading.Canton, Reading.Canton, null, null);
        }

        foreach (var row in locality.Rows)
        {
            if (row.Npa == Npa)
            {
                return new RecognisedPlace(locality.Name, locality.Canton, Npa, row.Point);
            }
        }

        return new RecognisedPlace(locality.Name, locality.Canton, locality.Rows.Min(r => r.Npa)!, locality.Point);
    }
}

/// <summary>Reads places out of a query: postcodes, names and canton codes, alone or together ("1003 Lausanne", "Wil SG", "canton de Berne").</summary>
internal sealed class PlaceReader(Gazetteer gazetteer, Lexicon lexicon, ThesaurusPhrases phrases)
{
    private const int PostcodeStrength = 100;
    private const int NameStrength = 10;
    private const int CodeStrength = 5;
    private const int MostOthers = 8;

    /// <summary>Whether the word alone is the name of a place.</summary>
    public bool IsName(int word) => gazetteer.IsName(word);

    /// <summary>All places in reading order. In the place box no reason is needed and codes need no capitals.</summary>
    public List<PlaceMention> Read(TokenBuffer tokens, IReadOnlyList<QueryTerm> terms, bool placeBox)
    {
        var mentions = new List<PlaceMention>();
        var anySmall = HasSmallLetters(terms);
        for (var i = 0; i < terms.Count;)
        {
            var mention = ReadPostcode(tokens, terms, i, placeBox) ?? ReadName(tokens, terms, i, placeBox, anySmall) ?? ReadCode(tokens, terms, i, placeBox, anySmall);
            if (mention is null)
            {
                i++;
                continue;
            }

            mentions.Add(mention);
            i = mention.Start + mention.Count;
        }

        return mentions;
    }

    private PlaceMention? ReadPostcode(TokenBuffer tokens, IReadOnlyList<QueryTerm> terms, int start, bool placeBox)
    {
        var localities = gazetteer.WithPostcode(tokens.Folded(start));
        if (localities.Count == 0)
        {
            return null;
        }

        if (!placeBox && IsYear(tokens, terms, start))
        {
            return null;
        }

        var npa = tokens.Folded(start).ToString();
        var chosen = localities[0];
        var count = 1;
        if (start + 1 < terms.Count)
        {
            var length = gazetteer.LongestName(terms, start + 1, out var named);
            foreach (var reading in named)
            {
                if (reading.Locality is { } locality && localities.Contains(locality))
                {
                    chosen = locality;
                    count = 1 + length;
                    break;
                }
            }
        }

        count += HasCode(tokens, terms, start + count, chosen.Canton, placeBox) ? 1 : 0;
        var others = new List<PlaceReading>();
        foreach (var locality in localities)
        {
            if (locality != chosen && count == 1)
            {
                others.Add(new PlaceReading(NameRank.Official, locality.Canton, locality));
            }
        }

        return new PlaceMention(start, count, PostcodeStrength, new PlaceReading(NameRank.Official, chosen.Canton, chosen), npa, others);
    }

    private bool IsYear(TokenBuffer tokens, IReadOnlyList<QueryTerm> terms, int index) =>
        index > 0 && tokens.Folded(index) is ['1', '9', ..] or ['2', '0', '0' or '1' or '2', ..] && terms[index - 1].Word >= 0 && PlaceWords.Dates(lexicon.Text(terms[index - 1].Word))
        && gazetteer.LongestName(terms, index + 1, out _) == 0;

    private PlaceMention? ReadName(TokenBuffer tokens, IReadOnlyList<QueryTerm> terms, int start, bool placeBox, bool anySmall)
    {
        var length = gazetteer.LongestName(terms, start, out var readings);
        if (length == 0)
        {
            return null;
        }

        var before = CantonWordBefore(terms, start);
        var wantsCanton = before >= 0;
        var reading = readings[0];
        var withCode = false;
        foreach (var candidate in readings)
        {
            if (wantsCanton && candidate.Locality is null)
            {
                reading = candidate;
                break;
            }

            if (!wantsCanton && HasCode(tokens, terms, start + length, candidate.Canton, placeBox))
            {
                reading = candidate;
                withCode = true;
                break;
            }
        }

        if (!placeBox && !withCode && !wantsCanton && !HasReason(terms, start, length, anySmall))
        {
            return null;
        }

        var others = new List<PlaceReading>();
        foreach (var candidate in readings)
        {
            if (candidate != reading && !withCode && others.Count < MostOthers && (candidate.Rank != NameRank.Commune || candidate.Canton != reading.Canton))
            {
                others.Add(candidate);
            }
        }

        var first = wantsCanton ? before : start;
        return new PlaceMention(first, start + length - first + (withCode ? 1 : 0), NameStrength * length, reading, null, others);
    }

    // "SO" or "VD" written as a code; in small letters only in the place box, where nothing else is expected.
    private PlaceMention? ReadCode(TokenBuffer tokens, IReadOnlyList<QueryTerm> terms, int start, bool placeBox, bool anySmall)
    {
        var token = tokens[start];
        if (token.Length != 2 || !(placeBox || (token.AllCapitals && (anySmall || terms.Count == 1))))
        {
            return null;
        }

        var code = tokens.Folded(start).ToString().ToUpperInvariant();
        if (!gazetteer.IsCantonCode(code) || (!placeBox && terms[start].Use.Has(WordUse.Topic)))
        {
            return null;
        }

        return new PlaceMention(start, 1, CodeStrength, new PlaceReading(NameRank.Canton, code, null), null, []);
    }

    private static bool HasCode(TokenBuffer tokens, IReadOnlyList<QueryTerm> terms, int index, string canton, bool placeBox) =>
        index < terms.Count && tokens[index].Length == 2 && (placeBox || tokens[index].AllCapitals)
        && tokens.Folded(index).Equals(canton, StringComparison.OrdinalIgnoreCase);

    // A name that is also a word is read as a place after a preposition, written with a capital, at the end behind a word of the thesaurus, or when it is the whole query;
    // one that is a topic by itself only after a preposition.
    private bool HasReason(IReadOnlyList<QueryTerm> terms, int start, int length, bool anySmall)
    {
        var ordinary = true;
        var isTopic = true;
        var isSmall = true;
        for (var i = start; i < start + length; i++)
        {
            var word = lexicon.Text(terms[i].Word);
            var use = terms[i].Use;
            isTopic &= phrases.IsTopicAlone(lexicon.StemOf(terms[i].Word));
            isSmall &= use.Has(WordUse.Stop);
            ordinary &= use.Has(WordUse.Topic | WordUse.Stop | WordUse.Modifier | WordUse.Kin | WordUse.Ordinary) || PlaceWords.IsOrdinary(word);
        }

        var before = start > 0 ? terms[start - 1] : null;
        if (!ordinary || length > 1 || terms[start].IsMisspeltPlace || IsAnnounced(terms, start))
        {
            return true;
        }

        var isLast = start + length == terms.Count;
        if (isTopic || (isSmall && !(isLast && terms[start].Token.Capitalised)))
        {
            return false; // "Au" at the end may be the village, "au" is not
        }

        return (start == 0 && isLast)
            || (anySmall && terms[start].Token.Capitalised && !(before is { Word: >= 0 } && PlaceWords.IsArticle(lexicon.Text(before.Word))))
            || (isLast && before is not null && before.KeyCount > 0 && !before.IsWeak && !before.IsModifier && phrases.IsTopicAlone(before.Key(0)));
    }

    /// <summary>Whether the words before make a place likely: "À Bulle", "du côté de Bulle".</summary>
    public bool IsAnnounced(IReadOnlyList<QueryTerm> terms, int start)
    {
        string? Before(int words) => start >= words && terms[start - words].Word >= 0 ? lexicon.Text(terms[start - words].Word) : null;
        return Before(1) is { } before && (PlaceWords.Announces(before) || (before is "de" or "d" or "di" or "von" or "of" && Before(2) is { } around && PlaceWords.SaysAround(around)));
    }

    private int CantonWordBefore(IReadOnlyList<QueryTerm> terms, int start)
    {
        for (var i = start - 1; i >= 0 && i >= start - 2; i--)
        {
            if (terms[i].Word >= 0 && PlaceWords.MeansCanton(lexicon.Text(terms[i].Word)))
            {
                return i;
            }

            if (!terms[i].Use.Has(WordUse.Stop))
            {
                break;
            }
        }

        return -1;
    }

    private static bool HasSmallLetters(IReadOnlyList<QueryTerm> terms)
    {
        foreach (var term in terms)
        {
            if (!term.Token.AllCapitals && term.Token.Length > 1)
            {
                return true;
            }
        }

        return false;
    }
}
