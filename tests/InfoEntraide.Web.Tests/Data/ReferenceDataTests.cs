using System.Data.Common;
using System.Text;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Partners;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace InfoEntraide.Web.Tests.Data;

public sealed class ReferenceDataTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly ReferenceFolder folder = new();
    private readonly Clock clock = new();

    public void Dispose()
    {
        folder.Dispose();
        database.Dispose();
    }

    [Fact]
    public async Task A_first_load_creates_every_row()
    {
        var report = await LoadAsync();

        Assert.False(report.HasOpenPoints);
        Assert.Equal([2, 3, 0, 0, 0, 0, 2, 3, 2, 3, 1, 2, 2], report.Files.Select(f => f.Created));
        Assert.Equal(1, report.File("partners.csv").Uncertain);
        await using var db = database.Open();
        var depression = await db.Topics.Include(t => t.Synonyms).Include(t => t.Category).SingleAsync(t => t.Slug == "depression");
        Assert.Equal("psychique", depression.Category.Slug);
        Assert.Equal(["de:Schwermut", "en:low mood", "fr:déprime", "fr:tristesse"], depression.Synonyms.Select(s => $"{s.Language.Code()}:{s.Term}").Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal([("psychique", 1), ("deuil", 2)], (await db.TopicCategories.OrderBy(c => c.Position).ToListAsync()).Select(c => (c.Slug, c.Position)));
    }

    [Fact]
    public async Task A_centre_keeps_its_address_its_languages_and_the_doubt_about_it()
    {
        await LoadAsync();

        await using var db = database.Open();
        var centres = await db.Centres.Include(c => c.Cantons).ToDictionaryAsync(c => c.Slug, StringComparer.Ordinal);
        Assert.Equal(PublicId.For("centre:national"), centres["national"].PublicId);
        Assert.Equal("https://one.example", centres["national"].Website);
        Assert.Equal(PortalLanguage.De, centres["national"].Name.Source);
        Assert.Equal("Stiftung", centres["national"].Name.In(PortalLanguage.En).Text);
        Assert.Empty(centres["national"].Cantons);
        Assert.Equal("VD", Assert.Single(centres["vaud"].Cantons).Code);
        Assert.Null(centres["vaud"].Latitude);
        Assert.True(centres["vaud"].IsConfirmed);
        Assert.False(centres["grisons"].IsConfirmed);
    }

    [Fact]
    public async Task Loading_again_reads_no_file_twice_and_asks_one_question()
    {
        await LoadAsync();
        clock.Now += TimeSpan.FromDays(1);
        var commands = new CommandCount();

        var report = await LoadAsync(o => o.AddInterceptors(commands));

        Assert.All(report.Files, f => Assert.True(f.IsSameFile));
        Assert.Equal(1, commands.Count);
        await using var db = database.Open();
        Assert.All(await db.ReferenceFiles.ToListAsync(), f => Assert.Equal(Clock.Start, f.LoadedAt));
    }

    [Fact]
    public async Task Comparing_row_by_row_changes_nothing_when_nothing_differs()
    {
        await LoadAsync();
        await ForgetFilesAsync();

        var report = await LoadAsync();

        Assert.False(report.HasChanges);
        Assert.Equal([2, 3, 0, 0, 0, 0, 2, 3, 2, 3, 1, 2, 2], report.Files.Select(f => f.Unchanged));
    }

    [Fact]
    public async Task An_edited_file_updates_exactly_the_edited_row()
    {
        await LoadAsync();
        var before = await PlacesAsync();
        folder.Edit("places.csv", "46.8828,7.0415,commune", "46.8800,7.0400,place");

        var report = await LoadAsync();

        var places = report.File("places.csv");
        Assert.Equal((0, 1, 0, 2), (places.Created, places.Changed, places.Removed, places.Unchanged));
        Assert.All(report.Files.Where(f => f.Name != "places.csv"), f => Assert.True(f.IsSameFile));
        var after = await PlacesAsync();
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.Equal("Avenches", Assert.Single(after.Values, p => p.Latitude != before[p.Id].Latitude).Locality);
    }

    [Fact]
    public async Task Synonyms_cantons_and_topics_of_a_row_count_as_a_change_of_the_row()
    {
        await LoadAsync();
        folder.Edit("topics.csv", "déprime|tristesse", "déprime|cafard|mélancolie");
        folder.Edit("centres.csv", ",,,VD,", ",,,VD|GR,");
        folder.Edit("partners.csv", "depression|burn-out", "depression");

        var report = await LoadAsync();

        Assert.Equal(["topics.csv", "centres.csv", "partners.csv"], report.Files.Where(f => f.Changed == 1).Select(f => f.Name), StringComparer.Ordinal);
        await using var db = database.Open();
        var topic = await db.Topics.Include(t => t.Synonyms).SingleAsync(t => t.Slug == "depression");
        Assert.Equal(["cafard", "déprime", "mélancolie"], topic.Synonyms.Where(s => s.Language == PortalLanguage.Fr).Select(s => s.Term).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(2, (await db.Centres.Include(c => c.Cantons).SingleAsync(c => c.Slug == "vaud")).Cantons.Count);
        Assert.Equal("depression", Assert.Single((await db.Partners.Include(p => p.Topics).SingleAsync()).Topics).Slug);
    }

    [Fact]
    public async Task A_row_taken_out_goes_when_nothing_refers_to_it()
    {
        await LoadAsync();
        folder.Edit("partners.csv", "|burn-out", "");
        folder.Edit("topics.csv", "burn-out,psychique,Burn-out,Burn-out,Burn-out,Burnout,,,,\n", "");

        var report = await LoadAsync();

        Assert.Equal(1, report.File("topics.csv").Removed);
        Assert.False(report.HasOpenPoints);
        await using var db = database.Open();
        Assert.Equal(["depression", "deuil"], await db.Topics.OrderBy(t => t.Slug).Select(t => t.Slug).ToListAsync());
    }

    [Fact]
    public async Task A_topic_that_a_group_names_stays_and_is_reported_until_the_group_drops_it()
    {
        await LoadAsync();
        await AddGroupAsync("vaud", "deuil");
        folder.Edit("topics.csv", "deuil,deuil,Deuil,Trauer,Lutto,Bereavement,,,,\n", "");

        var kept = await LoadAsync();
        var keptAgain = await LoadAsync();
        await using (var db = database.Open())
        {
            db.RemoveRange(await db.Groups.ToListAsync());
            await db.SaveChangesAsync();
        }

        var removed = await LoadAsync();

        Assert.Equal("deuil", Assert.Single(kept.File("topics.csv").Kept).Key);
        Assert.False(keptAgain.HasChanges);
        Assert.Single(keptAgain.File("topics.csv").Kept);
        Assert.Equal(1, removed.File("topics.csv").Removed);
    }

    [Fact]
    public async Task Centres_and_partners_made_in_the_portal_are_left_alone()
    {
        await LoadAsync();
        await using (var db = database.Open())
        {
            db.Add(new Centre { Slug = "ours", PublicId = PublicId.New(), Name = LocalizedText.Of(PortalLanguage.De, "Eigenes") });
            db.Add(new Partner { Slug = "clash", PublicId = PublicId.New(), Name = LocalizedText.Of(PortalLanguage.De, "Eigener") });
            await db.SaveChangesAsync();
        }

        folder.Edit("centres.csv", "Entraide Vaud", "Info-Entraide Vaud");
        folder.Edit("partners.csv", "equilibre,", "clash,");
        var report = await LoadAsync();

        Assert.Equal((1, 0), (report.File("centres.csv").Changed, report.File("centres.csv").Removed));
        Assert.Equal(("slug", 2), (Assert.Single(report.File("partners.csv").Refused).Column, report.File("partners.csv").Refused[0].Line));
        await using var after = database.Open();
        Assert.Equal("Eigener", (await after.Partners.SingleAsync(p => p.Slug == "clash")).Name.De);
        Assert.True(await after.Centres.AnyAsync(c => c.Slug == "ours"));
    }

    [Theory]
    [InlineData("topics.csv", "depression,psychique", "depression,nirgends", 2, "category", "nirgends")]
    [InlineData("topics.csv", "Deuil,Trauer", ",Trauer", 3, "name_fr", "empty")]
    [InlineData("topics.csv", "burn-out,psychique", "Burn out,psychique", 4, "slug", "Burn out")]
    [InlineData("cantons.csv", "846000", "many", 2, "population", "many")]
    [InlineData("places.csv", "46.5160", "64.5160", 2, "lat", "outside Switzerland")]
    [InlineData("places.csv", "7.0415", "7,0415", 3, "npa", "9 fields, the header 8")]
    [InlineData("places.csv", "7.0415", "east", 3, "lon", "east")]
    [InlineData("places.csv", "1580", "158", 3, "npa", "158")]
    [InlineData("places.csv", "commune,fr", "exact,fr", 3, "precision", "exact")]
    [InlineData("places.csv", "1580,Avenches", "1003,lausanne", 3, "locality", "line 2")]
    [InlineData("places.csv", "Chur,GR", "Chur,XX", 4, "canton", "XX")]
    [InlineData("locality_aliases.csv", "Losanna,Lausanne", "Losanna,Losone", 2, "locality", "Losone")]
    [InlineData("centres.csv", "fr,centre", "fr,office", 3, "kind", "office")]
    [InlineData("centres.csv", "no,public", "perhaps,public", 4, "certain", "perhaps")]
    [InlineData("centres.csv", "info@example.ch", "info at example", 2, "email", "info at example")]
    [InlineData("centres.csv", "two.example,,", "two.example,ring 1–2,", 2, "phone", "ring 1–2")]
    [InlineData("centres.csv", "one.example", "javascript:x", 2, "website", "javascript")]
    [InlineData("partners.csv", "|burn-out", "|burnout", 2, "themes", "burnout")]
    [InlineData("partners.csv", "Association,", "\"Asso\"ciation,", 2, "slug", "quotation mark")]
    public async Task A_broken_row_is_refused_with_file_line_and_column_and_the_others_are_loaded(
        string file, string from, string to, int line, string column, string reason)
    {
        folder.Edit(file, from, to);

        var report = await LoadAsync();

        var refused = Assert.Single(report.File(file).Refused);
        Assert.Equal((file, line, column), (refused.File, refused.Line, refused.Column));
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.True(report.File("topics.csv").Created >= 2);
    }

    [Fact]
    public async Task A_broken_row_does_not_look_like_a_row_taken_out()
    {
        await LoadAsync();
        folder.Edit("partners.csv", "equilibre,Association", "equilibre,\"Association");

        var report = await LoadAsync();

        Assert.False(report.HasChanges);
        Assert.NotEmpty(report.File("partners.csv").Refused);
        await using var db = database.Open();
        Assert.Equal(1, await db.Partners.CountAsync());
    }

    [Fact]
    public async Task A_refused_row_is_reported_at_every_start_until_it_is_mended()
    {
        folder.Edit("places.csv", "46.5160", "64.5160");
        await LoadAsync();

        var again = await LoadAsync();
        folder.Edit("places.csv", "64.5160", "46.5160");
        var mended = await LoadAsync();

        Assert.False(again.HasChanges);
        Assert.Single(again.File("places.csv").Refused);
        Assert.Equal(1, mended.File("places.csv").Created);
        Assert.False(mended.HasOpenPoints);
    }

    [Fact]
    public async Task A_file_with_a_wrong_header_fails_as_a_whole_and_removes_nothing()
    {
        await LoadAsync();
        folder.Edit("locality_aliases.csv", "alias,locality", "alias,place");
        folder.Edit("cantons.csv", "846000", "850000");

        var report = await LoadAsync();

        var aliases = report.File("locality_aliases.csv");
        Assert.True(aliases.Failed);
        Assert.Equal(new RefusedRow("locality_aliases.csv", 1, "locality", "the column is missing"), Assert.Single(aliases.Refused));
        Assert.Equal(1, report.File("cantons.csv").Changed);
        await using var db = database.Open();
        Assert.Equal(2, await db.LocalityAliases.CountAsync());
    }

    [Fact]
    public async Task A_missing_an_empty_and_a_Latin_1_file_fail_with_a_reason()
    {
        File.Delete(Path.Combine(folder.Location, "places.csv"));
        folder.Write("locality_aliases.csv", "");
        folder.WriteBytes("partners.csv", Encoding.Latin1.GetBytes("slug,name_fr,Dépression\n"));

        var report = await LoadAsync();

        Assert.Equal(
            ["places.csv: the file is missing", "locality_aliases.csv: the file is empty", "partners.csv: the file is not UTF-8"],
            report.Files.Where(f => f.Failed).Select(f => Assert.Single(f.Refused).ToString()),
            StringComparer.Ordinal);
    }

    private async Task<ReferenceReport> LoadAsync(Action<DbContextOptionsBuilder>? configure = null)
    {
        await using var db = database.Open(configure);
        return await ReferenceData.LoadAsync(db, folder.Location, clock, CancellationToken.None);
    }

    private async Task ForgetFilesAsync()
    {
        await using var db = database.Open();
        db.RemoveRange(await db.ReferenceFiles.ToListAsync());
        await db.SaveChangesAsync();
    }

    private async Task<Dictionary<Guid, InfoEntraide.Web.Features.Places.Place>> PlacesAsync()
    {
        await using var db = database.Open();
        return await db.Places.AsNoTracking().ToDictionaryAsync(p => p.Id);
    }

    private async Task AddGroupAsync(string centre, string topic)
    {
        await using var db = database.Open();
        var group = new SelfHelpGroup { PublicId = PublicId.New(), CreatedAt = clock.Now, Centre = await db.Centres.SingleAsync(c => c.Slug == centre) };
        group.Topics.Add(new GroupTopic { Topic = await db.Topics.SingleAsync(t => t.Slug == topic) });
        db.Add(group);
        await db.SaveChangesAsync();
    }

    private sealed class Clock : TimeProvider
    {
        public static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

        public DateTimeOffset Now { get; set; } = Start;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class CommandCount : DbCommandInterceptor
    {
        public int Count { get; private set; }

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            Count++;
            return new(result);
        }

        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            Count++;
            return new(result);
        }
    }
}
