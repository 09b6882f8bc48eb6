using InfoEntraide.Search;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Features.Crisis;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Map;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>
/// An immutable picture of everything the public sees, with its search engine. Public pages read nothing else, which keeps them
/// fast and up while the database is away. A new picture replaces the old one in one assignment (<see cref="PublicCatalogue"/>).
/// </summary>
public sealed class CatalogueSnapshot
{
    private readonly Dictionary<string, TopicEntry> topicsBySlug;
    private readonly Dictionary<(PortalLanguage, string), TopicEntry> topicsByPath = [];
    private readonly Dictionary<string, TopicEntry> topicsByAnyPath = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CentreEntry> centresById;
    private readonly Dictionary<string, CentreEntry> centresBySlug;
    private readonly Dictionary<string, CantonEntry> cantonsByCode;
    private readonly ILookup<string, PartnerEntry> partnersByTopic;

    // What depends on the groups: set here and in With, on an object nobody else has seen yet.
    private Dictionary<string, int> ordinals;
    private GroupLists groupsByTopic;
    private GroupLists groupsByCentre;
    private GroupLists groupsByCanton;

    internal CatalogueSnapshot(CatalogueContent content)
    {
        Reference = content.Reference;
        Groups = content.Groups;
        Version = content.Version;
        BuiltAt = content.BuiltAt;
        Search = SearchEngine.Build(Reference.Words with { Groups = SearchDocuments.Of(Groups), Centres = SearchDocuments.Of(Centres) });
        Map = SwissMap.Of(Reference.Words.Places);
        ordinals = new(Groups.Count, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Groups.Count; i++)
        {
            ordinals.Add(Groups[i].PublicId, i);
        }

        Pages = new ContentPages(Reference.Pages);
        groupsByTopic = new(Groups, g => g.Topics.Select(t => t.Slug));
        groupsByCentre = new(Groups, g => [g.Centre.Slug]);
        groupsByCanton = new(Groups, g => g.Place.Canton is { } canton ? [canton.Code] : []);
        topicsBySlug = Topics.ToDictionary(t => t.Slug, StringComparer.OrdinalIgnoreCase);
        centresById = Centres.ToDictionary(c => c.PublicId, StringComparer.OrdinalIgnoreCase);
        centresBySlug = Centres.ToDictionary(c => c.Slug, StringComparer.OrdinalIgnoreCase);
        cantonsByCode = Cantons.ToDictionary(c => c.Code, StringComparer.OrdinalIgnoreCase);
        partnersByTopic = Partners.SelectMany(p => p.Topics.Select(t => (t.Slug, p))).ToLookup(x => x.Slug, x => x.p, StringComparer.OrdinalIgnoreCase);
        foreach (var topic in Topics)
        {
            topicsByAnyPath.TryAdd(topic.Slug, topic);
            foreach (var (language, slug) in topic.PathSlugs)
            {
                topicsByPath[(language, slug)] = topic;
                topicsByAnyPath.TryAdd(slug, topic);
            }
        }
    }

    public IReadOnlyList<CategoryEntry> Categories => Reference.Categories;

    public IReadOnlyList<TopicEntry> Topics => Reference.Topics;

    public IReadOnlyList<CantonEntry> Cantons => Reference.Cantons;

    public IReadOnlyList<CentreEntry> Centres => Reference.Centres;

    public IReadOnlyList<PartnerEntry> Partners => Reference.Partners;

    /// <summary>Pages to read, on the foundation and its work.</summary>
    public ContentPages Pages { get; }

    /// <summary>The numbers for people in danger that are shown in a language, in their order.</summary>
    public IEnumerable<CrisisNumberEntry> CrisisNumbers(PortalLanguage language) => Reference.CrisisNumbers.Where(n => n.ShownIn.Contains(language.Code(), StringComparer.Ordinal));

    /// <summary>Those for one kind of danger, the most fitting first.</summary>
    public IReadOnlyList<CrisisNumberEntry> CrisisNumbers(PortalLanguage language, Danger danger) =>
        [.. CrisisNumbers(language).Where(n => n.OrderFor(danger) is not null).OrderBy(n => n.OrderFor(danger))];

    /// <summary>Public groups, in no particular order; the position is the ordinal the search engine answers with.</summary>
    public IReadOnlyList<GroupEntry> Groups { get; private set; }

    public SearchEngine Search { get; private set; }

    /// <summary>The country as its places draw it; null when there are none.</summary>
    public SwissMap? Map { get; }

    /// <summary>True when the database holds demonstration data: every page says so and none is to be indexed.</summary>
    public bool IsDemo => Reference.IsDemo;

    /// <summary>The state of the database this is a picture of: <see cref="Data.PortalState.CatalogueVersion"/> when it was read.</summary>
    public int Version { get; private set; }

    public DateTimeOffset BuiltAt { get; private set; }

    internal CatalogueReference Reference { get; }

    internal CatalogueContent Content => new(Reference, Groups, Version, BuiltAt);

    /// <summary>The national office, in charge where no confirmed centre is.</summary>
    public CentreEntry? NationalOffice => Centres.FirstOrDefault(c => c.Kind == CentreKind.National);

    public GroupEntry? Group(string publicId) => ordinals.TryGetValue(publicId, out var ordinal) ? Groups[ordinal] : null;

    public TopicEntry? Topic(string slug) => topicsBySlug.GetValueOrDefault(slug);

    public TopicEntry? TopicAt(PortalLanguage language, string pathSlug) => topicsByPath.GetValueOrDefault((language, pathSlug));

    /// <summary>The topic that has this address in any language, or had it as its thesaurus slug.</summary>
    public TopicEntry? TopicAtAny(string pathSlug) => topicsByAnyPath.GetValueOrDefault(pathSlug);

