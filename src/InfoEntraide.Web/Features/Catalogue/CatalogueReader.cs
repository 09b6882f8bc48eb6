using InfoEntraide.Search;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>Reads everything public from the database and builds the snapshot and its search engine.</summary>
internal static class CatalogueReader
{
    public static async Task<CatalogueSnapshot> ReadAsync(PortalDb db, DateTimeOffset now, CancellationToken ct)
    {
        var places = await db.Places.AsNoTracking().ToListAsync(ct);
        var aliases = await db.LocalityAliases.AsNoTracking().ToListAsync(ct);
        var cantonRows = await db.Cantons.AsNoTracking().OrderBy(c => c.Code).ToListAsync(ct);
        var cantons = cantonRows.ConvertAll(c => new CantonEntry(c.Code, c.Name, c.Languages));
        var cantonsByCode = cantons.ToDictionary(c => c.Code, StringComparer.Ordinal);

        var categoryRows = await db.TopicCategories.AsNoTracking().OrderBy(c => c.Position).ToListAsync(ct);
        var categories = categoryRows.ToDictionary(c => c.Id, c => new CategoryEntry(c.Slug, c.Name));
        var topicRows = await db.Topics.AsNoTracking().OrderBy(t => t.Slug).ToListAsync(ct);
        var topics = TopicEntries(topicRows, categories);
        var synonyms = (await db.TopicSynonyms.AsNoTracking().ToListAsync(ct)).ToLookup(s => s.TopicId);

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
            Languages = c.Languages,
            Cantons = [.. c.Cantons.Select(x => cantonsByCode[x.Code]).OrderBy(x => x.Code, StringComparer.Ordinal)],
            Website = c.Website,
            Phone = c.Phone,
            Email = c.Email,
            OpeningHours = c.OpeningHours,
            IsConfirmed = c.IsConfirmed,
            Closures = c.Closures,
        });

        var partnerRows = await db.Partners.AsNoTracking().Include(p => p.Topics).OrderBy(p => p.Slug).ToListAsync(ct);
        var partners = partnerRows.ConvertAll(p => new PartnerEntry(p.PublicId, p.Slug, p.Name, p.Website, [.. p.Topics.Select(t => topics[t.Id])]));

        var groupTopics = (await db.Set<GroupTopic>().AsNoTracking().Select(t => new { t.GroupId, t.TopicId, t.Position }).ToListAsync(ct)).ToLookup(t => t.GroupId);
        var groupRows = await db.Groups.AsNoTracking()
            .Where(g => g.Publication == Publication.Published && g.Lifecycle != Lifecycle.Closed)
            .OrderBy(g => g.PublicId).ToListAsync(ct);
        var points = places.GroupBy(p => (p.Npa, p.Locality)).ToDictionary(p => p.Key, p => new GeoPoint(p.First().Latitude, p.First().Longitude));
        var groups = groupRows.ConvertAll(g => new GroupEntry
        {
            PublicId = g.PublicId,
            Name = g.Name,
            Description = g.Description,
            Topics = [.. groupTopics[g.Id].OrderBy(t => t.Position).Select(t => topics[t.TopicId])],
            Centre = centres[g.CentreId],
            Kind = g.Kind,
            Format = g.Format,
            Audience = g.Audience,
            Lifecycle = g.Lifecycle,
            PausedUntil = g.PausedUntil,
            Languages = g.Languages,
            Place = Published(g.Place, cantonsByCode, points),
            Rhythm = g.Rhythm,
            Costs = g.Costs,
            Website = g.Website,
            VerifiedOn = g.VerifiedOn,
            CreatedAt = g.CreatedAt,
        });

        var isDemo = await db.PortalStates.AnyAsync(s => s.DemoDataSince != null, ct);
        var engine = SearchEngine.Build(SearchDocuments.Of(topicRows.ConvertAll(t => (topics[t.Id], synonyms[t.Id])), cantonRows, places, aliases, groups));
        return new CatalogueSnapshot([.. categories.Values], [.. topics.Values], cantons, [.. centres.Values], partners, groups, engine, isDemo, now);
    }

    /// <summary>What the precision allows of a place. The locality's point comes from the table of places: it says nothing about the address.</summary>
    internal static PublishedPlace Published(MeetingPlace place, Dictionary<string, CantonEntry> cantons, Dictionary<(string, string), GeoPoint> points)
    {
        var canton = place.CantonCode is { } code ? cantons.GetValueOrDefault(code) : null;
        if (place.Precision == PlacePrecision.Hidden)
        {
            return new(place.Precision, null, null, null, null, canton, null);
        }

        GeoPoint? localityPoint = place is { Npa: { } npa, Locality: { } locality } && points.TryGetValue((npa, locality), out var point) ? point : null;
        return place.Precision == PlacePrecision.Locality
            ? new(place.Precision, null, null, place.Npa, place.Locality, canton, localityPoint)
            : new(place.Precision, place.Venue, place.Street, place.Npa, place.Locality, canton,
                place is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint(latitude, longitude) : localityPoint);
    }

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
