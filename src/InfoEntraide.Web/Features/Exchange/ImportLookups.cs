using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>Everything a row can refer to, loaded once and found by any of its names.</summary>
public sealed class ImportLookups
{
    private readonly Dictionary<string, Centre> centres = [];
    private readonly Dictionary<string, Canton> cantons = [];
    private readonly Dictionary<string, List<Topic>>[] topics = [[], [], [], []];
    private readonly Dictionary<string, string> topicSpellings = [];
    private readonly ILookup<string, Place> placesByNpa;
    private readonly ILookup<string, Place> placesByName;
    private readonly ILookup<string, Place> placesByCommune;

    // A file full of unknown words must not take minutes: suggestions are for the first of them.
    private int suggestionsLeft = 300;

    private ImportLookups(List<Place> places, List<LocalityAlias> aliases)
    {
        placesByNpa = places.ToLookup(p => p.Npa, StringComparer.Ordinal);
        placesByCommune = places.ToLookup(p => CellText.Fold(p.Commune), StringComparer.Ordinal);
        var byLocality = places.ToLookup(p => (p.Locality, p.CantonCode));
        placesByName = places.Select(p => (Name: CellText.Fold(p.Locality), Place: p))
            .Concat(aliases.SelectMany(a => byLocality[(a.Locality, a.CantonCode)].Select(p => (Name: CellText.Fold(a.Alias), Place: p))))
            .Distinct().ToLookup(x => x.Name, x => x.Place, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<Guid, Centre> CentresById { get; private init; } = new Dictionary<Guid, Centre>();

    public IReadOnlyDictionary<Guid, Topic> TopicsById { get; private init; } = new Dictionary<Guid, Topic>();

    public static async Task<ImportLookups> LoadAsync(PortalDb db, CancellationToken ct)
    {
        var allCentres = await db.Centres.AsNoTracking().ToListAsync(ct);
        var allTopics = await db.Topics.AsNoTracking().Include(t => t.Synonyms).AsSplitQuery().ToListAsync(ct);
        var allCantons = await db.Cantons.AsNoTracking().ToListAsync(ct);
        var result = new ImportLookups(await db.Places.AsNoTracking().ToListAsync(ct), await db.LocalityAliases.AsNoTracking().ToListAsync(ct))
        {
            CentresById = allCentres.ToDictionary(c => c.Id),
            TopicsById = allTopics.ToDictionary(t => t.Id),
        };
        foreach (var canton in allCantons)
        {
            foreach (var name in canton.Name.Existing().Select(t => t.Text).Append(canton.Code).Append(canton.NameRm ?? canton.Code))
            {
                result.cantons.TryAdd(CellText.Fold(name), canton);
            }
        }

        foreach (var centre in allCentres)
        {
            result.centres[CellText.Fold(centre.Slug)] = centre;
        }

        foreach (var centre in allCentres)
        {
            foreach (var name in centre.Name.Existing())
            {
                result.centres.TryAdd(CellText.Fold(name.Text), centre);
            }
        }

        foreach (var topic in allTopics)
        {
            result.AddTopic(0, topic.Slug, topic);
            foreach (var name in topic.Name.Existing())
            {
                result.AddTopic(1, name.Text, topic);
                if (name.Text.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket)
                {
                    // "Trauer" for "Trauer (allgemein)".
                    result.AddTopic(2, name.Text[..bracket], topic);
                }
            }

            foreach (var synonym in topic.Synonyms)
            {
                result.AddTopic(3, synonym.Term, topic);
            }
        }

        return result;
    }

    public Centre? Centre(string cell) => centres.GetValueOrDefault(CellText.Fold(cell));

    public string? SimilarCentre(string cell) => Similar(CellText.Fold(cell), centres.Keys) is { } key ? centres[key].Slug : null;

    public Canton? Canton(string cell)
    {
        var name = CellText.Fold(cell);
        return cantons.GetValueOrDefault(name) ?? (name.Split(' ', 2) is ["canton" or "kanton" or "cantone", var rest] ? cantons.GetValueOrDefault(rest.StartsWith("de ", StringComparison.Ordinal) ? rest[3..] : rest) : null);
    }

    /// <summary>The topics a word stands for: by slug, else by name with or without its addition in brackets, else by synonym. More than one when a synonym is shared.</summary>
    public IReadOnlyList<Topic> Topics(string word)
    {
        var key = CellText.Fold(word);
        foreach (var level in topics)
        {
            if (level.TryGetValue(key, out var found))
            {
                return found;
            }
        }

        return [];
    }

    public string? SimilarTopic(string word) => Similar(CellText.Fold(word), topicSpellings.Keys) is { } key ? topicSpellings[key] : null;

    public IReadOnlyList<Place> PlacesByNpa(string npa) => [.. placesByNpa[npa]];

    /// <summary>By the official name or one in another language; "Biel" finds Biel/Bienne and "Carouge" Carouge GE.</summary>
    public IReadOnlyList<Place> PlacesNamed(string locality)
    {
        var name = CellText.Fold(locality);
        var found = placesByName[name].ToList();
        if (found.Count == 0 && name.Split(' ') is [.., { Length: 2 } code] words && words.Length > 1 && cantons.TryGetValue(code, out var canton))
        {
            // "Buchs SG", "Genève 2" below: additions of the post.
            found = [.. placesByName[string.Join(' ', words[..^1])].Where(p => p.CantonCode == canton.Code)];
        }

        return found.Count == 0 && name.Split(' ') is [.. var head, { Length: <= 2 } number] && head.Length > 0 && number.All(char.IsAsciiDigit) ? [.. placesByName[string.Join(' ', head)]] : found;
    }

    public IReadOnlyList<Place> PlacesInCommune(string commune) => [.. placesByCommune[CellText.Fold(commune)]];

    private void AddTopic(int level, string spelling, Topic topic)
    {
        var key = CellText.Fold(spelling);
        if (key.Length == 0)
        {
            return;
        }

        topicSpellings.TryAdd(key, topic.Slug);
        if (!topics[level].TryGetValue(key, out var list))
        {
            topics[level][key] = list = [];
        }

        if (!list.Contains(topic))
        {
            list.Add(topic);
        }
    }

    /// <summary>The nearest word within a fifth of its letters, or null.</summary>
    private string? Similar(string word, IEnumerable<string> words)
    {
        if (word.Length is < 4 or > 60 || suggestionsLeft-- <= 0)
        {
            return null;
        }

        var best = (Word: (string?)null, Distance: 1 + (word.Length / 5));
        foreach (var candidate in words)
        {
            if (Math.Abs(candidate.Length - word.Length) <= best.Distance && Distance(word, candidate) is var distance && (distance < best.Distance || (distance == best.Distance && best.Word is null)))
            {
                best = (candidate, distance);
            }
        }

        return best.Word;
    }

    /// <summary>Levenshtein distance of whole names; the one of the search engine is for single words and gives up on longer texts.</summary>
    private static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
