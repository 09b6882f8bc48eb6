using InfoEntraide.Search;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Features.Crisis;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>
/// Reads what is public from the database. The version of the catalogue is read before the data: what is committed in between may be in the picture or not, and
/// the next look at the version finds out.
/// </summary>
internal static class CatalogueReader
{
    /// <summary>Identifiers in one query: databases limit the number of parameters.</summary>
    private const int IdsAtOnce = 500;

    public static Task<int> ReadVersionAsync(PortalDb db, CancellationToken ct) => db.PortalStates.Select(s => s.CatalogueVersion).SingleAsync(ct);

    /// <summary>Everything.</summary>
    public static async Task<(CatalogueContent Content, CatalogueKeys Keys)> ReadAsync(PortalDb db, DateTimeOffset now, CancellationToken ct)
    {
        var version = await ReadVersionAsync(db, ct);
        var (reference, keys) = await ReadReferenceAsync(db, ct);
        return (await ReadAsync(db, reference, keys, version, now, ct), keys);
    }

    /// <summary>The groups beside a reference part that has just been read.</summary>
    public static async Task<CatalogueContent> ReadAsync(PortalDb db, CatalogueReference reference, CatalogueKeys keys, int version, DateTimeOffset now, CancellationToken ct)
    {
        var groups = new List<GroupRead>();
        await ReadGroupsAsync(db.Groups.Where(SelfHelpGroup.IsPublicExpression).OrderBy(g => g.PublicId), keys, groups, ct);
        var topics = (await db.Set<GroupTopic>().AsNoTracking().Select(t => new { t.GroupId, t.TopicId, t.Position }).ToListAsync(ct)).ToLookup(t => t.GroupId);
        var entries = groups.ConvertAll(g => g.Entry with { Topics = InOrder(topics[g.Id].Select(t => (t.TopicId, t.Position)), keys) });
        foreach (var (id, groupVersion, entry) in groups)
        {
            keys.Groups[id] = (groupVersion, entry.PublicId);
        }

        return new CatalogueContent(reference, entries, version, now);
    }

    /// <summary>Single groups; those that are not public any more are left out. Null when one of them belongs to something the keys do not know yet.</summary>
    public static async Task<List<GroupRead>?> ReadGroupsAsync(PortalDb db, CatalogueKeys keys, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var groups = new List<GroupRead>(ids.Count);
        foreach (var some in ids.Chunk(IdsAtOnce))
        {
            var first = groups.Count;
            var complete = await ReadGroupsAsync(db.Groups.Where(SelfHelpGroup.IsPublicExpression).Where(g => some.Contains(g.Id)), keys, groups, ct);
            var rows = await db.Set<GroupTopic>().AsNoTracking().Where(t => some.Contains(t.GroupId)).Select(t => new { t.GroupId, t.TopicId, t.Position }).ToListAsync(ct);
            if (!complete || rows.Exists(t => !keys.Topics.ContainsKey(t.TopicId)))
            {
                return null;
            }

            var topics = rows.ToLookup(t => t.GroupId);
            for (var i = first; i < groups.Count; i++)
            {
                groups[i] = groups[i] with { Entry = groups[i].Entry with { Topics = InOrder(topics[groups[i].Id].Select(t => (t.TopicId, t.Position)), keys) } };
            }
        }

        return groups;
    }

    /// <summary>The versions of all public groups: some milliseconds per thousand.</summary>
    public static async Task<Dictionary<Guid, int>> ReadGroupVersionsAsync(PortalDb db, CancellationToken ct) =>
        await db.Groups.Where(SelfHelpGroup.IsPublicExpression).Select(g => new { g.Id, g.Version }).ToDictionaryAsync(g => g.Id, g => g.Version, ct);

