using System.Numerics;
using System.Runtime.InteropServices;
using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>A name or synonym as the thesaurus keeps it.</summary>
/// <param name="Topic">Position of the topic in the corpus.</param>
/// <param name="Start">Where its stems begin in the common array.</param>
/// <param name="AllPositions">One bit for each stem.</param>
/// <param name="KinPositions">The bits of stems that stand for a relative.</param>
/// <param name="ModifierPositions">The bits of stems that change the meaning of the others.</param>
/// <param name="Weight">Sum of the weights of its stems.</param>
/// <param name="IsPart">Only a part of a name ("melanoma" of "Melanoma and skin cancer").</param>
/// <param name="IsOrdinaryWord">A single word that everybody uses and no topic is named by.</param>
/// <param name="NeedsCapitals">An abbreviation that is also an ordinary word.</param>
internal readonly record struct ThesaurusPhrase(int Topic, int Start, uint AllPositions, uint KinPositions, uint ModifierPositions, double Weight, bool IsPart, bool NeedsCapitals, bool IsOrdinaryWord);

/// <summary>Where a stem occurs in the thesaurus.</summary>
internal readonly record struct PhraseOccurrence(int Phrase, int Position);

/// <summary>The phrases of all topics with an index from stems to phrases.</summary>
internal sealed class ThesaurusPhrases
{
    private const int MaxStems = 12;
    private const double KinWeight = 0.8;
    private const double ModifierWeight = 0.4;

    // Abbreviations of topics that are small words in one of the languages without being stop words.
    private static readonly HashSet<string> OrdinaryShortWords = new(["led", "mal", "mer", "na", "oi", "os", "pas", "sep", "sol", "sos", "tic"], StringComparer.Ordinal);

    private readonly List<ThesaurusPhrase> list = new(8192);
    private readonly HashSet<int> abbreviations = [];
    private readonly List<byte> kinClasses = new(8192);
    private readonly List<int> stems = new(16384);
    private readonly List<int> words = new(16384);
    private readonly bool[] forRelatives;
    private readonly int[] kinKeys = new int[Enum.GetValues<KinClass>().Length];
    private int[] topicsUsing = [];
    private float[] weights = [];
    private int[] starts = [];
    private PhraseOccurrence[] occurrences = [];

    private ThesaurusPhrases(IReadOnlyList<TopicDocument> topics, Lexicon lexicon)
    {
        forRelatives = new bool[topics.Count];
        for (var t = 0; t < topics.Count; t++)
        {
            forRelatives[t] = topics[t].Category is "proches" or "parents" || (topics[t].Category is not "deuil" && NamesRelatives(topics[t]));
        }

        // Class keys contain a sign no folded word contains.
        for (var kin = 0; kin < kinKeys.Length; kin++)
        {
            kinKeys[kin] = lexicon.AddStem($"*{(KinClass)kin}");
        }
    }

    public ThesaurusPhrase this[int phrase] => list[phrase];

    public int Count => list.Count;

    /// <summary>The key all words of kinship share in phrases of topics for relatives.</summary>
    public int AnyKinKey => kinKeys[(int)KinClass.None];

    /// <summary>Whether the phrase names a relative of this class.</summary>
    public bool Mentions(int phrase, KinClass kin) => (kinClasses[phrase] & (1 << (int)kin)) != 0;

