using InfoEntraide.Search;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Demo;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Benchmarks.Search;

/// <summary>
/// The documents the portal would search if it held so many demonstration groups. No database file is needed: the reference data goes into one in memory, and the
/// groups are invented straight into documents.
/// </summary>
internal static class DemoCorpus
{
    /// <summary>Dates of the demonstration data count from here, so that every run measures the same groups.</summary>
    private static readonly DateTimeOffset Day = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Some invented listings are drafts or closed: so many more are invented than public ones are wanted.</summary>
    private const double Surplus = 1.1;

    /// <summary>So many public groups, in the order of their identifiers, as the catalogue reads them.</summary>
    public static async Task<SearchCorpus> MakeAsync(int groups, CancellationToken ct)
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(ct);
        var clock = new FixedClock(Day);
        await using var db = new SqlitePortalDb(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite(connection).Options);
        await db.Database.MigrateAsync(ct);
        await ReferenceData.LoadAsync(db, ReferenceData.DefaultFolder, clock, ct);
        var (reference, keys) = await CatalogueReader.ReadReferenceAsync(db, ct);
        var documents = new List<GroupDocument>(groups);
        foreach (var group in await DemoData.InventAsync(db, (int)(groups * Surplus) + 10, clock, ct))
        {
            if (group.IsPublic && documents.Count < groups)
            {
                documents.Add(SearchDocuments.Of(Published(group, keys)));
            }
        }

        if (documents.Count < groups)
        {
            throw new InvalidOperationException($"Only {documents.Count} of {groups} invented groups are public.");
        }

        documents.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return reference.Words with { Groups = documents };
    }

    private static GroupEntry Published(SelfHelpGroup group, CatalogueKeys keys) => new()
    {
        PublicId = group.PublicId,
        Name = group.Name,
        Accessibility = group.Accessibility,
        Description = group.Description,
        Topics = [.. group.Topics.OrderBy(t => t.Position).Select(t => keys.Topics[t.TopicId])],
        Centre = keys.Centres[group.CentreId],
        Kind = group.Kind,
        Format = group.Format,
        Audience = group.Audience,
        Lifecycle = group.Lifecycle,
        Languages = group.Languages,
        Place = CatalogueReader.Published(group.Place, keys.Cantons, keys.Points),
        Rhythm = group.Rhythm,
        Costs = group.Costs,
        VerifiedOn = group.VerifiedOn,
        CreatedAt = group.CreatedAt,
    };

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