    public static async Task<(CatalogueReference Reference, CatalogueKeys Keys)> ReadReferenceAsync(PortalDb db, CancellationToken ct)
    {
        // In a fixed order everywhere: the reference part is compared by its hash.
        var categoryRows = await db.TopicCategories.AsNoTracking().OrderBy(c => c.Position).ThenBy(c => c.Slug).ToListAsync(ct);
        var categories = categoryRows.ToDictionary(c => c.Id, c => new CategoryEntry(c.Slug, c.Name));
        var topicRows = await db.Topics.AsNoTracking().OrderBy(t => t.Slug).ToListAsync(ct);
        topicRows.RemoveAll(t => !categories.ContainsKey(t.CategoryId)); // made after the categories were read: there next time
        var topics = TopicEntries(topicRows, categories);
        var synonyms = (await db.TopicSynonyms.AsNoTracking().OrderBy(s => s.Language).ThenBy(s => s.Term).ToListAsync(ct)).ToLookup(s => s.TopicId);
        var topicDocuments = SearchDocuments.Of(topicRows.Select(t => (t, categories[t.CategoryId].Slug, synonyms[t.Id])));
        SearchEngine.Prepare(topicDocuments); // takes about as long as reading all the rest

        var places = await db.Places.AsNoTracking().OrderBy(p => p.Npa).ThenBy(p => p.Locality).ThenBy(p => p.CantonCode).ToListAsync(ct);
        var aliases = await db.LocalityAliases.AsNoTracking().OrderBy(a => a.Alias).ThenBy(a => a.Locality).ThenBy(a => a.CantonCode).ToListAsync(ct);
        var cantonRows = await db.Cantons.AsNoTracking().OrderBy(c => c.Code).ToListAsync(ct);
        var cantons = cantonRows.ConvertAll(c => new CantonEntry(c.Code, c.Name, c.Languages, c.Population));
        var cantonsByCode = cantons.ToDictionary(c => c.Code, StringComparer.Ordinal);

        var centreRows = await db.Centres.AsNoTracking().Include(c => c.Cantons).Include(c => c.Closures).AsSplitQuery().OrderBy(c => c.Slug).ToListAsync(ct);
        var centres = centreRows.ToDictionary(c => c.Id, c => new CentreEntry
        {
            PublicId = c.PublicId,
            Slug = c.Slug,
            Name = c.Name,
            Kind = c.Kind,
            Carrier = c.Carrier,
            Street = c.Street,
            Npa = c.Npa,
            Town = c.Town,
            Point = c is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint(latitude, longitude) : null,
            Languages = c.Languages,
            Cantons = [.. c.Cantons.Select(x => cantonsByCode[x.Code]).OrderBy(x => x.Code, StringComparer.Ordinal)],
            ServedNpa = c.ServedNpa,
            Website = c.Website,
            Phone = c.Phone,
            Email = c.Email,
            OpeningHours = c.OpeningHours,
            IsConfirmed = c.IsConfirmed,
            Closures = [.. c.Closures.OrderBy(x => x.From).ThenBy(x => x.Id)],
        });

        var partnerRows = await db.Partners.AsNoTracking().Include(p => p.Topics).OrderBy(p => p.Slug).ToListAsync(ct);
        var partners = partnerRows.ConvertAll(p => new PartnerEntry(p.PublicId, p.Slug, p.Name, p.Website, TopicsOf(p.Topics, topics)) { OfficialNameLanguages = p.OfficialNameLanguages });

        var numberRows = await db.CrisisNumbers.AsNoTracking().OrderBy(n => n.Position).ThenBy(n => n.Slug).ToListAsync(ct);
        var pageRows = await db.ContentPages.AsNoTracking().OrderBy(p => p.Section).ThenBy(p => p.Order).ThenBy(p => p.Key).ToListAsync(ct);
        var reference = new CatalogueReference
        {
            Categories = [.. categories.Values],
            Topics = [.. topics.Values],
            Cantons = cantons,
            Centres = [.. centres.Values],
            Partners = partners,
            CrisisNumbers = numberRows.ConvertAll(n => new CrisisNumberEntry(n.Slug, n.Phone, n.Name, n.Description)
            {
                Audience = n.Audience,
                Languages = n.Languages,
                OpenFrom = n.OpenFrom,
                OpenUntil = n.OpenUntil,
                Website = n.Website,
                SuicideOrder = n.SuicideOrder,
                ViolenceOrder = n.ViolenceOrder,
                ShownIn = n.ShownIn,
            }),
            Pages = ContentPageEntry.Of(pageRows),
            IsDemo = await db.PortalStates.AnyAsync(s => s.DemoDataSince != null, ct),
            Words = SearchDocuments.Of(topicDocuments, cantonRows, places, aliases),
        };
        return (reference, new CatalogueKeys
        {
            Topics = topics,
            Centres = centres,
            Cantons = cantonsByCode,
            Points = new PlacePoints(places),
            ReferenceHash = CatalogueJson.Hash(reference),
        });
    }

