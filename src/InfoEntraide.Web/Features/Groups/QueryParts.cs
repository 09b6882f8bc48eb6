using System.Globalization;
using System.Text;
using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>
/// Takes a query apart for the results page. A part is left out by cutting its words out of what was typed. Whether the rest still means the same is not
/// supposed but asked of the engine; where it does not, the rest is said explicitly: topics as a filter, the place in its own box, the remaining words as words.
/// </summary>
internal sealed class QueryParts
{
    private readonly CatalogueSnapshot snapshot;
    private readonly SearchParameters search;
    private readonly FacetLabels labels;
    private readonly Texts texts;
    private readonly Interpretation interpretation;
    private readonly IReadOnlyList<QueryWord> words;

    private QueryParts(CatalogueSnapshot snapshot, SearchParameters search, Interpretation interpretation, FacetLabels labels, Texts texts)
    {
        (this.snapshot, this.search, this.interpretation, this.labels, this.texts) = (snapshot, search, interpretation, labels, texts);
        words = snapshot.Search.Read(Request(search)).Words;
    }

    /// <summary>How the query of a search was understood.</summary>
    /// <param name="interpretation">What the search has answered.</param>
    public static Understanding Of(CatalogueSnapshot snapshot, SearchParameters search, Interpretation interpretation, FacetLabels labels, Texts texts) =>
        new QueryParts(snapshot, search, interpretation, labels, texts).Understand();

    private Understanding Understand()
    {
        var place = interpretation.Place is { } found ? Place(found) : null;
        var mended = TextCorrections(place);
        return new()
        {
            Topics = [.. interpretation.Topics.Select(snapshot.Topic).OfType<TopicEntry>().Select(Topic)],
            Place = place,
            WithoutRelative = interpretation.Relatives && words.Any(w => w.IsRelative) ? search with { Text = Rest(w => w.IsRelative), Page = 1 } : null,
            Text = interpretation.Text,
            Corrections = place is { IsMended: true } ? [.. mended, new(search.Place, place.Label)] : mended,
            AsTyped = mended.Count > 0 ? search with { Without = search.Without | ReadingSteps.Correction, Page = 1 } : null,
            UnknownPlace = interpretation.UnknownPlace,
            RadiusKm = interpretation.RadiusKm,
            Relaxed = interpretation.Relaxed,
            Danger = interpretation.Danger,
        };
    }

    // The engine tells which words it mended, but of a place only those that another place is not written with: whether it is the place without mending says the rest.
    private List<Correction> TextCorrections(UnderstoodPlace? place)
    {
        var plain = snapshot.Search.Read(Request(search with { Without = search.Without | ReadingSteps.Correction })).Words;
        var name = NameOfPlace(plain);
        var isMended = name.Exists(i => words[i].ReadAs is not null || plain[i].Role is not (WordRole.Place or WordRole.OtherPlace or WordRole.Silent));
        var corrections = new List<Correction>();
        for (var i = 0; i < words.Count; i++)
        {
            if (isMended && place is not null && name.Contains(i))
            {
                corrections.Add(new(search.Text[words[i].Start..(words[name[^1]].Start + words[name[^1]].Length)], place.Label));
                i = name[^1];
            }
            else if (words[i].ReadAs is { } readAs && !search.Text.AsSpan(words[i].Start, words[i].Length).Equals(readAs, StringComparison.CurrentCultureIgnoreCase))
            {
                corrections.Add(new(search.Text.Substring(words[i].Start, words[i].Length), readAs));
            }
        }

        return corrections;
    }

    /// <summary>The words of the place in the text, without those that lead to it ("in") and without its postcode.</summary>
    private List<int> NameOfPlace(IReadOnlyList<QueryWord> plain) =>
        [.. Enumerable.Range(0, words.Count)
            .Where(i => words[i].Role == WordRole.Place && !search.Text.AsSpan(words[i].Start, words[i].Length).ContainsAnyInRange('0', '9'))
            .SkipWhile(i => plain[i].Role == WordRole.Silent)];

    // What stands in the box is always mended; read as a text and without mending it is the place only when it is written like it.
    private bool IsMendedInBox(RecognisedPlace place, string label)
    {
        var plain = snapshot.Search.Read(new SearchRequest { Text = search.Place, Without = ReadingSteps.Correction }).Interpretation.Place;
        return plain != place && !Holds(search.Place, place.Name) && !Holds(search.Place, label) && !Holds(place.Name, search.Place) && !Holds(label, search.Place);

        static bool Holds(string text, string part) =>
            CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, part, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
    }