    public CentreEntry? Centre(string publicId) => centresById.GetValueOrDefault(publicId);

    public CentreEntry? CentreBySlug(string slug) => centresBySlug.GetValueOrDefault(slug);

    public CantonEntry? Canton(string code) => cantonsByCode.GetValueOrDefault(code);

    public CantonEntry? CantonAt(PortalLanguage language, string pathSlug) => Cantons.FirstOrDefault(c => c.PathSlugs[language] == pathSlug);

    /// <summary>The canton that has this address in any language, or this code.</summary>
    public CantonEntry? CantonAtAny(string pathSlug) =>
        Canton(pathSlug) ?? Cantons.FirstOrDefault(c => c.PathSlugs.Values.Contains(pathSlug, StringComparer.OrdinalIgnoreCase));

    public PartnerEntry? Partner(string publicId) => Partners.FirstOrDefault(p => string.Equals(p.PublicId, publicId, StringComparison.OrdinalIgnoreCase));

    /// <summary>The confirmed regional centres that serve a canton; where there is none the national office answers.</summary>
    public IEnumerable<CentreEntry> CentresServing(CantonEntry canton) =>
        Centres.Where(c => c.IsConfirmed && c.Kind != CentreKind.National && c.Cantons.Any(x => x.Code == canton.Code));

    /// <summary>
    /// The centre in charge of a place: the confirmed one whose listed postcodes hold it, else the nearest one serving its canton. Null when there is none: then it is the
    /// national office.
    /// </summary>
    public CentreEntry? CentreInCharge(RecognisedPlace place)
    {
        var serving = Canton(place.Canton) is { } canton ? CentresServing(canton).ToList() : [];
        return serving.Find(c => place.Npa is not null && c.ServedNpa.Contains(place.Npa, StringComparer.Ordinal))
            ?? serving.OrderBy(c => place.Point is { } here && c.Point is { } there ? here.DistanceKm(there) : double.MaxValue).ThenBy(c => c.Slug, StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>The topics with the most groups, in the alphabetical order of the reader's language.</summary>
    public IReadOnlyList<TopicEntry> FrequentTopics(int count) =>
        [.. Topics.OrderByDescending(t => GroupsAbout(t).Count()).ThenBy(t => t.Slug, StringComparer.Ordinal).Take(count).OrderBy(t => t.Name.Current(), StringComparer.CurrentCulture)];

    public IEnumerable<GroupEntry> GroupsAbout(TopicEntry topic) => groupsByTopic[topic.Slug];

    public IEnumerable<GroupEntry> GroupsOf(CentreEntry centre) => groupsByCentre[centre.Slug];

    /// <summary>The groups that meet in a canton or belong to it.</summary>
    public IReadOnlyList<GroupEntry> GroupsIn(CantonEntry canton) => groupsByCanton[canton.Code];

    public IEnumerable<PartnerEntry> PartnersFor(TopicEntry topic) => partnersByTopic[topic.Slug];

    /// <summary>Who answers for a group: its centre, unless nobody has confirmed that centre or there is no way to reach it; then the national office.</summary>
    public CentreContact ContactOf(GroupEntry group) => ContactOf(group.Centre);

    public CentreContact ContactOf(CentreEntry centre) =>
        centre.IsConfirmed && (centre.Phone ?? centre.Email ?? centre.Website) is not null || NationalOffice is not { } office
            ? new(centre, IsNationalOfficeInstead: false)
            : new(office, IsNationalOfficeInstead: office != centre);

    /// <summary>
    /// The picture after changes of groups; this one stays as it is. What did not change is shared: the reference part, the lists of other topics and centres, most of
    /// the search index.
    /// </summary>
    /// <param name="changed">Groups that are new or different.</param>
    /// <param name="gone">Public identifiers of groups that are not public any more.</param>
    /// <param name="version">The version of the catalogue they were read at.</param>
    /// <param name="now">The time of the change.</param>
    internal CatalogueSnapshot With(IReadOnlyCollection<GroupEntry> changed, IReadOnlyCollection<string> gone, int version, DateTimeOffset now)
    {
        var next = (CatalogueSnapshot)MemberwiseClone();
        (next.Version, next.BuiltAt) = (version, now);
        if (changed.Count == 0 && gone.Count == 0)
        {
            return next;
        }

        List<GroupEntry> groups = [.. Groups];
        next.ordinals = new(ordinals, StringComparer.OrdinalIgnoreCase);
        next.Groups = groups;
        var (touched, leaving) = (new HashSet<int>(), new List<GroupEntry>());
        foreach (var group in changed)
        {
            if (next.ordinals.TryGetValue(group.PublicId, out var ordinal))
            {
                leaving.Add(groups[ordinal]);
                groups[ordinal] = group;
            }
            else
            {
                ordinal = groups.Count;
                next.ordinals.Add(group.PublicId, ordinal);
                groups.Add(group);
            }

            touched.Add(ordinal);
        }

        foreach (var id in gone)
        {
            if (next.ordinals.Remove(id, out var ordinal))
            {
                // The last one moves up, so that there is no gap.
                leaving.Add(groups[ordinal]);
                var last = groups.Count - 1;
                groups[ordinal] = groups[last];
                groups.RemoveAt(last);
                touched.Remove(last);
                if (ordinal < last)
                {
                    next.ordinals[groups[ordinal].PublicId] = ordinal;
                    touched.Add(ordinal);
                }
            }
        }

        next.groupsByTopic = groupsByTopic.With(leaving, changed);
        next.groupsByCentre = groupsByCentre.With(leaving, changed);
        next.groupsByCanton = groupsByCanton.With(leaving, changed);
        next.Search = Search.With(touched.ToDictionary(o => o, o => SearchDocuments.Of(groups[o])), groups.Count);
        return next;
    }
}
