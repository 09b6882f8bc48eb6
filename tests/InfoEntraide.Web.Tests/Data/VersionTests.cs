using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Partners;
using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Data;

/// <summary>Two people edit one record: the second is told, whatever part of the record they edited. And the version of the whole catalogue.</summary>
public sealed class VersionTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Sample sample;

    public VersionTests()
    {
        using var db = database.Open();
        sample = Sample.Into(db);
    }

    public void Dispose() => database.Dispose();

    /// <summary>What an editor can do to a record, and how its record is loaded.</summary>
    public static TheoryData<string> Edits() => new(
        "a column of the record", "a language of a text", "a value of the place", "a row added", "a row changed", "a row removed", "a link added", "a link removed", "the record deleted");

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task The_second_of_two_editors_is_told_and_changes_nothing(string edit)
    {
        await using var first = database.Open();
        await using var second = database.Open();
        var mine = await EverythingAsync(first);
        var theirs = await EverythingAsync(second);
        var before = Versions(mine);

        Apply(first, mine, edit);
        await first.SaveChangesAsync();
        Apply(second, theirs, "another edit of everything");

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
        await using var db = database.Open();
        Assert.Equal(1, Versions(await EverythingAsync(db)).Zip(before).Sum(v => v.First - v.Second) + (edit == "the record deleted" ? 2 : 0));
        Assert.DoesNotContain("second", await TextAsync(db), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_save_raises_a_version_by_one_however_much_it_changes()
    {
        await using (var db = database.Open())
        {
            var centre = await db.Centres.Include(c => c.Cantons).Include(c => c.Closures).SingleAsync();
            centre.Carrier = "New carrier";
            centre.Name = centre.Name.With(PortalLanguage.It, "Centro");
            centre.Cantons.Clear();
            centre.Closures.Clear();
            await db.SaveChangesAsync();
            centre.Carrier = "Newer carrier";
            await db.SaveChangesAsync();
            await db.SaveChangesAsync();
        }

        await using var after = database.Open();
        Assert.Equal(3, (await after.Centres.SingleAsync()).Version);
    }

    [Fact]
    public async Task A_row_whose_record_nobody_loaded_raises_the_version_of_its_record()
    {
        await using (var db = database.Open())
        {
            db.Add(new TopicSynonym { TopicId = sample.Topic, Language = PortalLanguage.De, Term = "Niedergeschlagenheit" });
            db.Remove(await db.ClosurePeriods.SingleAsync());
            await db.SaveChangesAsync();
        }

        await using var after = database.Open();
        Assert.Equal(2, (await after.Topics.SingleAsync(t => t.Id == sample.Topic)).Version);
        Assert.Equal(2, (await after.Centres.SingleAsync()).Version);
    }

    [Fact]
    public async Task A_record_attached_by_its_key_alone_keeps_its_version_right()
    {
        for (var i = 0; i < 2; i++)
        {
            await using var db = database.Open();
            var group = new SelfHelpGroup { Id = sample.Group, PublicId = "", CreatedAt = default };
            db.Attach(group);
            group.Contacts.Add(new ContactPerson { Name = $"Person {i}" });
            await db.SaveChangesAsync();
        }

        await using var after = database.Open();
        var read = await after.Groups.Include(g => g.Contacts).SingleAsync();
        Assert.Equal(3, read.Version);
        Assert.Equal(sample.GroupPublicId, read.PublicId);
        Assert.Equal(3, read.Contacts.Count);
    }

    [Fact]
    public async Task A_row_for_a_record_that_is_gone_is_refused()
    {
        await using var db = database.Open();
        db.Add(new TopicSynonym { TopicId = Guid.NewGuid(), Language = PortalLanguage.De, Term = "verwaist" });

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task A_row_that_moves_raises_the_versions_of_both_records()
    {
        await using (var db = database.Open())
        {
            var synonym = await db.TopicSynonyms.SingleAsync();
            db.Entry(synonym).Property(s => s.TopicId).CurrentValue = sample.OtherTopic;
            await db.SaveChangesAsync();
        }

        await using var after = database.Open();
        Assert.Equal([2, 2], await after.Topics.Select(t => t.Version).ToListAsync());
    }

    [Fact]
    public async Task The_version_an_editor_had_before_them_decides()
    {
        await using var db = database.Open();
        var topic = await db.Topics.SingleAsync(t => t.Id == sample.Topic);
        db.Expect(topic, topic.Version);
        topic.Name = topic.Name.With(PortalLanguage.En, "first");
        await db.SaveChangesAsync();
        db.Expect(topic, topic.Version - 1);
        topic.Name = topic.Name.With(PortalLanguage.En, "second");

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task After_a_conflict_the_editor_can_look_again_and_save_once()
    {
        await using var db = database.Open();
        var topic = await db.Topics.SingleAsync(t => t.Id == sample.Topic);
        await using (var other = database.Open())
        {
            (await other.Topics.SingleAsync(t => t.Id == sample.Topic)).Name = LocalizedText.Of(PortalLanguage.Fr, "autre");
            await other.SaveChangesAsync();
        }

        topic.CategoryId = topic.CategoryId;
        topic.Name = topic.Name.With(PortalLanguage.En, "mine");
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        await db.Entry(topic).ReloadAsync();
        topic.Name = topic.Name.With(PortalLanguage.En, "mine");
        await db.SaveChangesAsync();

        Assert.Equal(3, topic.Version);
        Assert.Equal(["autre", "mine"], topic.Name.Existing().Select(t => t.Text));
        Assert.Equal(2, await db.AuditEntries.CountAsync(e => e.EntityKey == sample.Topic.ToString() && e.Action == AuditAction.Changed));
    }

    [Fact]
    public async Task Of_a_hundred_edits_at_once_none_is_lost()
    {
        const int Editors = 100;
        var folder = Directory.CreateTempSubdirectory("infoentraide-test-").FullName;
        try
        {
            var connection = $"Data Source={Path.Combine(folder, "portal.db")}";
            SqlitePortalDb Open() => new(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite(connection).Options);
            Guid id;
            await using (var db = Open())
            {
                await db.Database.MigrateAsync();
                var category = new TopicCategory { Slug = "counted" };
                db.Add(category);
                await db.SaveChangesAsync();
                id = category.Id;
            }

            // Everybody has read the same version before anybody saves.
            var editors = new List<(SqlitePortalDb Db, TopicCategory Record)>();
            for (var i = 0; i < Editors; i++)
            {
                var db = Open();
                editors.Add((db, await db.TopicCategories.SingleAsync(c => c.Id == id)));
            }

            var conflicts = 0;
            await Parallel.ForEachAsync(editors, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (editor, ct) =>
            {
                await using var db = editor.Db;
                while (true)
                {
                    editor.Record.Position++;
                    try
                    {
                        await db.SaveChangesAsync(ct);
                        return;
                    }
                    catch (DbUpdateConcurrencyException)
                    {
                        Interlocked.Increment(ref conflicts);
                        await db.Entry(editor.Record).ReloadAsync(ct);
                    }
                }
            });

            await using var after = Open();
            var record = await after.TopicCategories.SingleAsync();
            Assert.Equal(Editors, record.Position);
            Assert.Equal(Editors + 1, record.Version);
            Assert.True(conflicts >= Editors - 1, $"{conflicts} conflicts: all but the first editor had an old version.");
            Assert.Equal(Enumerable.Range(1, Editors + 1), await after.AuditEntries.OrderBy(e => e.Id).Select(e => e.EntityVersion!.Value).ToListAsync());
            Assert.Equal(Editors + 1, (await after.PortalStates.SingleAsync()).CatalogueVersion);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    public static TheoryData<string> PublicChanges() => new("group", "topic", "synonym", "category", "centre", "closure", "canton of a centre", "partner", "topic of a partner", "canton", "place", "alias");

    [Theory]
    [MemberData(nameof(PublicChanges))]
    public async Task Every_public_change_raises_the_version_of_the_catalogue_by_one(string what)
    {
        var before = await CatalogueVersionAsync();
        await using (var db = database.Open())
        {
            var all = await EverythingAsync(db);
            switch (what)
            {
                case "group": all.Group.Website = "https://example.org/"; break;
                case "topic": all.Topic.Name = all.Topic.Name.With(PortalLanguage.En, "new"); break;
                case "synonym": all.Topic.Synonyms.Clear(); break;
                case "category": (await db.TopicCategories.SingleAsync()).Position++; break;
                case "centre": all.Centre.Phone = "061 333 86 01"; break;
                case "closure": all.Centre.Closures[0].To = new DateOnly(2027, 2, 1); break;
                case "canton of a centre": all.Centre.Cantons.Clear(); break;
                case "partner": all.Partner.Website = "https://example.org/"; break;
                case "topic of a partner": all.Partner.Topics.Clear(); break;
                case "canton": (await db.Cantons.FirstAsync()).Population++; break;
                case "place": (await db.Places.SingleAsync()).Latitude += 0.001; break;
                case "alias": db.Remove(await db.LocalityAliases.SingleAsync()); break;
            }

            await db.SaveChangesAsync();
        }

        Assert.Equal(before + 1, await CatalogueVersionAsync());
    }

    [Fact]
    public async Task A_transaction_raises_the_version_of_the_catalogue_once_and_only_when_it_commits()
    {
        var before = await CatalogueVersionAsync();
        await using (var db = database.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            (await db.Centres.SingleAsync()).Phone = "061 333 86 01";
            await db.SaveChangesAsync();
        }

        Assert.Equal(before, await CatalogueVersionAsync());
        await using (var db = database.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            for (var i = 0; i < 3; i++)
            {
                (await db.Centres.SingleAsync()).Phone = $"061 333 86 0{i}";
                await db.SaveChangesAsync();
            }

            await transaction.CommitAsync();
        }

        Assert.Equal(before + 1, await CatalogueVersionAsync());
    }

    [Fact]
    public async Task What_is_not_public_leaves_the_version_of_the_catalogue_alone()
    {
        var before = await CatalogueVersionAsync();
        await using (var db = database.Open())
        {
            db.Add(new ReferenceFile { Name = "topics.csv", Sha256 = "00", LoadedAt = database.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        }

        Assert.Equal(before, await CatalogueVersionAsync());
    }

    [Fact]
    public async Task Saving_the_state_of_the_portal_does_not_put_the_version_of_the_catalogue_back()
    {
        await using var db = database.Open();
        var state = await db.PortalStates.SingleAsync();
        await using (var other = database.Open())
        {
            (await other.Centres.SingleAsync()).Phone = "061 333 86 01";
            await other.SaveChangesAsync();
        }

        state.DemoDataSince = database.Clock.GetUtcNow();
        db.Update(state);
        await db.SaveChangesAsync();

        Assert.Equal(state.CatalogueVersion + 2, await CatalogueVersionAsync());
    }

    [Fact]
    public void Every_table_is_audited_or_belongs_to_an_audited_one_or_is_named_here()
    {
        using var db = database.Open();
        var shape = AuditShape.Of(db.Model);

        var rest = db.Model.GetEntityTypes().Where(t => !AuditShape.IsRecord(t) && shape.PartOf(t) is null).Select(t => t.ShortName()).Order(StringComparer.Ordinal);

        Assert.Equal(["AuditEntry", "Canton", "LocalityAlias", "Place", "PortalState", "ReferenceFile"], rest);
        Assert.Equal(
            ["CentreCanton of Centre", "ClosurePeriod of Centre", "ContactPerson of SelfHelpGroup", "GroupTopic of SelfHelpGroup", "PartnerTopic of Partner", "TopicSynonym of Topic"],
            db.Model.GetEntityTypes().Select(shape.PartOf).OfType<AuditShape.Part>()
                .Select(p => $"{p.ForeignKey.DeclaringEntityType.ShortName()} of {p.Root.ShortName()}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain(db.Model.GetEntityTypes().Where(AuditShape.IsRecord).SelectMany(t => t.GetForeignKeys()), f => f.DeleteBehavior == DeleteBehavior.Cascade);
    }

    private async Task<int> CatalogueVersionAsync()
    {
        await using var db = database.Open();
        return await db.PortalStates.Select(s => s.CatalogueVersion).SingleAsync();
    }

    private static int[] Versions(Everything all) => [all.Group.Version, all.Topic.Version, all.Centre.Version, all.Partner.Version];

    private static async Task<string> TextAsync(PortalDb db)
    {
        var all = await EverythingAsync(db);
        return string.Join('|', all.Group.Website, all.Group.Name, all.Topic.Name, all.Centre.Carrier, all.Partner.Website, string.Join(',', all.Topic.Synonyms.Select(s => s.Term)));
    }

    private static async Task<Everything> EverythingAsync(PortalDb db) => new(
        (await db.Groups.Include(g => g.Topics).Include(g => g.Contacts).ToListAsync()).SingleOrDefault() ?? new SelfHelpGroup { PublicId = "", CreatedAt = default },
        await db.Topics.Include(t => t.Synonyms).SingleAsync(t => t.Slug == "depression"),
        await db.Centres.Include(c => c.Cantons).Include(c => c.Closures).SingleAsync(),
        await db.Partners.Include(p => p.Topics).SingleAsync());

    private static void Apply(PortalDb db, Everything all, string edit)
    {
        switch (edit)
        {
            case "a column of the record":
                all.Group.Website = "https://first.example/";
                break;
            case "a language of a text":
                all.Topic.Name = all.Topic.Name.With(PortalLanguage.It, "depressione (first)");
                break;
            case "a value of the place":
                all.Group.Place = all.Group.Place with { Street = "Rue first 1" };
                break;
            case "a row added":
                all.Centre.Closures.Add(new ClosurePeriod { From = new(2027, 7, 1), To = new(2027, 7, 31) });
                break;
            case "a row changed":
                all.Group.Contacts[0].IsPublic = true;
                break;
            case "a row removed":
                all.Topic.Synonyms.Clear();
                break;
            case "a link added":
                all.Centre.Cantons.Add(db.Cantons.Single(c => c.Code == "GE"));
                break;
            case "a link removed":
                all.Partner.Topics.Clear();
                break;
            case "the record deleted":
                db.Remove(all.Group);
                break;
            case "another edit of everything":
                all.Group.Website = "https://second.example/";
                all.Topic.Name = all.Topic.Name.With(PortalLanguage.En, "second");
                all.Centre.Carrier = "second";
                all.Partner.Website = "https://second.example/";
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(edit), edit, "No such edit.");
        }
    }

    private sealed record Everything(SelfHelpGroup Group, Topic Topic, Centre Centre, Partner Partner);
}