    private UnderstoodTopic Topic(TopicEntry topic)
    {
        List<string> others = [.. interpretation.Topics.Where(t => t != topic.Slug)];
        return new(
            topic,
            Leaving(w => w.Topics.Contains(topic.Slug) && w.Topics.Count == 1, others, interpretation.Place),
            others.Count == 0 ? null : Leaving(w => w.Topics.Count > 0 && !w.Topics.Contains(topic.Slug), [topic.Slug], interpretation.Place));
    }

    private UnderstoodPlace Place(RecognisedPlace place)
    {
        var inBox = search.Place.Length > 0;
        var text = inBox ? search.Place : TextOf(place);
        var without = inBox ? search with { Place = "", Page = 1 } : Leaving(w => w.Role == WordRole.Place, interpretation.Topics, null);
        var alternatives = interpretation.Alternatives
            .Where(label => snapshot.Search.Read(new SearchRequest { Place = label }).Interpretation.Place is { } other && (other.Name, other.Canton) != (place.Name, place.Canton))
            .Select(label => new OtherPlace(AlternativeLabel(label), without with { Place = label, Radius = search.Radius }));
        var label = labels.Place(snapshot, place);
        return new(place, label, text, without with { Radius = null }, [.. alternatives]) { IsMended = inBox && IsMendedInBox(place, label) };
    }

    /// <summary>The search without some words, in which <paramref name="topics"/> and <paramref name="place"/> stay what they were.</summary>
    private SearchParameters Leaving(Func<QueryWord, bool> isCut, IReadOnlyList<string> topics, RecognisedPlace? place)
    {
        var cut = search with { Text = Rest(isCut), Page = 1 };
        var reading = snapshot.Search.Read(Request(cut)).Interpretation;
        if (reading.Place == place && reading.Topics.Count == topics.Count && reading.Topics.All(topics.Contains))
        {
            return cut;
        }

        // Two sets of topics cannot both be a filter; then the words alone have to do.
        var filter = search.Values(Facet.Topic);
        if (filter.Count > 0 && topics.Count > 0)
        {
            return cut;
        }

        return search.WithFilter(Facet.Topic, [.. filter, .. topics]) with
        {
            Text = interpretation.Text,
            Without = interpretation.Text.Length > 0 ? search.Without | ReadingSteps.Meaning : search.Without,
            Place = place is null ? "" : search.Place.Length > 0 ? search.Place : TextOf(place),
        };
    }

    /// <summary>How the place is written so that it is understood the same in its own box.</summary>
    private string TextOf(RecognisedPlace place)
    {
        var typed = words.Where(w => w.Role == WordRole.Place).ToList();
        var asTyped = typed.Count == 0 ? "" : search.Text[typed[0].Start..(typed[^1].Start + typed[^1].Length)];
        foreach (var text in (string[])[place.Name, $"{place.Name} {place.Canton}", $"{place.Npa} {place.Name}", asTyped])
        {
            if (snapshot.Search.Read(new SearchRequest { Place = text }).Interpretation.Place == place)
            {
                return text;
            }
        }

        return place.Npa ?? place.Canton;
    }

    // What was typed without some of its words. What hangs on a word ("l'", "·e·s") goes with it, and words that say nothing alone are no query.
    private string Rest(Func<QueryWord, bool> isCut)
    {
        var text = search.Text;
        var goes = words.Select(isCut).ToArray();
        for (var i = 0; i < goes.Length; i++)
        {
            goes[i] = goes[i] || (words[i].Role == WordRole.Silent && (Hangs(i, i + 1) || Hangs(i - 1, i)));
        }

        if (!words.Where((w, i) => !goes[i] && w.Role != WordRole.Silent).Any())
        {
            return "";
        }

        var rest = new StringBuilder(text.Length);
        for (var i = 0; i < goes.Length; i++)
        {
            if (goes[i])
            {
                continue;
            }

            if (rest.Length > 0)
            {
                rest.Append(goes[i - 1] ? " " : text.AsSpan(words[i - 1].Start + words[i - 1].Length, words[i].Start - words[i - 1].Start - words[i - 1].Length));
            }

            rest.Append(text, words[i].Start, words[i].Length);
        }

        return rest.ToString();

        bool Hangs(int first, int second)
        {
            if (first < 0 || second >= words.Count || !(goes[first] || goes[second]))
            {
                return false;
            }

            var between = text.AsSpan(words[first].Start + words[first].Length, words[second].Start - words[first].Start - words[first].Length);
            return between.Length == 0 || between is ['\'' or '’' or '-' or '·' or ':' or '*'];
        }
    }

    // The engine names a canton by its code.
    private string AlternativeLabel(string label) =>
        snapshot.Canton(label) is { } canton ? texts.Format("Place.Canton", canton.Name.In(texts.Language).Text) : label;

    private SearchRequest Request(SearchParameters parameters) => parameters.ToRequest(texts.Language.Code());
}
