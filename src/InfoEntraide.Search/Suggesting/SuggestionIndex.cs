using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Suggesting;

/// <summary>
/// What can be suggested while somebody types. It depends on the thesaurus, the places and the centres only, so that all engines that follow from one share it.
/// Topics, places and centres have a table each; the best of each are taken and then put together.
/// </summary>
internal sealed class SuggestionIndex
{
    /// <summary>Longer synonyms are sentences: they are for searching.</summary>
    private const int LongestSynonym = 3;

    private const int ShortestTyped = 2;
    private const int ShortestMistypedWord = 5;

    /// <summary>Words at the end of the text that are tried when the whole of it is the beginning of nothing.</summary>
    private const int MostWordsOfEnd = 3;

    private const int ShortestEnd = 3;
    private const ulong NotWhole = 1UL << 59;
    private const int CentresAtMost = 3;
    private const int PlacesBesideTopics = 3;

    private static readonly HashSet<string> Particles = new(
        "les des une aux par sur pour avec der die das den dem des und von vom mit bei zur zum fur del dei per con una gli the and for of von".Split(' '), StringComparer.Ordinal);

    private static readonly (string Written, string Other)[] SaintForms =
        [("St-", "Saint-"), ("Ste-", "Sainte-"), ("St. ", "Sankt "), ("Saint-", "St-"), ("Sainte-", "Ste-")];

    private readonly List<SuggestionTarget> targets = [];
    private readonly PrefixTable topics;
    private readonly PrefixTable places;
    private readonly PrefixTable centres;

    public SuggestionIndex(SearchCorpus corpus)
    {
        topics = Table(corpus.Topics.SelectMany(Topic));
        places = Table(corpus.Places.GroupBy(p => (p.Locality, p.Canton)).SelectMany(Locality).Concat(corpus.Cantons.SelectMany(Canton)));
        centres = Table(corpus.Centres.SelectMany(Centre));
    }

    public IReadOnlyList<Suggestion> Find(string? text, string language, int max)
    {
        Span<char> buffer = stackalloc char[TypedText.MaxLength];
        var typed = buffer[..TypedText.Fold(End(text), buffer)];
        if (typed.Length < ShortestTyped || max == 0)
        {
            return [];
        }

        var found = Whole(typed, language, max, mistyped: false);
        if (found.Count == 0)
        {
            found = AfterTopic(typed, language, max);
        }

        for (var start = EndWords(typed); found.Count == 0 && start < typed.Length; start = NextWord(typed, start))
        {
            if (start > 0 && typed.Length - start >= ShortestEnd)
            {
                found = Whole(typed[start..], language, max, mistyped: false);
            }
        }

        for (var start = 0; found.Count == 0 && start < typed.Length; start = start == 0 ? Math.Max(EndWords(typed), NextWord(typed, 0)) : NextWord(typed, start))
        {
            found = Whole(typed[start..], language, max, mistyped: true);
        }

        return found;
    }

    private List<Suggestion> Whole(ReadOnlySpan<char> typed, string language, int max, bool mistyped)
    {
        var ofTopics = new BestRows(stackalloc FoundRow[max]);
        var ofPlaces = new BestRows(stackalloc FoundRow[max]);
        var ofCentres = new BestRows(stackalloc FoundRow[Math.Min(max, CentresAtMost)]);
        Collect(topics, typed, language, mistyped, ref ofTopics);
        Collect(places, typed, language, mistyped, ref ofPlaces);
        Collect(centres, typed, language, mistyped, ref ofCentres);

        // Places first only where the text begins one and neither begins the name of a topic nor is all of a synonym ("AA").
        var placesFirst = ofPlaces.Count > 0 && (ofTopics.Count == 0 || (Tier(ofPlaces[0].Key) == 0 && Tier(ofTopics[0].Key) > 1 && !IsWhole(ofTopics[0].Key)));
        var others = Math.Min(max, ofCentres.Count);
        var leading = placesFirst ? ofPlaces.Count : ofTopics.Count;
        var following = placesFirst ? ofTopics.Count : ofPlaces.Count;
        var second = Math.Min(following, Math.Max(Math.Min(PlacesBesideTopics, max - others), max - others - leading));
        var first = Math.Min(leading, max - second - others);
        others = Math.Min(others, max - first - second);

        var found = new List<Suggestion>(first + second + others);
        AddTo(found, placesFirst ? places : topics, placesFirst ? ofPlaces : ofTopics, first, language);
        AddTo(found, placesFirst ? topics : places, placesFirst ? ofTopics : ofPlaces, second, language);
        AddTo(found, centres, ofCentres, others, language);
        return found;
    }