    /// <summary>What the precision allows of a place. The locality's point comes from the table of places: it says nothing about the address.</summary>
    internal static PublishedPlace Published(MeetingPlace place, IReadOnlyDictionary<string, CantonEntry> cantons, PlacePoints points)
    {
        var canton = place.CantonCode is { } code ? cantons.GetValueOrDefault(code) : null;
        if (place.Precision == PlacePrecision.Hidden)
        {
            return new(place.Precision, null, null, null, null, canton, null);
        }

        var localityPoint = points.Of(place);
        return place.Precision == PlacePrecision.Locality
            ? new(place.Precision, null, null, place.Npa, place.Locality, canton, localityPoint)
            : new(place.Precision, place.Venue, place.Street, place.Npa, place.Locality, canton,
                place is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint(latitude, longitude) : localityPoint);
    }

    /// <summary>
    /// Reads the groups row by row, without their topics: these are read afterwards, so that a group is never older than the version noted for it. Says whether
    /// all their centres were known.
    /// </summary>
    private static async Task<bool> ReadGroupsAsync(IQueryable<SelfHelpGroup> query, CatalogueKeys keys, List<GroupRead> groups, CancellationToken ct)
    {
        var complete = true;
        await foreach (var g in query.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!keys.Centres.TryGetValue(g.CentreId, out var centre))
            {
                complete = false;
                continue;
            }

            groups.Add(new(g.Id, g.Version, new GroupEntry
            {
                PublicId = g.PublicId,
                Name = g.Name,
                Description = g.Description,
                Topics = [],
                Centre = centre,
                Kind = g.Kind,
                Format = g.Format,
                Audience = g.Audience,
                Lifecycle = g.Lifecycle,
                PausedUntil = g.PausedUntil,
                Languages = g.Languages,
                Place = Published(g.Place, keys.Cantons, keys.Points),
                Rhythm = g.Rhythm,
                Costs = g.Costs,
                Accessibility = g.Accessibility,
                Website = g.Website,
                VerifiedOn = g.VerifiedOn,
                CreatedAt = g.CreatedAt,
                UpdatedAt = g.UpdatedAt,
            }));
        }

        return complete;
    }

    private static TopicEntry[] InOrder(IEnumerable<(Guid Id, int Position)> topics, CatalogueKeys keys) =>
        [.. topics.Where(t => keys.Topics.ContainsKey(t.Id)).OrderBy(t => t.Position).Select(t => keys.Topics[t.Id])];

    private static TopicEntry[] TopicsOf(List<Topic> rows, Dictionary<Guid, TopicEntry> topics) =>
        [.. rows.Where(t => topics.ContainsKey(t.Id)).Select(t => topics[t.Id]).OrderBy(t => t.Slug, StringComparer.Ordinal)];

    /// <summary>Topics with their addresses; where two topics would share one, the later keeps its thesaurus slug.</summary>
    private static Dictionary<Guid, TopicEntry> TopicEntries(List<Topic> rows, Dictionary<Guid, CategoryEntry> categories)
    {
        var taken = new HashSet<(PortalLanguage, string)>();
        return rows.ToDictionary(t => t.Id, t => new TopicEntry(t.Slug, categories[t.CategoryId], t.Name)
        {
            PathSlugs = PortalLanguages.All.ToDictionary(l => l, l =>
            {
                var slug = Slug.From(t.Name.In(l).Text);
                return taken.Add((l, slug)) ? slug : t.Slug;
            }),
        });
    }
}
