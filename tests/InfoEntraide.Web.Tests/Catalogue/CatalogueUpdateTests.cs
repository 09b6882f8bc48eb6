using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using InfoEntraide.Search;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InfoEntraide.Web.Tests.Catalogue;

/// <summary>How a change gets from the database into the picture that pages are made from.</summary>
public sealed class CatalogueUpdateTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestDatabase database = TestDatabase.WithGroups();
    private readonly PortalSite site;

    public CatalogueUpdateTests() => site = new PortalSite(database, []);

    public void Dispose()
    {
        site.Dispose();
        database.Dispose();
    }

    [Fact]
    public async Task A_saved_change_is_public_on_the_same_instance_without_asking_for_it()
    {
        var before = Catalogue(site).Current;
        var id = before.Groups[7].PublicId;
        await SaveAsync(site, async db => (await GroupAsync(db, id)).Name = LocalizedText.Of(PortalLanguage.Fr, "Xylophonistes anonymes"));

        var after = await NextAsync(site, before);
        Assert.Equal("Xylophonistes anonymes", after.Group(id)!.Name.Fr);
        Assert.NotEqual("Xylophonistes anonymes", before.Group(id)!.Name.Fr);
        Assert.Equal(before.Version + 1, after.Version);
        var page = await site.Visitor().PageAsync("/fr/groupes?q=xylophonistes");
        Assert.Contains("Xylophonistes anonymes", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_group_is_gone_and_an_opened_one_is_there()
    {
        var before = Catalogue(site).Current;
        var (closed, model) = (before.Groups[3].PublicId, before.Groups[4].PublicId);
        var opened = PublicId.New();
        await SaveAsync(site, async db =>
        {
            (await GroupAsync(db, closed)).Close();
            var group = new SelfHelpGroup { PublicId = opened, CentreId = (await GroupAsync(db, model)).CentreId, Name = LocalizedText.Of(PortalLanguage.De, "Neue Gruppe"), CreatedAt = before.BuiltAt };
            group.Publish();
            db.Add(group);
        });

        var after = await NextAsync(site, before);
        Assert.Null(after.Group(closed));
        Assert.Equal("Neue Gruppe", after.Group(opened)!.Name.De);
        Assert.Equal(before.Groups.Count, after.Groups.Count);
        Assert.DoesNotContain(after.Groups, g => g.PublicId == closed);
        Assert.Contains(after.GroupsOf(after.Group(opened)!.Centre), g => g.PublicId == opened);
    }

    [Fact]
    public async Task A_changed_topic_changes_everything_that_speaks_of_it()
    {
        var before = Catalogue(site).Current;
        var slug = before.Groups[0].Topics[0].Slug;
        await SaveAsync(site, async db => (await db.Topics.SingleAsync(t => t.Slug == slug)).Name = LocalizedText.Of(PortalLanguage.Fr, "Xylophonie"));

        var after = await NextAsync(site, before);
        Assert.Equal("Xylophonie", after.Group(before.Groups[0].PublicId)!.Topics[0].Name.Fr);
        Assert.Equal([slug], after.Search.Search(new SearchRequest { Text = "xylophonie" }).Interpretation.Topics);
    }

    [Fact]
    public async Task Another_instance_sees_the_change_when_it_asks()
    {
        using var other = new PortalSite(database, []);
        var (before, otherBefore) = (Catalogue(site).Current, Catalogue(other).Current);
        var (changed, gone) = (before.Groups[11].PublicId, before.Groups[12].PublicId);
        await SaveAsync(site, async db =>
        {
            (await GroupAsync(db, changed)).Pause(new DateOnly(2027, 3, 1));
            (await GroupAsync(db, gone)).Archive();
        });
        await NextAsync(site, before);
        Assert.Same(otherBefore, Catalogue(other).Current);

        await Catalogue(other).RefreshAsync(CancellationToken.None);
        var after = Catalogue(other).Current;
        Assert.Equal(Lifecycle.Paused, after.Group(changed)!.Lifecycle);
        Assert.Null(after.Group(gone));
        Assert.Same(otherBefore.Reference, after.Reference);
        Assert.Same(otherBefore.Group(before.Groups[20].PublicId), after.Group(before.Groups[20].PublicId));
    }

    [Fact]
    public async Task Another_instance_asks_by_itself()
    {
        using var other = new PortalSite(database, new() { ["Catalogue:PollEvery"] = "00:00:00.050" });
        var before = Catalogue(other).Current;
        var id = before.Groups[0].PublicId;
        await SaveAsync(site, async db => (await GroupAsync(db, id)).VerifiedOn = new DateOnly(2026, 11, 20));
        Assert.Equal(new DateOnly(2026, 11, 20), (await NextAsync(other, before)).Group(id)!.VerifiedOn);
    }

    [Fact]
    public async Task What_another_process_changed_in_between_is_not_missed()
    {
        var before = Catalogue(site).Current;
        var (theirs, ours) = (before.Groups[1].PublicId, before.Groups[2].PublicId);
        await using (var db = database.Open())
        {
            (await GroupAsync(db, theirs)).Name = LocalizedText.Of(PortalLanguage.Fr, "Le leur");
            await db.SaveChangesAsync();
        }

        await SaveAsync(site, async db => (await GroupAsync(db, ours)).Name = LocalizedText.Of(PortalLanguage.Fr, "Le nôtre"));
        var after = await NextAsync(site, before);
        Assert.Equal(("Le leur", "Le nôtre", before.Version + 2), (after.Group(theirs)!.Name.Fr, after.Group(ours)!.Name.Fr, after.Version));
    }

    [Fact]
    public async Task When_nothing_changed_asking_costs_one_query_and_changes_nothing()
    {
        var before = Catalogue(site).Current;
        var statements = site.Statements.Count;
        await Catalogue(site).RefreshAsync(CancellationToken.None);
        Assert.Same(before, Catalogue(site).Current);
        Assert.Equal(statements + 1, site.Statements.Count);
    }

    [Fact]
    public async Task One_changed_group_costs_two_queries()
    {
        var before = Catalogue(site).Current;
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var group = await GroupAsync(db, before.Groups[5].PublicId);
        var changes = new CatalogueChange(before.Version + 1, [group.Id]);
        var statements = site.Statements.Count;
        await Catalogue(site).FollowAsync([changes], CancellationToken.None);
        Assert.Equal(statements + 2, site.Statements.Count);
    }

    [Fact]
    public async Task A_database_that_goes_away_leaves_the_catalogue_as_it_was()
    {
        var before = Catalogue(site).Current;
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("DROP TABLE PortalStates");
        }

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Catalogue(site).RefreshAsync(CancellationToken.None));
        Assert.Same(before, Catalogue(site).Current);
        await site.Visitor().PageAsync("/de/gruppen?q=Angst");
    }

    [Fact]
    public async Task A_database_that_stays_away_is_one_line_in_the_log()
    {
        var lines = new Lines();
        using var polling = new PortalSite(database, new() { ["Catalogue:PollEvery"] = "00:00:00.010" });
        using var logged = polling.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(lines)));
        using var visitor = logged.CreateClient();
        var (statements, started) = (polling.Statements.Count, lines.Written.Count);
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE PortalStates RENAME TO Away");
        }

        await UntilAsync(() => polling.Statements.Count > statements + 20);
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE Away RENAME TO PortalStates");
        }

        await UntilAsync(() => lines.Written.Any(l => l.Text.Contains("up to date again", StringComparison.Ordinal)));
        var line = Assert.Single(lines.Written.ToArray()[started..].Where(l => l.Level >= LogLevel.Warning).Select(l => $"{l.Category}: {l.Text}").ToList());
        Assert.Contains("cannot be brought up to date", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_could_not_be_read_is_tried_again_without_anybody_asking()
    {
        var lost = new LostReads();
        using var failing = new PortalSite(database, new() { ["Serilog:MinimumLevel"] = "Fatal" }) { Extra = services => services.ConfigureDbContext<SqlitePortalDb>(o => o.AddInterceptors(lost)).ConfigureDbContext<SqlServerPortalDb>(o => o.AddInterceptors(lost)) };
        var before = Catalogue(failing).Current;
        var id = before.Groups[3].PublicId;

        await SaveAsync(failing, async db =>
        {
            (await GroupAsync(db, id)).Close();
            lost.Left = 2;
        });
        var after = await NextAsync(failing, before);

        Assert.Equal(0, lost.Left);
        Assert.Null(after.Group(id));
    }

    [Fact]
    public async Task A_change_that_found_no_room_among_those_that_wait_is_not_missed()
    {
        var slow = new SlowReads();
        using var busy = new PortalSite(database, []) { Extra = services => services.ConfigureDbContext<SqlitePortalDb>(o => o.AddInterceptors(slow)).ConfigureDbContext<SqlServerPortalDb>(o => o.AddInterceptors(slow)) };
        var before = Catalogue(busy).Current;
        var (first, last) = (before.Groups[0].PublicId, before.Groups[1].PublicId);
        await SaveAsync(busy, async db =>
        {
            (await GroupAsync(db, first)).Close();
            slow.Hold();
        });
        await slow.Waiting.WaitAsync(Patience);

        var changes = busy.Services.GetRequiredService<CatalogueChanges>();
        for (var i = 0; i < CatalogueChanges.MostWaiting; i++)
        {
            changes.Add(new CatalogueChange(before.Version, []));
        }

        await using (var db = database.Open())
        {
            (await GroupAsync(db, last)).Close();
            await db.SaveChangesAsync();
        }

        changes.Add(new CatalogueChange(before.Version + 2, null));
        slow.Release();
        await UntilAsync(() => Catalogue(busy).Current.Version == before.Version + 2);
        Assert.Null(Catalogue(busy).Current.Group(last));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task After_many_changes_the_picture_is_the_one_made_from_nothing(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 8; round++)
        {
            var before = Catalogue(site).Current;
            await SaveAsync(site, db => ChangeSomeAsync(db, random));
            await NextAsync(site, before);
        }

        await using var scope = site.Services.CreateAsyncScope();
        var (content, _) = await CatalogueReader.ReadAsync(scope.ServiceProvider.GetRequiredService<PortalDb>(), Catalogue(site).Current.BuiltAt, CancellationToken.None);
        var (made, followed) = (new CatalogueSnapshot(content), Catalogue(site).Current);
        Assert.Equal(Everything(made), Everything(followed));
        foreach (var text in new[] { "", "depression", "angst zürich", "lausanne", "gruppo", "Musik", "deprssion", "1003", "zzz" })
        {
            foreach (var sort in Enum.GetValues<SortOrder>())
            {
                var request = new SearchRequest { Text = text, Sort = sort, Take = 50, Language = sort == SortOrder.Name ? "de" : "fr" };
                Assert.Equal(Answer(made, request), Answer(followed, request));
            }
        }
    }

    private static PublicCatalogue Catalogue(PortalSite site) => site.Services.GetRequiredService<PublicCatalogue>();

    private static Task<CatalogueSnapshot> NextAsync(PortalSite site, CatalogueSnapshot before) => Catalogue(site).AfterAsync(before, CancellationToken.None).WaitAsync(Patience);

    private static Task<SelfHelpGroup> GroupAsync(PortalDb db, string publicId) => db.Groups.Include(g => g.Topics).SingleAsync(g => g.PublicId == publicId);

    private static async Task SaveAsync(PortalSite site, Func<PortalDb, Task> change)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await change(db);
        await db.SaveChangesAsync();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private static async Task ChangeSomeAsync(PortalDb db, Random random)
    {
        var groups = await db.Groups.Include(g => g.Topics).OrderBy(g => g.PublicId).ToListAsync();
        var topics = await db.Topics.OrderBy(t => t.Slug).Select(t => t.Id).ToListAsync();
        for (var n = 0; n < 12; n++)
        {
            var group = groups[random.Next(groups.Count)];
            switch (random.Next(7))
            {
                case 0:
                    group.Name = LocalizedText.Of(PortalLanguage.De, $"Musik und Gesang {random.Next(5)}");
                    break;
                case 1:
                    group.Close();
                    break;
                case 2:
                    group.Activate();
                    group.Publish();
                    break;
                case 3:
                    group.Place = group.Place with { Precision = (PlacePrecision)random.Next(3) };
                    break;
                case 4:
                    group.CentreId = groups[random.Next(groups.Count)].CentreId;
                    break;
                case 5:
                    group.Topics.Clear();
                    group.Topics.Add(new GroupTopic { TopicId = topics[random.Next(topics.Count)] });
                    break;
                default:
                    var made = new SelfHelpGroup { PublicId = PublicId.New(), CentreId = group.CentreId, Name = LocalizedText.Of(PortalLanguage.It, $"Gruppo nuovo {n}"), CreatedAt = group.CreatedAt };
                    made.Publish();
                    db.Add(made);
                    break;
            }
        }
    }

    private static string Everything(CatalogueSnapshot snapshot)
    {
        var lines = snapshot.Groups.OrderBy(g => g.PublicId, StringComparer.Ordinal).Select(g => JsonSerializer.Serialize(g))
            .Concat(snapshot.Topics.Select(t => $"{t.Slug}: {Ids(snapshot.GroupsAbout(t))}"))
            .Concat(snapshot.Centres.Select(c => $"{c.Slug}: {Ids(snapshot.GroupsOf(c))}"));
        return string.Join('\n', lines);

        static string Ids(IEnumerable<GroupEntry> groups) => string.Join(' ', groups.Select(g => g.PublicId).Order(StringComparer.Ordinal));
    }

    private static string Answer(CatalogueSnapshot snapshot, SearchRequest request)
    {
        var result = snapshot.Search.Search(request);
        var hits = result.Hits.Select(h => string.Create(CultureInfo.InvariantCulture, $"{snapshot.Groups[h.Ordinal].PublicId}:{h.Score:R}:{h.DistanceKm:R}"));
        var facets = result.Facets.OrderBy(f => f.Key).Select(f => $"{f.Key}={string.Join(',', f.Value)}");
        return $"{request.Text} {request.Sort} {result.Total}\n{string.Join(' ', hits)}\n{string.Join('\n', facets)}\n{result.Interpretation}";
    }

    /// <summary>Lets the next queries of groups fail as if the connection were lost.</summary>
    private sealed class LostReads : DbCommandInterceptor
    {
        public int Left { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (Left > 0 && command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) && command.CommandText.Contains("Groups", StringComparison.Ordinal))
            {
                Left--;
                throw new IOException("The connection was lost.");
            }

            return new(result);
        }
    }

    /// <summary>Holds up the next query of groups until it is released.</summary>
    private sealed class SlowReads : DbCommandInterceptor
    {
        private readonly TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool holds;

        public Task Waiting => waiting.Task;

        public void Hold() => holds = true;

        public void Release() => released.SetResult();

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (holds && command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) && command.CommandText.Contains("Groups", StringComparison.Ordinal))
            {
                waiting.TrySetResult();
                await released.Task.WaitAsync(cancellationToken);
            }

            return result;
        }
    }

    private sealed class Lines : ILoggerProvider
    {
        public ConcurrentQueue<(string Category, LogLevel Level, string Text)> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Written);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentQueue<(string Category, LogLevel Level, string Text)> written) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                written.Enqueue((category, logLevel, formatter(state, exception)));
        }
    }
}