    /// <summary>Whether the stem alone is the name or a synonym of a topic.</summary>
    public bool IsTopicAlone(int stem)
    {
        foreach (var occurrence in Occurrences(stem))
        {
            if (list[occurrence.Phrase] is { AllPositions: 1, NeedsCapitals: false, IsOrdinaryWord: false })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the stem is an abbreviation that needs capitals.</summary>
    public bool IsAbbreviation(int stem) => abbreviations.Contains(stem);

    public bool IsKinKey(int stem) => Array.IndexOf(kinKeys, stem) >= 0;

    /// <summary>Stems from this number on came after the thesaurus: they are in no phrase.</summary>
    public int StemCount => topicsUsing.Length;

    public int KinKey(KinClass kin) => kinKeys[(int)kin];

    public bool IsForRelatives(int topic) => forRelatives[topic];

    public int TopicCount => forRelatives.Length;

    /// <summary>The stems of a phrase; <see cref="Word"/> and <see cref="Weight"/> use the same positions.</summary>
    public ReadOnlySpan<int> Stems(int phrase) => CollectionsMarshal.AsSpan(stems)[list[phrase].Start..(list[phrase].Start + BitOperations.PopCount(list[phrase].AllPositions))];

    public int Word(int phrase, int position) => words[list[phrase].Start + position];

    public double Weight(int phrase, int position) => weights[list[phrase].Start + position];

    public bool Knows(int stem) => stem >= 0 && stem + 1 < starts.Length && starts[stem] < starts[stem + 1];

    public ReadOnlySpan<PhraseOccurrence> Occurrences(int stem) => Knows(stem) ? occurrences.AsSpan(starts[stem]..starts[stem + 1]) : [];

    /// <summary>How rare the stem is among the topics (inverse document frequency).</summary>
    public double Rarity(int stem) => stem >= 0 && stem < topicsUsing.Length && topicsUsing[stem] > 0 ? Math.Log(1 + ((double)TopicCount / topicsUsing[stem])) : 0;

    public static ThesaurusPhrases Build(IReadOnlyList<TopicDocument> topics, Lexicon lexicon)
    {
        var phrases = new ThesaurusPhrases(topics, lexicon);
        var tokens = new TokenBuffer();
        foreach (var name in topics.SelectMany(t => t.Names))
        {
            tokens.Read(name.Text);
            for (var i = 0; i < tokens.Count; i++)
            {
                lexicon.Add(tokens.Folded(i), WordUse.TopicName);
            }
        }

        for (var t = 0; t < topics.Count; t++)
        {
            foreach (var name in topics[t].Names)
            {
                phrases.AddName(t, name, tokens, lexicon);
            }

            foreach (var synonym in topics[t].Synonyms)
            {
                phrases.Add(t, synonym.Language, synonym.Text, isPart: false, tokens, lexicon);
            }
        }

        phrases.Index(topics.Count, lexicon);
        return phrases;
    }

    // "Parents d'un enfant atteint de cancer" stands among the cancers. Whoever mourns a child asks for himself: whom he lost decides.
    private static bool NamesRelatives(TopicDocument topic)
    {
        var tokens = new TokenBuffer();
        var relatives = 0;
        foreach (var name in topic.Names)
        {
            tokens.Read(name.Text, 1);
            relatives += tokens.Count > 0 && Kinship.ClassOf(tokens.Folded(0).ToString()) is KinClass.Parent or KinClass.Relative ? 1 : 0;
        }

        return relatives > topic.Names.Count / 2;
    }

    // "Crohn et rectocolite (MICI)" is found by each of its parts too.
    private void AddName(int topic, LanguageText name, TokenBuffer tokens, Lexicon lexicon)
    {
        Add(topic, name.Language, name.Text, isPart: false, tokens, lexicon);
        var parenthesis = name.Text.IndexOf('(', StringComparison.Ordinal);
        if (parenthesis > 0)
        {
            Add(topic, name.Language, name.Text[..parenthesis], isPart: false, tokens, lexicon);
        }

        foreach (var part in name.Text.Split([",", "(", ")", "/", " et ", " und ", " e ", " ed ", " and "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Length < name.Text.Length)
            {
                Add(topic, name.Language, part, isPart: true, tokens, lexicon);
            }
        }
    }

    private void Add(int topic, string language, string text, bool isPart, TokenBuffer tokens, Lexicon lexicon)
    {
        tokens.Read(text, MaxStems + 4);
        AddTokens(topic, language, text, isPart, tokens, lexicon);
        if (tokens.Count == 2 && tokens[1].JoinsPrevious)
        {
            // "burn-out" is also typed as one word.
            var joined = string.Concat(tokens.Folded(0), tokens.Folded(1));
            tokens.Read(joined);
            AddTokens(topic, language, joined, isPart, tokens, lexicon);
        }
    }

    private void AddTokens(int topic, string language, string text, bool isPart, TokenBuffer tokens, Lexicon lexicon)
    {
        var start = stems.Count;
        var kinPositions = 0u;
        var modifierPositions = 0u;
        var hasContent = false;
        var isOrdinary = false;
        byte classes = 0;
        for (var i = 0; i < tokens.Count && stems.Count - start < MaxStems; i++)
        {
            var token = tokens[i];
            var word = lexicon.Find(tokens.Folded(i));
            var use = word == Lexicon.Unknown ? WordUse.None : lexicon.Use(word);
            if (use.Has(WordUse.Stop) && StopWords.Contains(language, lexicon.Text(word)))
            {
                continue;
            }

            if (IsParticle(tokens, i))
            {
                continue;
            }

            word = lexicon.Add(tokens.Folded(i), WordUse.Topic, text.AsSpan(token.SourceStart, token.SourceLength));
            var isKin = use.Has(WordUse.Kin) && (forRelatives[topic] || !Kinship.NeedsPossessive(lexicon.Text(word)));
            if (stems.IndexOf(lexicon.StemOf(word), start) < 0)
            {
                isOrdinary = use.Has(WordUse.Ordinary) && !use.Has(WordUse.TopicName);
                classes |= (byte)(isKin ? 1 << (int)Kinship.ClassOf(lexicon.Text(word)) : 0);
                kinPositions |= isKin ? 1u << (stems.Count - start) : 0;
                modifierPositions |= use.Has(WordUse.Modifier) ? 1u << (stems.Count - start) : 0;
                hasContent |= !isKin && !use.Has(WordUse.Modifier);
                stems.Add(lexicon.StemOf(word));
                words.Add(word);
            }
        }

        var count = stems.Count - start;
        if (count == 0)
        {
            count = KeepAbbreviation(tokens, text, lexicon);
            hasContent = true;
        }

        if (count == 0 || (isPart && !hasContent))
        {
            stems.RemoveRange(start, stems.Count - start);
            words.RemoveRange(start, words.Count - start);
            return;
        }

        var needsCapitals = count == 1 && tokens.Count == 1 && NeedsCapitals(tokens, lexicon);
        if (needsCapitals)
        {
            abbreviations.Add(stems[start]);
        }

        GeneraliseKin(topic, start, count, hasContent ? kinPositions : 0, lexicon);
        kinClasses.Add(classes);
        list.Add(new ThesaurusPhrase(topic, start, (1u << count) - 1, hasContent ? kinPositions : 0, modifierPositions, 0, isPart, needsCapitals, count == 1 && isOrdinary));
    }

    // "l'alcool", "s'endormir": what is left of the article.
    private static bool IsParticle(TokenBuffer tokens, int index) => tokens[index].Length == 1 && tokens.Count > 1 && !char.IsDigit(tokens.Folded(index)[0]) && !tokens[index].AllCapitals;

    // "AI" is nothing but a stop word; as an abbreviation it is a term.
    private int KeepAbbreviation(TokenBuffer tokens, string text, Lexicon lexicon)
    {
        if (tokens.Count != 1 || !tokens[0].AllCapitals)
        {
            return 0;
        }

        var word = lexicon.Add(tokens.Folded(0), WordUse.Topic, text.AsSpan(tokens[0].SourceStart, tokens[0].SourceLength));
        stems.Add(lexicon.StemOf(word));
        words.Add(word);
        return 1;
    }

    private static bool NeedsCapitals(TokenBuffer tokens, Lexicon lexicon)
    {
        var word = lexicon.Find(tokens.Folded(0));
        return tokens[0].AllCapitals && tokens[0].Length <= 3
            && (lexicon.Use(word).Has(WordUse.Stop | WordUse.Modifier | WordUse.Ordinary) || OrdinaryShortWords.Contains(lexicon.Text(word)));
    }

    // In phrases for relatives any relative will do, except that a child is not a partner: topics of category "parents" keep the class.
    private void GeneraliseKin(int topic, int start, int count, uint kinPositions, Lexicon lexicon)
    {
        for (var i = 0; i < count; i++)
        {
            if ((kinPositions & (1u << i)) != 0)
            {
                var kin = Kinship.ClassOf(lexicon.Text(words[start + i]));
                stems[start + i] = forRelatives[topic] && kin != KinClass.Child ? AnyKinKey : KinKey(kin);
            }
        }
    }

    private void Index(int topicCount, Lexicon lexicon)
    {
        topicsUsing = new int[lexicon.StemCount];
        starts = new int[lexicon.StemCount + 1];
        var lastTopic = new int[lexicon.StemCount];
        Array.Fill(lastTopic, -1);
        for (var p = 0; p < list.Count; p++)
        {
            var end = p + 1 < list.Count ? list[p + 1].Start : stems.Count;
            for (var i = list[p].Start; i < end; i++)
            {
                starts[stems[i] + 1]++;
                if (lastTopic[stems[i]] != list[p].Topic)
                {
                    lastTopic[stems[i]] = list[p].Topic;
                    topicsUsing[stems[i]]++;
                }
            }
        }

        for (var s = 1; s < starts.Length; s++)
        {
            starts[s] += starts[s - 1];
        }

        weights = new float[stems.Count];
        occurrences = new PhraseOccurrence[stems.Count];
        var next = starts[..^1];
        for (var p = 0; p < list.Count; p++)
        {
            var end = p + 1 < list.Count ? list[p + 1].Start : stems.Count;
            var total = 0.0;
            for (var i = list[p].Start; i < end; i++)
            {
                occurrences[next[stems[i]]++] = new PhraseOccurrence(p, i - list[p].Start);
                weights[i] = (float)WeightOf(p, i, topicCount, lexicon);
                total += weights[i];
            }

            list[p] = list[p] with { Weight = total };
        }
    }

    private double WeightOf(int phrase, int index, int topicCount, Lexicon lexicon)
    {
        if ((list[phrase].KinPositions & (1u << (index - list[phrase].Start))) != 0)
        {
            return KinWeight;
        }

        return lexicon.Use(words[index]).Has(WordUse.Modifier) ? ModifierWeight : Math.Log(1 + ((double)topicCount / topicsUsing[stems[index]]));
    }
}
