using System.Collections;
using InfoEntraide.Search;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>Turns the catalogue into the documents the search engine is built from.</summary>
internal static class SearchDocuments
{
    /// <summary>Topics with everything that is searched for them.</summary>
    public static IReadOnlyList<TopicDocument> Of(IEnumerable<(Topic Topic, string Category, IEnumerable<TopicSynonym> Synonyms)> topics) =>
        [.. topics.Select(t => new TopicDocument(t.Topic.Slug, t.Category, Texts(t.Topic.Name), [.. t.Synonyms.Select(s => new LanguageText(s.Language.Code(), s.Term)), .. Phrases(t.Topic)]))];

    /// <summary>Topics, cantons and places, without groups.</summary>
    public static SearchCorpus Of(IReadOnlyList<TopicDocument> topics, IReadOnlyList<Canton> cantons, IReadOnlyList<Place> places, IReadOnlyList<LocalityAlias> aliases)
    {
        var aliasesOf = aliases.ToLookup(a => (a.Locality, a.CantonCode), a => a.Alias);
        return new SearchCorpus(
            topics,
            [.. cantons.Select(c => new CantonDocument(c.Code, c.NameRm is null ? Texts(c.Name) : [.. Texts(c.Name), new LanguageText("rm", c.NameRm)]))],
            [.. places.Select(p => new PlaceDocument(p.Npa, p.Locality, p.Commune, p.CantonCode, new GeoPoint(p.Latitude, p.Longitude), [.. aliasesOf[(p.Locality, p.CantonCode)]]))],
            []);
    }

    /// <summary>The documents of groups, each made when it is asked for: all of them at once would take more memory than the engine.</summary>
    public static IReadOnlyList<GroupDocument> Of(IReadOnlyList<GroupEntry> groups) => new Documents(groups);

    /// <summary>The centres to suggest: those that somebody can turn to.</summary>
    public static IReadOnlyList<CentreDocument> Of(IReadOnlyList<CentreEntry> centres) =>
        [.. centres.Where(c => c.IsConfirmed).Select(c => new CentreDocument(c.Slug, Texts(c.Name), c.Town))];

    public static GroupDocument Of(GroupEntry group) => new()
    {
        Id = group.PublicId,
        Names = Texts(group.Name),
        Descriptions = Texts(group.Description),
        Topics = [.. group.Topics.Select(t => t.Slug)],
        Point = group.Place.Point,
        Anywhere = group.IsAnywhere,
        CreatedAt = group.CreatedAt,
        VerifiedOn = group.VerifiedOn,
        Values = new Dictionary<Facet, IReadOnlyList<string>>
        {
            [Facet.Canton] = group.Place.Canton is { } canton ? [canton.Code] : [],
            [Facet.Centre] = [group.Centre.Slug],
            [Facet.Kind] = [group.Kind.Code()],
            [Facet.Format] = [group.Format.Code()],
            [Facet.Audience] = [.. Codes.All<Audience>().Where(a => group.Audience.HasFlag(a)).Select(a => a.Code())],
            [Facet.Language] = group.Languages,
            [Facet.Status] = [group.Lifecycle.Code()],
            [Facet.Weekday] = [.. RhythmFacets.Weekdays(group.Rhythm).Select(d => d.Code())],
            [Facet.Time] = RhythmFacets.Of(group.Rhythm.StartTime) is { } time ? [time.Code()] : [],
        },
    };

    private static IEnumerable<LanguageText> Phrases(Topic topic) =>
        topic.Phrases.Existing().SelectMany(t => t.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(phrase => new LanguageText(t.Language.Code(), phrase)));

    private static LanguageText[] Texts(LocalizedText text) => [.. text.Existing().Select(t => new LanguageText(t.Language.Code(), t.Text))];

    private sealed class Documents(IReadOnlyList<GroupEntry> groups) : IReadOnlyList<GroupDocument>
    {
        public int Count => groups.Count;

        public GroupDocument this[int index] => Of(groups[index]);

        public IEnumerator<GroupDocument> GetEnumerator() => groups.Select(Of).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