    // "depression lau": a topic typed out, then the beginning of a place.
    private List<Suggestion> AfterTopic(ReadOnlySpan<char> typed, string language, int max)
    {
        Span<FoundRow> room = stackalloc FoundRow[max];
        for (var start = EndWords(typed); start < typed.Length; start = NextWord(typed, start))
        {
            if (start == 0 || typed.Length - start < ShortestTyped || TopicCalled(typed[..(start - 1)]) is not { } topic)
            {
                continue;
            }

            var best = new BestRows(room);
            Collect(places, typed[start..], language, mistyped: false, ref best);
            var found = new List<Suggestion>(best.Count);
            AddTo(found, places, best, best.Count, language);
            if (found.Count > 0)
            {
                return found.ConvertAll(s => s with { Topic = topic.Value, TopicLabel = topic.NameIn(language) });
            }
        }

        return [];
    }

    private SuggestionTarget? TopicCalled(ReadOnlySpan<char> typed)
    {
        var range = topics.Beginning(typed);
        for (var row = range.Start.Value; row < range.End.Value && topics.TextOf(row).Length == typed.Length; row++)
        {
            if (topics.OffsetOf(row) == 0)
            {
                return targets[topics.PhraseOf(row).Target];
            }
        }

        return null;
    }

    private void Collect(PrefixTable table, ReadOnlySpan<char> typed, string language, bool mistyped, ref BestRows best)
    {
        if (!mistyped)
        {
            Collect(table, table.Beginning(typed), typed.Length, language, ref best);
            return;
        }

        var ranges = new List<(Range Rows, int Length)>();
        for (var start = 0; start < typed.Length; start = NextWord(typed, start))
        {
            var end = typed[start..].IndexOf(' ') is >= 0 and var space ? start + space : typed.Length;
            if (end - start >= ShortestMistypedWord)
            {
                table.Mistyped(typed, start, end, (rows, length) => ranges.Add((rows, length)));
            }
        }

        foreach (var (rows, length) in ranges)
        {
            Collect(table, rows, length, language, ref best);
        }
    }

    private void Collect(PrefixTable table, Range range, int length, string language, ref BestRows best)
    {
        for (var row = range.Start.Value; row < range.End.Value; row++)
        {
            ref readonly var phrase = ref table.PhraseOf(row);
            var target = targets[phrase.Target];
            var text = table.TextOf(row);
            var isWhole = text.Length <= length || text[length] == ' ';

            // From the most important down: kind of name, whole words, weight, length; the place in the table makes the order total.
            var key = ((ulong)TierOf(phrase, table.OffsetOf(row) == 0, language) << 60)
                | (isWhole ? 0 : NotWhole)
                | ((ulong)(ushort.MaxValue - Math.Min(ushort.MaxValue, target.Weight)) << 40)
                | ((ulong)Math.Min(255, phrase.Folded.Length) << 32)
                | (uint)row;
            best.Add(new FoundRow(key, phrase.Target, row, length));
        }
    }

    // Beginning of a name in the reader's language, then one of its other words, then synonyms, then other languages.
    private static int TierOf(in Phrase phrase, bool atBeginning, string language)
    {
        var isOwn = phrase.Language.Length == 0 || phrase.Language == language;
        return (phrase.IsName, isOwn) switch
        {
            (true, true) => atBeginning ? 0 : 1,
            (false, true) => atBeginning ? 2 : 4,
            _ => atBeginning ? 3 : 5,
        };
    }

    private static bool IsWhole(ulong key) => (key & NotWhole) == 0;

    private static int Tier(ulong key) => (int)(key >> 60);

    private void AddTo(List<Suggestion> found, PrefixTable table, scoped BestRows best, int count, string language)
    {
        for (var i = 0; i < count; i++)
        {
            var row = best[i].Row;
            var phrase = table.PhraseOf(row);
            var target = targets[phrase.Target];

            // A locality is called as it was typed: whoever types "Genf" sees Genf.
            var isLocality = target.Kind == SuggestionKind.Locality;
            var name = isLocality ? phrase.Shown : target.NameIn(language);
            var label = isLocality && target.Value.Length > 0 && !name.EndsWith(' ' + target.Value, StringComparison.Ordinal) ? $"{name} {target.Value}" : name;
            var isShown = string.Equals(name, phrase.Shown, StringComparison.Ordinal);
            var offset = table.OffsetOf(row);
            var match = isShown ? TypedText.SourceOf(name, offset, Math.Min(best[i].Length, phrase.Folded.Length - offset)) : default;
            found.Add(new Suggestion(target.Kind, isLocality ? label : target.Value, label, match, isShown ? null : phrase.Shown));
        }
    }

