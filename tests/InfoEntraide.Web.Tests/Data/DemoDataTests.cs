using System.Text.RegularExpressions;
using InfoEntraide.Search;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Demo;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Data;

public sealed partial class DemoDataTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] Health =
        ["maladies", "cancer", "neurologie", "maladies-rares", "psychique", "addictions", "handicap", "sens-parole", "sante-intime"];

    private readonly TestDatabase database = new();
    private readonly Clock clock = new();

    public async Task InitializeAsync()
    {
        await using var db = database.Open();
        await ReferenceData.LoadAsync(db, ReferenceData.DefaultFolder, clock, CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task The_same_day_gives_the_same_groups()
    {
        using var other = new TestDatabase();
        await using (var db = other.Open())
        {
            await ReferenceData.LoadAsync(db, ReferenceData.DefaultFolder, clock, CancellationToken.None);
        }

        Assert.Equal(300, await LoadAsync(300));
        clock.Now = clock.Now.AddHours(5);
        Assert.Equal(300, await LoadAsync(300, other));

        Assert.Equal((await GroupsAsync()).Select(Summary), (await GroupsAsync(other)).Select(Summary), StringComparer.Ordinal);

        static string Summary(SelfHelpGroup g) =>
            $"{g.PublicId}|{g.Name}|{g.Description}|{string.Join(',', g.Topics.OrderBy(t => t.Position).Select(t => t.Topic.Slug))}|{g.Kind}|{g.Format}|{g.Audience}|{g.Lifecycle}|{g.Publication}|{g.PausedUntil}"
            + $"|{g.Place}|{g.Rhythm.Rule}|{g.Rhythm.StartsOn}|{string.Join(',', g.Rhythm.Except)}|{string.Join(',', g.Languages)}|{g.Costs}|{g.Accessibility}|{g.VerifiedOn}|{g.CreatedAt:O}";
    }

    [Fact]
    public async Task Loading_again_changes_nothing()
    {
        await LoadAsync(200);
        var since = clock.Now;
        clock.Now = since.AddDays(3);

        Assert.Equal(0, await LoadAsync(500));

        await using var db = database.Open();
        Assert.Equal(200, await db.Groups.CountAsync());
        Assert.Equal(since, (await db.PortalStates.SingleAsync()).DemoDataSince);
    }

    [Fact]
    public async Task Without_reference_data_nothing_is_loaded_and_the_reason_is_said()
    {
        using var empty = new TestDatabase();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => LoadAsync(10, empty));

        Assert.Contains("reference data", error.Message, StringComparison.OrdinalIgnoreCase);
        await using var db = empty.Open();
        Assert.Null((await db.PortalStates.SingleAsync()).DemoDataSince);
    }

    [Fact]
    public async Task Progress_is_told_after_each_batch()
    {
        var told = new List<int>();

        await LoadAsync(2500, progress: new Told(told));

        Assert.Equal([1000, 2000, 2500], told);
    }

    [Fact]
    public async Task Groups_are_spread_over_topics_cantons_kinds_and_states_like_the_real_ones()
    {
        await LoadAsync(DemoData.DefaultGroups);

        var groups = await GroupsAsync();
        await using var db = database.Open();
        var perTopic = groups.CountBy(g => g.Topics.Single(t => t.Position == 0).Topic.Slug).ToDictionary(StringComparer.Ordinal);
        Assert.Equal(DemoData.DefaultGroups, groups.Count);
        Assert.All(await db.Topics.Select(t => t.Slug).ToListAsync(), slug => Assert.True(perTopic.GetValueOrDefault(slug) >= 3, slug));
        Assert.True(perTopic["depression"] > 50 && perTopic["alcool"] > 50);
        InShare(groups, g => Health.Contains(g.Topics.Single(t => t.Position == 0).Topic.Category.Slug), 0.72, 0.78);
        InShare(groups, g => g.Topics.Count == 2, 0.15, 0.25);

        InShare(groups, g => g.Kind == GroupKind.SelfManaged, 0.78, 0.86);
        InShare(groups, g => g.Kind == GroupKind.Facilitated, 0.08, 0.12);
        InShare(groups, g => g.Kind == GroupKind.Exchange, 0.035, 0.065);
        InShare(groups, g => g.Kind == GroupKind.Forum, 0.02, 0.04);
        InShare(groups, g => g.Format == MeetingFormat.Online, 0.06, 0.105);
        InShare(groups, g => g.Format == MeetingFormat.Hybrid, 0.025, 0.055);
        InShare(groups, g => g.Format == MeetingFormat.Phone, 0.005, 0.02);
        InShare(groups, g => g is { Lifecycle: Lifecycle.InCreation, Publication: Publication.Published }, 0.035, 0.075);
        InShare(groups, g => g.Lifecycle == Lifecycle.Paused, 0.02, 0.045);
        InShare(groups, g => !g.IsPublic, 0.015, 0.045);
        Assert.All(groups.Where(g => g.Lifecycle == Lifecycle.Paused), g => Assert.True(g.PausedUntil > clock.Today));
        Assert.Contains(groups, g => g is { Lifecycle: Lifecycle.Closed, Publication: Publication.Published });
        Assert.Contains(groups, g => g.Publication == Publication.Archived);
        Assert.Contains(groups, g => g.Publication == Publication.Draft);

        var cantons = groups.Where(g => g.Place.CantonCode is not null).CountBy(g => g.Place.CantonCode!).ToDictionary(StringComparer.Ordinal);
        Assert.Equal(26, cantons.Count);
        var ticino = await db.Cantons.SingleAsync(c => c.Code == "TI");
        Assert.InRange(cantons["TI"] * 100_000d / ticino.Population, 10, 15);
        Assert.InRange(groups.Count(g => g.Place.Locality == "Zürich") * 100_000d / 440_000, 42, 66);
    }

    [Fact]
    public async Task Every_group_has_a_name_and_a_description_without_gaps_in_each_of_its_languages()
    {
        await LoadAsync(DemoData.DefaultGroups);

        var groups = await GroupsAsync();
        var texts = groups.SelectMany(g => new[] { g.Name, g.Description, g.Costs, g.Accessibility, g.Rhythm.Note }).SelectMany(t => t.Existing()).ToList();
        Assert.All(texts, t => Assert.DoesNotMatch(Gap(), t.Text));
        Assert.All(texts.Where(t => t.Language == PortalLanguage.De), t => Assert.DoesNotContain('ß', t.Text));
        Assert.All(groups, g =>
        {
            Assert.False(string.IsNullOrEmpty(g.Name[g.Name.Source]));
            Assert.Equal(g.Name.Source, g.Description.Source);
            Assert.Equal(g.Name.Existing().Select(t => t.Language), g.Description.Existing().Select(t => t.Language));
            Assert.InRange(g.Description[g.Name.Source]!.Length, 80, SelfHelpGroup.DescriptionLength);
            Assert.All(g.Name.Existing(), t => Assert.InRange(t.Text.Length, 3, SelfHelpGroup.NameLength));
        });
        Assert.Equal(groups.Count, groups.Select(g => g.Name.ToString()).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(groups.Count(g => !g.Accessibility.IsEmpty()), groups.Count / 5, groups.Count / 3);
        Assert.All(groups.Where(g => !g.Accessibility.IsEmpty()), g => Assert.True(g.Format is MeetingFormat.InPerson or MeetingFormat.Hybrid));
        Assert.Contains(groups, g => g.Name.Source == PortalLanguage.En);
        InShare(groups, g => g.Name.Existing().Count() > 1, 0.08, 0.35);
        InShare(groups, g => g.Name.Existing().Count() == 4, 0.03, 0.07);
    }

    [Fact]
    public async Task What_is_hidden_is_not_named()
    {
        await LoadAsync(DemoData.DefaultGroups);

        var groups = await GroupsAsync();
        InShare(groups, g => g.Place.Precision == PlacePrecision.Hidden, 0.1, 0.2);
        InShare(groups, g => g.Place.Precision == PlacePrecision.Address, 0.28, 0.42);
        Assert.All(groups.Where(g => g.Place.Precision == PlacePrecision.Hidden), g =>
            Assert.All(g.Name.Existing().Concat(g.Description.Existing()), t => Assert.False(Names(t.Text, g.Place.Locality!), $"{g.Place.Locality}: {t.Text}")));
        Assert.DoesNotContain(groups, g => g.Topics[0].Topic.Category.Slug == "violence" && g.Place.Precision == PlacePrecision.Address);

        static bool Names(string text, string locality) => Regex.IsMatch(text, $@"(?<!\p{{L}}){Regex.Escape(locality)}(?!\p{{L}})", RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_group_with_an_address_meets_near_its_locality()
    {
        await LoadAsync(1000);

        var groups = await GroupsAsync();
        await using var db = database.Open();
        var points = (await db.Places.ToListAsync()).ToDictionary(p => (p.Npa, p.Locality, p.CantonCode), p => new GeoPoint(p.Latitude, p.Longitude));
        var located = groups.Where(g => g.Place.Precision == PlacePrecision.Address).ToList();
        Assert.NotEmpty(located);
        Assert.All(located, g =>
        {
            Assert.NotNull(g.Place.Street);
            var point = new GeoPoint(g.Place.Latitude!.Value, g.Place.Longitude!.Value);
            Assert.InRange(point.DistanceKm(points[(g.Place.Npa!, g.Place.Locality!, g.Place.CantonCode!)]), 0, 0.41);
        });
    }

    [Fact]
    public async Task The_centre_in_charge_is_a_confirmed_one_that_serves_the_canton()
    {
        await LoadAsync(1500);

        await using var db = database.Open();
        var centres = await db.Centres.Include(c => c.Cantons).ToDictionaryAsync(c => c.Id);
        var groups = (await GroupsAsync()).Where(g => g.Place.Locality is not null).ToList();
        Assert.All(groups, g => Assert.True(centres[g.CentreId].IsConfirmed));
        Assert.All(groups.Where(g => g.Place.CantonCode is "GL" or "FR" or "GE" or "VS"), g => Assert.Empty(centres[g.CentreId].Cantons));
        Assert.All(groups.Where(g => g.Place.CantonCode is "BE" or "VD" or "ZH" or "TI"), g => Assert.Contains(centres[g.CentreId].Cantons, c => c.Code == g.Place.CantonCode));
        Assert.Equal("entraide-be-bienne", Assert.Single(groups.Where(g => g.Place.Locality == "Biel/Bienne").Select(g => centres[g.CentreId].Slug).Distinct(StringComparer.Ordinal)));
        Assert.True(await db.ClosurePeriods.Select(p => p.CentreId).Distinct().CountAsync() >= 10);
    }

    [Fact]
    public async Task Rhythms_begin_on_their_weekday_and_exceptions_fall_on_it()
    {
        await LoadAsync(1500);

        var weekly = (await GroupsAsync()).Select(g => g.Rhythm).Where(r => r.Rule?.StartsWith("FREQ=WEEKLY", StringComparison.Ordinal) == true).ToList();
        Assert.NotEmpty(weekly);
        Assert.All(weekly, r => Assert.StartsWith(r.Rule![^2..], r.StartsOn!.Value.DayOfWeek.ToString().ToUpperInvariant(), StringComparison.Ordinal));
        Assert.Contains(weekly, r => r.Except.Count > 0);
        Assert.All(weekly.SelectMany(r => r.Except.Select(e => (r, e))), x =>
            Assert.Equal(0, (x.e.DayNumber - x.r.StartsOn!.Value.DayNumber) % (x.r.Rule!.Contains("INTERVAL=2", StringComparison.Ordinal) ? 14 : 7)));
    }

    [Fact]
    public async Task Every_topic_of_the_reference_data_has_words_of_its_own()
    {
        await using var db = database.Open();

        Assert.Equal(await db.Topics.Select(t => t.Slug).OrderBy(s => s).ToListAsync(), DemoTexts.Load().TopicSlugs.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Every_town_with_a_weight_exists()
    {
        await using var db = database.Open();

        Assert.Empty(DemoSpread.TownSize.Keys.Except(await db.Places.Select(p => p.Locality).ToListAsync(), StringComparer.Ordinal));
    }

    [Fact]
    public void An_identifier_that_is_taken_is_salted()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { PublicId.For("demo:7") };

        Assert.Equal(PublicId.For("demo:7:1"), DemoData.FreeId(7, taken));
        Assert.Equal(PublicId.For("demo:8"), DemoData.FreeId(8, taken));
        Assert.Equal(3, taken.Count);
    }

    private static void InShare(List<SelfHelpGroup> groups, Func<SelfHelpGroup, bool> predicate, double least, double most) =>
        Assert.InRange((double)groups.Count(predicate) / groups.Count, least, most);

    private async Task<int> LoadAsync(int groups, TestDatabase? into = null, IProgress<int>? progress = null)
    {
        await using var db = (into ?? database).Open();
        return await DemoData.LoadAsync(db, groups, clock, progress, CancellationToken.None);
    }

    private async Task<List<SelfHelpGroup>> GroupsAsync(TestDatabase? from = null)
    {
        await using var db = (from ?? database).Open();
        return await db.Groups.AsNoTrackingWithIdentityResolution().Include(g => g.Topics).ThenInclude(t => t.Topic).ThenInclude(t => t.Category).OrderBy(g => g.PublicId).ToListAsync();
    }

    [GeneratedRegex(@"[{}|]|  |^\s|\s$|\s[,.]|\.\.|,,", RegexOptions.None, 1000)]
    private static partial Regex Gap();

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

        public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Told(List<int> told) : IProgress<int>
    {
        public void Report(int value) => told.Add(value);
    }
}
