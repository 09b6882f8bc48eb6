using InfoEntraide.Search;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>
/// An immutable picture of everything the public sees, with its search engine. Public pages read nothing else, which keeps them
/// fast and up while the database is away. A new picture replaces the old one in one assignment (<see cref="PublicCatalogue"/>).
/// </summary>
public sealed class CatalogueSnapshot
{
    private readonly Dictionary<string, GroupEntry> groupsById;
    private readonly Dictionary<string, TopicEntry> topicsBySlug;
    private readonly Dictionary<(PortalLanguage, string), TopicEntry> topicsByPath = [];
    private readonly Dictionary<string, TopicEntry> topicsByAnyPath = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CentreEntry> centresById;
    private readonly Dictionary<string, CentreEntry> centresBySlug;
    private readonly Dictionary<string, CantonEntry> cantonsByCode;
    private readonly ILookup<string, GroupEntry> groupsByTopic;
    private readonly ILookup<string, GroupEntry> groupsByCentre;
    private readonly ILookup<string, PartnerEntry> partnersByTopic;

    public CatalogueSnapshot(
        IReadOnlyList<CategoryEntry> categories,
        IReadOnlyList<TopicEntry> topics,
        IReadOnlyList<CantonEntry> cantons,
        IReadOnlyList<CentreEntry> centres,
        IReadOnlyList<PartnerEntry> partners,
        IReadOnlyList<GroupEntry> groups,
        SearchEngine search,
        bool isDemo,
        DateTimeOffset builtAt)
    {
        Categories = categories;
        Topics = topics;
        Cantons = cantons;
        Centres = centres;
        Partners = partners;
        Groups = groups;
        Search = search;
        IsDemo = isDemo;
        BuiltAt = builtAt;
        groupsById = groups.ToDictionary(g => g.PublicId, StringComparer.OrdinalIgnoreCase);
        topicsBySlug = topics.ToDictionary(t => t.Slug, StringComparer.OrdinalIgnoreCase);
        centresById = centres.ToDictionary(c => c.PublicId, StringComparer.OrdinalIgnoreCase);
        centresBySlug = centres.ToDictionary(c => c.Slug, StringComparer.OrdinalIgnoreCase);
        cantonsByCode = cantons.ToDictionary(c => c.Code, StringComparer.OrdinalIgnoreCase);
        groupsByTopic = groups.SelectMany(g => g.Topics.Select(t => (t.Slug, g))).ToLookup(x => x.Slug, x => x.g, StringComparer.OrdinalIgnoreCase);
        groupsByCentre = groups.ToLookup(g => g.Centre.Slug, StringComparer.OrdinalIgnoreCase);
        partnersByTopic = partners.SelectMany(p => p.Topics.Select(t => (t.Slug, p))).ToLookup(x => x.Slug, x => x.p, StringComparer.OrdinalIgnoreCase);
        foreach (var topic in topics)
        {
            topicsByAnyPath.TryAdd(topic.Slug, topic);
            foreach (var (language, slug) in topic.PathSlugs)
            {
                topicsByPath[(language, slug)] = topic;
                topicsByAnyPath.TryAdd(slug, topic);
            }
        }
    }

    public IReadOnlyList<CategoryEntry> Categories { get; }

    public IReadOnlyList<TopicEntry> Topics { get; }

    public IReadOnlyList<CantonEntry> Cantons { get; }

    public IReadOnlyList<CentreEntry> Centres { get; }

    public IReadOnlyList<PartnerEntry> Partners { get; }

    /// <summary>Public groups; the position is the ordinal the search engine answers with.</summary>
    public IReadOnlyList<GroupEntry> Groups { get; }

    public SearchEngine Search { get; }

    /// <summary>True when the database holds demonstration data: every page says so and none is to be indexed.</summary>
    public bool IsDemo { get; }

    public DateTimeOffset BuiltAt { get; }

    /// <summary>The national office, in charge where no confirmed centre is.</summary>
    public CentreEntry? NationalOffice => Centres.FirstOrDefault(c => c.Kind == CentreKind.National);

    public GroupEntry? Group(string publicId) => groupsById.GetValueOrDefault(publicId);

    public TopicEntry? Topic(string slug) => topicsBySlug.GetValueOrDefault(slug);

    public TopicEntry? TopicAt(PortalLanguage language, string pathSlug) => topicsByPath.GetValueOrDefault((language, pathSlug));

    /// <summary>The topic that has this address in any language, or had it as its thesaurus slug.</summary>
    public TopicEntry? TopicAtAny(string pathSlug) => topicsByAnyPath.GetValueOrDefault(pathSlug);

    public CentreEntry? Centre(string publicId) => centresById.GetValueOrDefault(publicId);

    public CentreEntry? CentreBySlug(string slug) => centresBySlug.GetValueOrDefault(slug);

    public CantonEntry? Canton(string code) => cantonsByCode.GetValueOrDefault(code);

    public IEnumerable<GroupEntry> GroupsAbout(TopicEntry topic) => groupsByTopic[topic.Slug];

    public IEnumerable<GroupEntry> GroupsOf(CentreEntry centre) => groupsByCentre[centre.Slug];

    public IEnumerable<PartnerEntry> PartnersFor(TopicEntry topic) => partnersByTopic[topic.Slug];

    /// <summary>Who answers for a group: its centre, unless nobody has confirmed that centre or there is no way to reach it; then the national office.</summary>
    public CentreContact ContactOf(GroupEntry group) => ContactOf(group.Centre);

    public CentreContact ContactOf(CentreEntry centre) =>
        centre.IsConfirmed && (centre.Phone ?? centre.Email ?? centre.Website) is not null || NationalOffice is not { } office
            ? new(centre, IsNationalOfficeInstead: false)
            : new(office, IsNationalOfficeInstead: office != centre);
}