    private IEnumerable<Phrase> Topic(TopicDocument topic)
    {
        var target = Add(new(SuggestionKind.Topic, topic.Slug, topic.Names, 0));
        foreach (var name in topic.Names)
        {
            yield return new Phrase(name.Text, TypedText.Fold(name.Text), target, name.Language, true);
        }

        foreach (var synonym in topic.Synonyms)
        {
            var folded = TypedText.Fold(synonym.Text);
            if (folded.AsSpan().Count(' ') < LongestSynonym)
            {
                yield return new Phrase(synonym.Text, folded, target, synonym.Language, false);
            }
        }
    }

    private IEnumerable<Phrase> Locality(IGrouping<(string Name, string Canton), PlaceDocument> rows)
    {
        var (name, canton) = rows.Key;
        var target = Add(new(SuggestionKind.Locality, canton, [new LanguageText("", name)], rows.Count()));
        foreach (var spelling in Spellings(name))
        {
            yield return new Phrase(spelling, TypedText.Fold(spelling), target, "", true);
        }

        foreach (var alias in rows.SelectMany(r => r.Aliases).Distinct(StringComparer.Ordinal))
        {
            yield return new Phrase(alias, TypedText.Fold(alias), target, "", false);
        }

        foreach (var npa in rows.Select(r => r.Npa).Distinct(StringComparer.Ordinal))
        {
            var full = $"{npa} {name}";
            yield return new Phrase(full, TypedText.Fold(full), Add(new(SuggestionKind.Locality, "", [new LanguageText("", full)], 0)), "", true);
        }
    }

    private IEnumerable<Phrase> Canton(CantonDocument canton)
    {
        var target = Add(new(SuggestionKind.Canton, canton.Code, canton.Names, 0));
        foreach (var name in canton.Names)
        {
            yield return new Phrase(name.Text, TypedText.Fold(name.Text), target, name.Language, true);
        }
    }

    private IEnumerable<Phrase> Centre(CentreDocument centre)
    {
        var target = Add(new(SuggestionKind.Centre, centre.Slug, centre.Names, 0));
        foreach (var name in centre.Names)
        {
            yield return new Phrase(name.Text, TypedText.Fold(name.Text), target, name.Language, true);
        }

        if (centre.Town is { Length: > 0 } town)
        {
            yield return new Phrase(town, TypedText.Fold(town), target, "", false);
        }
    }

    private int Add(SuggestionTarget target)
    {
        targets.Add(target);
        return targets.Count - 1;
    }

    private static PrefixTable Table(IEnumerable<Phrase> phrases) => new([.. phrases.Where(p => p.Folded.Length > 0)], IsParticle);

    private static bool IsParticle(ReadOnlySpan<char> word) => word.Length < 3 || Particles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    // "St-Imier" is typed as "Saint-Imier" too, and the other way round.
    private static IEnumerable<string> Spellings(string name) =>
        SaintForms.Where(f => name.StartsWith(f.Written, StringComparison.Ordinal)).Select(f => f.Other + name[f.Written.Length..]).Prepend(name);

    // Who writes a long sentence is suggested how its end may go on.
    private static ReadOnlySpan<char> End(ReadOnlySpan<char> text)
    {
        if (text.Length <= TypedText.MaxLength)
        {
            return text;
        }

        var end = text[^TypedText.MaxLength..];
        return end.IndexOf(' ') is >= 0 and var space ? end[space..] : [];
    }

    // The beginning of the last few words.
    private static int EndWords(ReadOnlySpan<char> typed)
    {
        var start = typed.Length;
        for (var words = 0; words < MostWordsOfEnd && start > 0; words++)
        {
            start = typed[..(start - 1)].LastIndexOf(' ') + 1;
        }

        return start;
    }

    private static int NextWord(ReadOnlySpan<char> typed, int start) => typed[start..].IndexOf(' ') is >= 0 and var space ? start + space + 1 : typed.Length;
}
