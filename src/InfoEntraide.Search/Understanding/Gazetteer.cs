using System.Globalization;
using System.Text;
using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>How directly a name means a place; lower is better.</summary>
internal enum NameRank : byte
{
    Official,
    Alias,
    Canton,
    PartOfName,
    Commune,

    /// <summary>A region or town the locality is told apart by.</summary>
    Surroundings,
}

/// <summary>A locality: all rows of one name in one canton.</summary>
internal sealed class Locality(string name, string canton)
{
    private double latitude;
    private double longitude;

    public string Name { get; } = name;

    public string Canton { get; } = canton;

    public List<PlaceDocument> Rows { get; } = [];

    /// <summary>The mean of its rows' points.</summary>
    public GeoPoint Point => new(latitude / Rows.Count, longitude / Rows.Count);

    public void Add(PlaceDocument row)
    {
        Rows.Add(row);
        latitude += row.Point.Latitude;
        longitude += row.Point.Longitude;
    }
}

/// <summary>One meaning of a name: a locality, or a canton when <paramref name="Locality"/> is null.</summary>
internal readonly record struct PlaceReading(NameRank Rank, string Canton, Locality? Locality)
{
    public string Label => Locality is null ? Canton
        : Locality.Name.EndsWith(' ' + Canton, StringComparison.Ordinal) ? Locality.Name
        : $"{Locality.Name} {Canton}";
}

/// <summary>Names, aliases and postcodes of places, matched over the numbers of folded words by a trie; the longest name wins.</summary>
internal sealed class Gazetteer
{
    /// <summary>Shorter beginnings of names are ordinary words ("Mont-sur-Rolle", "Buch am Irchel").</summary>
    private const int ShortestHead = 5;

    /// <summary>From this weight on a place is one that people far away know.</summary>
    public const int TownWeight = 4;

    /// <summary>Words of a name that are looked at before one that is misspelt.</summary>
    private const int LongestBeginning = 3;

    /// <summary>Letters from which on the words of a name may be written as one: shorter ones may be another word.</summary>
    private const int ShortestJoined = 8;

    private static readonly string[] Connectors = [" am ", " an der ", " im ", "-le-", "-les-", "-sur-", "-sous-", "-près-"];

    private readonly Dictionary<(int Node, int Word), int> edges = [];
    private readonly List<List<PlaceReading>?> readings = [null];
    private readonly Dictionary<int, List<Locality>> byPostcode = [];
    private readonly HashSet<string> cantonNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> cantons = new(StringComparer.Ordinal);

    /// <summary>Finds the longest name that begins at <paramref name="start"/>; best reading first.</summary>
    /// <returns>The number of words it takes; 0 when none begins there.</returns>
    public int LongestName(IReadOnlyList<QueryTerm> terms, int start, out IReadOnlyList<PlaceReading> found)
    {
        var node = 0;
        var length = 0;
        found = [];
        for (var i = start; i < terms.Count && edges.TryGetValue((node, terms[i].Word), out node); i++)
        {
            if (readings[node] is { } here)
            {
                found = here;
                length = i + 1 - start;
            }
        }

        return length;
    }

