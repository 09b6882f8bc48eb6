using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Data.Demo;

/// <summary>
/// Invented groups for demonstrations, tests and measurements, spread over topics, cantons and languages like the real ones. The same number
/// of groups on the same day over the same reference data gives the same groups with the same addresses.
/// </summary>
public static class DemoData
{
    public const int DefaultGroups = 2700;
    public const int MaxGroups = 100_000;

    private const int BatchSize = 1000;

    /// <summary>From so many groups on every topic has at least <see cref="LeastPerTopic"/>.</summary>
    private const int LeastPerTopic = 3;

    /// <summary>
    /// Loads invented groups and closure periods in one transaction and notes in <see cref="PortalState"/> that they are there. Does nothing when
    /// they are there already. The reference data must have been loaded before.
    /// </summary>
    /// <param name="db">A context without pending changes; nothing stays tracked in it.</param>
    /// <param name="groups">How many groups, 1 to <see cref="MaxGroups"/>.</param>
    /// <param name="clock">Its day (UTC) is what dates count from.</param>
    /// <param name="progress">Told the number of groups written so far, after each batch.</param>
    /// <param name="ct">Stops the run; the transaction is rolled back.</param>
    /// <returns>The number of groups written: <paramref name="groups"/>, or 0 when they were there already.</returns>
    public static async Task<int> LoadAsync(PortalDb db, int groups, TimeProvider clock, IProgress<int>? progress, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(groups, MaxGroups);
        if (db.ChangeTracker.HasChanges())
        {
            throw new InvalidOperationException("Demonstration data needs a context without pending changes.");
        }

        var first = PublicId.For(KeyOf(1));
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await db.Database.CreateExecutionStrategy().ExecuteAsync(
                async token =>
                {
                    db.ChangeTracker.Clear();
                    using var summary = db.Summarise(AuditActor.Demo);
                    await using var transaction = await db.Database.BeginTransactionAsync(token);

                    // Asked within: a commit whose answer was lost may have been done.
                    if (await db.Groups.AnyAsync(g => g.PublicId == first, token))
                    {
                        return 0;
                    }

                    await WriteAsync(db, groups, clock, progress, token);
                    await transaction.CommitAsync(token);
                    return groups;
                },
                ct);
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    /// <summary>The groups themselves, one after the other, without saving them; what <see cref="LoadAsync"/> writes, for a database that has none yet.</summary>
    internal static async Task<IEnumerable<SelfHelpGroup>> InventAsync(PortalDb db, int groups, TimeProvider clock, CancellationToken ct)
    {
        var topics = await db.Topics.AsNoTracking().Include(t => t.Category).OrderBy(t => t.Slug).ToListAsync(ct);
        var cantons = await db.Cantons.AsNoTracking().OrderBy(c => c.Code).ToListAsync(ct);
        var places = new DemoPlaces(await db.Places.AsNoTracking().ToListAsync(ct), cantons, await CentresAsync(db, ct));
        var taken = (await db.Groups.Select(g => g.PublicId).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var random = DemoRandom.Create();
        var invent = new DemoGroups(DemoTexts.Load(), places, topics.ToDictionary(t => t.Slug, StringComparer.Ordinal), random, Today(clock));
        var aboutTopics = random.Spread(Weigh(topics), groups, groups >= DefaultGroups ? LeastPerTopic : 0);
        var inCantons = random.Spread(
            [.. cantons.Where(c => places.Has(c.Code)).Select(c => (c.Code, c.Population * DemoSpread.Density.GetValueOrDefault(c.Code, DemoSpread.AverageDensity)))],
            groups,
            groups >= DefaultGroups ? 1 : 0);

        return Enumerable.Range(0, groups).Select(i => invent.Invent(aboutTopics[i], inCantons[i], FreeId(i + 1, taken)));
    }

    private static async Task WriteAsync(PortalDb db, int groups, TimeProvider clock, IProgress<int>? progress, CancellationToken ct)
    {
        var done = 0;
        foreach (var batch in (await InventAsync(db, groups, clock, ct)).Chunk(BatchSize))
        {
            db.Groups.AddRange(batch);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            progress?.Report(done += batch.Length);
        }

        db.ClosurePeriods.AddRange(Closures(await CentresAsync(db, ct), DemoTexts.Load(), Today(clock)));
        if (await db.PortalStates.SingleOrDefaultAsync(ct) is { } state)
        {
            state.DemoDataSince ??= clock.GetUtcNow();
            db.Update(state);
        }
        else
        {
            db.PortalStates.Add(new PortalState { DemoDataSince = clock.GetUtcNow() });
        }

        await db.SaveChangesAsync(ct);
    }

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static Task<List<Centre>> CentresAsync(PortalDb db, CancellationToken ct) => db.Centres.AsNoTracking().Include(c => c.Cantons).OrderBy(c => c.Slug).ToListAsync(ct);

    /// <summary>Each category has its share, divided among its topics by their weight.</summary>
    private static List<(Topic Item, double Weight)> Weigh(List<Topic> topics)
    {
        static double WeightOf(Topic topic) => DemoSpread.TopicWeight.GetValueOrDefault(topic.Slug, 1);
        return [.. topics.GroupBy(t => t.Category.Slug, StringComparer.Ordinal).SelectMany(category =>
        {
            var share = DemoSpread.CategoryShare.GetValueOrDefault(category.Key, 1) / category.Sum(WeightOf);
            return category.Select(topic => (topic, share * WeightOf(topic)));
        })];
    }

    private static string KeyOf(int number) => $"demo:{number}";

    /// <summary>Two keys can give the same identifier: then the key is salted until it is free.</summary>
    internal static string FreeId(int number, HashSet<string> taken)
    {
        var id = PublicId.For(KeyOf(number));
        for (var salt = 1; !taken.Add(id); salt++)
        {
            id = PublicId.For($"{KeyOf(number)}:{salt}");
        }

        return id;
    }

    /// <summary>Most centres rest over Christmas, every other one in summer.</summary>
    private static IEnumerable<ClosurePeriod> Closures(List<Centre> centres, DemoTexts texts, DateOnly today)
    {
        var christmas = All(texts["closure.christmas"][0]);
        var summer = All(texts["closure.summer"][0]);
        var confirmed = centres.Where(c => c.IsConfirmed && c.Kind != CentreKind.National).ToList();
        for (var i = 0; i < confirmed.Count; i++)
        {
            if (i % 4 != 3)
            {
                yield return new ClosurePeriod { CentreId = confirmed[i].Id, From = new DateOnly(today.Year, 12, 22), To = new DateOnly(today.Year + 1, 1, 3), Reason = christmas };
            }

            if (i % 2 == 0)
            {
                var year = today.Month > 8 ? today.Year + 1 : today.Year;
                yield return new ClosurePeriod { CentreId = confirmed[i].Id, From = new DateOnly(year, 7, 13 + (i % 5)), To = new DateOnly(year, 8, 2 + (i % 5)), Reason = summer };
            }
        }

        static LocalizedText All(Part part) => PortalLanguages.All.Aggregate(LocalizedText.Empty, (text, language) => text.With(language, part[language]));
    }
}