    public IReadOnlyList<Locality> WithPostcode(ReadOnlySpan<char> folded) =>
        folded.Length == 4 && int.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var npa) && byPostcode.TryGetValue(npa, out var localities) ? localities : [];

    /// <summary>Whether the word alone is the name of a place.</summary>
    public bool IsName(int word) => edges.TryGetValue((0, word), out var node) && readings[node] is not null;

    /// <summary>How well known the place is that the word alone names, for choosing between misspellings; 0 when it names none.</summary>
    public int Weight(int word)
    {
        if (!edges.TryGetValue((0, word), out var node) || readings[node] is not { } named)
        {
            return 0;
        }

        // People have more names for a town than for a village, and the post more numbers.
        var isTown = named.Exists(r => r.Rank <= NameRank.PartOfName && (r.Locality is not { } locality || locality.Rows.Count > 1 || locality.Rows[0].Aliases.Count > 0));
        return (isTown ? TownWeight : 1) + (named[0].Rank == NameRank.Official ? 1 : 0);
    }

    /// <summary>The state after the longest run of words before <paramref name="end"/> that begins a longer name; 0 when there is none.</summary>
    public int Begun(IReadOnlyList<QueryTerm> terms, int end)
    {
        for (var start = Math.Max(0, end - LongestBeginning); start < end; start++)
        {
            var node = 0;
            var i = start;
            while (i < end && edges.TryGetValue((node, terms[i].Word), out node))
            {
                i++;
            }

            if (i == end && !(i - start == 1 && terms[start].Use.Has(WordUse.Stop)))
            {
                return node;
            }
        }

        return 0;
    }

    /// <summary>Whether a name goes on with this word after <see cref="Begun"/>.</summary>
    public bool GoesOn(int begun, int word) => begun > 0 && edges.ContainsKey((begun, word));

    public bool IsCantonCode(string code) => cantons.Contains(code);

    public static Gazetteer Build(SearchCorpus corpus, Lexicon lexicon)
    {
        var gazetteer = new Gazetteer();
        var tokens = new TokenBuffer();
        var localities = new Dictionary<(string Name, string Canton), Locality>();
        var order = new List<Locality>();
        foreach (var row in corpus.Places)
        {
            if (!localities.TryGetValue((row.Locality, row.Canton), out var locality))
            {
                locality = new Locality(row.Locality, row.Canton);
                localities.Add((row.Locality, row.Canton), locality);
                order.Add(locality);
            }

            locality.Add(row);
            gazetteer.AddPostcode(row.Npa, locality);
        }

        foreach (var canton in corpus.Cantons)
        {
            foreach (var name in canton.Names)
            {
                tokens.Read(name.Text);
                gazetteer.cantonNames.Add(tokens.Count == 1 ? tokens.Folded(0).ToString() : "");
            }
        }

        foreach (var locality in order)
        {
            gazetteer.AddLocality(locality, tokens, lexicon);
        }

        foreach (var canton in corpus.Cantons)
        {
            gazetteer.cantons.Add(canton.Code);
            foreach (var name in canton.Names)
            {
                gazetteer.AddName(name.Text, new PlaceReading(NameRank.Canton, canton.Code, null), tokens, lexicon);
            }
        }

        foreach (var list in gazetteer.readings)
        {
            list?.Sort(static (a, b) => a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : (b.Locality?.Rows.Count ?? 0).CompareTo(a.Locality?.Rows.Count ?? 0));
        }

        return gazetteer;
    }

    private void AddPostcode(string npa, Locality locality)
    {
        if (!int.TryParse(npa, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return;
        }

        if (!byPostcode.TryGetValue(number, out var list))
        {
            byPostcode.Add(number, list = []);
        }

        if (!list.Contains(locality))
        {
            list.Add(locality);
        }
    }

    private void AddLocality(Locality locality, TokenBuffer tokens, Lexicon lexicon)
    {
        AddName(locality.Name, new PlaceReading(NameRank.Official, locality.Canton, locality), tokens, lexicon);
        var part = new PlaceReading(NameRank.PartOfName, locality.Canton, locality);
        var name = locality.Name;
        if (name.EndsWith(' ' + locality.Canton, StringComparison.Ordinal))
        {
            name = name[..^(locality.Canton.Length + 1)];
            AddName(name, part, tokens, lexicon);
        }

        var parenthesis = name.IndexOf(" (", StringComparison.Ordinal);
        if (parenthesis > 0)
        {
            AddName(name[..parenthesis], part, tokens, lexicon);

            // "Charmey (Gruyère)": the only names of valleys and regions in the directory.
            AddName(name[parenthesis..], new PlaceReading(NameRank.Surroundings, locality.Canton, locality), tokens, lexicon);
        }

        // "Au Landeron", "aux Breuleux"; and "Estavayer", "Neuhausen" as people say for short.
        if (name.StartsWith("Le ", StringComparison.Ordinal) || name.StartsWith("Les ", StringComparison.Ordinal))
        {
            var article = name.IndexOf(' ', StringComparison.Ordinal);
            AddName((article == 2 ? "au" : "aux") + name[article..], part, tokens, lexicon);
        }

        foreach (var connector in Connectors)
        {
            var head = name.IndexOf(connector, StringComparison.Ordinal);
            if (head >= ShortestHead && !IsNearlyCanton(name.AsSpan(0, head), tokens))
            {
                AddName(name[..head], part, tokens, lexicon);
            }
        }

        if (name.Contains('/', StringComparison.Ordinal))
        {
            foreach (var half in name.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                AddName(half, part, tokens, lexicon);
            }
        }

        foreach (var row in locality.Rows)
        {
            foreach (var alias in row.Aliases)
            {
                AddName(alias, new PlaceReading(NameRank.Alias, locality.Canton, locality), tokens, lexicon);
            }

            if (!string.Equals(row.Commune, locality.Name, StringComparison.Ordinal))
            {
                AddName(row.Commune, new PlaceReading(NameRank.Commune, locality.Canton, locality), tokens, lexicon);
            }
        }
    }

    // "Schafhausen" is Schaffhausen with a letter missing rather than short for "Schafhausen im Emmental".
    private bool IsNearlyCanton(ReadOnlySpan<char> head, TokenBuffer tokens)
    {
        tokens.Read(head);
        foreach (var canton in cantonNames)
        {
            if (tokens.Count == 1 && EditDistance.Bounded(tokens.Folded(0), canton, 1) <= 1)
            {
                return true;
            }
        }

        return false;
    }

    private void AddName(string name, PlaceReading reading, TokenBuffer tokens, Lexicon lexicon)
    {
        tokens.Read(name);
        if (tokens.Count == 0)
        {
            return;
        }

        var node = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var word = lexicon.Add(tokens.Folded(i), WordUse.Place, name.AsSpan(tokens[i].SourceStart, tokens[i].SourceLength));
            if (!edges.TryGetValue((node, word), out var next))
            {
                next = readings.Count;
                readings.Add(null);
                edges.Add((node, word), next);
            }

            node = next;
        }

        Add(reading, node);
        if (tokens.Count > 1 && reading.Rank <= NameRank.PartOfName)
        {
            AddJoined(name, reading, tokens, lexicon);
        }
    }

    // "Lachauxdefonds", "stgallen": the spaces are missing.
    private void AddJoined(string name, PlaceReading reading, TokenBuffer tokens, Lexicon lexicon)
    {
        var joined = new StringBuilder();
        for (var i = 0; i < tokens.Count; i++)
        {
            joined.Append(tokens.Folded(i));
        }

        var text = joined.ToString();
        if (text.Length is < ShortestJoined or > TokenBuffer.MaxWordLength || (lexicon.Find(text) is >= 0 and var known && lexicon.Use(known) != WordUse.Place))
        {
            return;
        }

        var word = lexicon.Add(text, WordUse.Place, name);
        if (!edges.TryGetValue((0, word), out var node))
        {
            node = readings.Count;
            readings.Add(null);
            edges.Add((0, word), node);
        }

        Add(reading, node);
    }

    private void Add(PlaceReading reading, int node)
    {
        var list = readings[node] ??= [];
        if (!list.Exists(known => known.Canton == reading.Canton && known.Locality == reading.Locality && known.Rank <= reading.Rank))
        {
            list.Add(reading);
        }
    }
}
