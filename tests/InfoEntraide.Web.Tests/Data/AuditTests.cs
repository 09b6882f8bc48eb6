using System.Reflection;
using System.Text.Json;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Data;

public sealed class AuditTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Sample sample;

    public AuditTests()
    {
        using var db = database.Open();
        sample = Sample.Into(db);
    }

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task An_edit_is_kept_with_who_when_and_the_values_before_and_after()
    {
        database.Clock.Advance(TimeSpan.FromHours(2));
        await SaveAsync(sample.Group, db =>
        {
            db.Actor = AuditActor.User("anna.muster");
            var group = db.Groups.Single();
            group.Name = group.Name.With(PortalLanguage.De, "Aus dem Dunkel");
            group.Place = group.Place with { Street = "Rue du Lac 2" };
            group.Languages = ["fr", "de"];
            group.Kind = GroupKind.Facilitated;
            group.Pause(new DateOnly(2027, 3, 1));
        });

        var (entry, changes) = await LastAsync(sample.Group);
        Assert.Equal(("anna.muster", database.Clock.GetUtcNow(), "SelfHelpGroup", AuditAction.Changed, 2), (entry.Who, entry.When, entry.EntityType, entry.Action, entry.EntityVersion));
        Assert.Equal(
            [
                "Kind: \"self-managed\" -> \"facilitated\"", "Languages: [] -> [\"fr\",\"de\"]", "Lifecycle: \"active\" -> \"paused\"", "Name.De:  -> \"Aus dem Dunkel\"",
                "PausedUntil:  -> \"2027-03-01\"", "Place.Street: \"Rue de la Gare 1\" -> \"Rue du Lac 2\"",
            ],
            Lines(changes.Values));
        Assert.Null(changes.Parts);
    }

    [Fact]
    public async Task A_new_record_is_one_entry_with_everything_it_was_made_with()
    {
        var (entry, changes) = await LastAsync(sample.Topic);

        Assert.Equal((AuditAction.Created, 1, "system"), (entry.Action, entry.EntityVersion, entry.Who));
        Assert.Contains("Name.Fr:  -> \"Dépression\"", Lines(changes.Values), StringComparer.Ordinal);
        var synonym = Assert.Single(changes.Parts!);
        Assert.Equal(("Synonyms", AuditAction.Created), (synonym.Part, synonym.Action));
        Assert.Equal(["Language:  -> \"fr\"", "Term:  -> \"idées noires\""], Lines(synonym.Values));
    }

    [Fact]
    public async Task Rows_and_links_stand_in_the_entry_of_the_record_they_belong_to()
    {
        await SaveAsync(sample.Centre, db =>
        {
            var centre = db.Centres.Include(c => c.Cantons).Include(c => c.Closures).Single();
            centre.Closures[0].To = new DateOnly(2027, 1, 10);
            centre.Cantons.Clear();
            centre.Cantons.Add(db.Cantons.Single(c => c.Code == "GE"));
        });

        var (entry, changes) = await LastAsync(sample.Centre);
        Assert.Equal(AuditAction.Changed, entry.Action);
        Assert.Null(changes.Values);
        Assert.Equal(
            [("Cantons", "GE", AuditAction.Created), ("Cantons", "VD", AuditAction.Deleted)],
            changes.Parts!.Where(p => p.Part == "Cantons").OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Part, p.Key, p.Action)));
        Assert.Equal(["To: \"2027-01-03\" -> \"2027-01-10\""], Lines(changes.Parts!.Single(p => p.Part == "Closures").Values));
    }

    [Fact]
    public async Task What_is_deleted_can_be_read_in_full_even_the_rows_nobody_loaded()
    {
        await SaveAsync(sample.Group, db => db.Remove(db.Groups.Single()));

        var (entry, changes) = await LastAsync(sample.Group);
        Assert.Equal((AuditAction.Deleted, 1), (entry.Action, entry.EntityVersion));
        Assert.Contains("Name.Fr: \"Sortir du noir\" -> ", Lines(changes.Values), StringComparer.Ordinal);
        Assert.Equal(["Contacts", "Topics"], changes.Parts!.Select(p => p.Part).Order(StringComparer.Ordinal));
        Assert.Equal(sample.Topic.ToString(), changes.Parts!.Single(p => p.Part == "Topics").Key);
    }

    [Fact]
    public async Task Links_of_a_deleted_record_are_kept_too()
    {
        await SaveAsync(sample.Partner, db => db.Remove(db.Partners.Single()));

        var link = Assert.Single((await LastAsync(sample.Partner)).Changes.Parts!);
        Assert.Equal(("Topics", sample.Topic.ToString(), AuditAction.Deleted), (link.Part, link.Key, link.Action));
    }

    [Fact]
    public async Task A_record_updated_without_having_been_read_is_compared_with_the_database()
    {
        string slug;
        await using (var db = database.Open())
        {
            slug = (await db.Topics.AsNoTracking().SingleAsync(t => t.Id == sample.OtherTopic)).Slug;
        }

        await SaveAsync(sample.OtherTopic, db =>
        {
            var category = db.TopicCategories.Select(c => c.Id).Single();
            db.Update(new Topic { Id = sample.OtherTopic, Slug = slug, CategoryId = category, Name = LocalizedText.Of(PortalLanguage.Fr, "Épuisement") });
        });

        var (entry, changes) = await LastAsync(sample.OtherTopic);
        Assert.Equal(2, entry.EntityVersion);
        Assert.Equal(["Name.Fr: \"Burn-out\" -> \"Épuisement\""], Lines(changes.Values));
    }

    [Fact]
    public async Task A_save_that_changes_nothing_leaves_no_entry()
    {
        await using var db = database.Open();
        var before = await db.AuditEntries.CountAsync();
        var topic = await db.Topics.SingleAsync(t => t.Id == sample.Topic);
        topic.Name = topic.Name with { };
        await db.SaveChangesAsync();

        Assert.Equal(before, await db.AuditEntries.CountAsync());
        Assert.Equal(1, topic.Version);
    }

    [Fact]
    public async Task An_entry_goes_with_its_change_or_not_at_all()
    {
        await using var db = database.Open();
        var before = await db.AuditEntries.CountAsync();
        await using (await db.Database.BeginTransactionAsync())
        {
            (await db.Centres.SingleAsync()).Phone = "061 333 86 01";
            await db.SaveChangesAsync();
        }

        db.ChangeTracker.Clear();
        Assert.Equal(before, await db.AuditEntries.CountAsync());

        // A failed save leaves nothing behind that the next one would write.
        db.Add(new Topic { Slug = "depression", CategoryId = Guid.NewGuid() });
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        db.ChangeTracker.Clear();
        (await db.Centres.SingleAsync()).Phone = "061 333 86 02";
        await db.SaveChangesAsync();
        Assert.Equal(before + 1, await db.AuditEntries.CountAsync());
        Assert.DoesNotContain(db.ChangeTracker.Entries(), e => e.Entity is AuditEntry);
    }

    [Fact]
    public async Task Saving_at_once_and_saving_asynchronously_leave_the_same_entries()
    {
        await using (var db = database.Open())
        {
            (await db.Centres.SingleAsync()).Phone = "1";
            db.SaveChanges();
            (await db.Centres.SingleAsync()).Phone = "2";
            await db.SaveChangesAsync();
            db.Add(new ClosurePeriod { CentreId = sample.Centre, From = new(2027, 7, 1), To = new(2027, 7, 31) });
            db.SaveChanges();
        }

        await using var after = database.Open();
        Assert.Equal([1, 2, 3, 4], await after.AuditEntries.Where(e => e.EntityKey == sample.Centre.ToString()).OrderBy(e => e.Id).Select(e => e.EntityVersion!.Value).ToListAsync());
        Assert.Equal(4, (await after.PortalStates.SingleAsync()).CatalogueVersion);
    }

    [Fact]
    public async Task A_first_load_is_one_entry_that_counts_and_later_edits_of_the_files_are_entries_of_their_own()
    {
        using var filled = TestDatabase.WithGroups();
        await using var db = filled.Open();

        var entries = await db.AuditEntries.AsNoTracking().OrderBy(e => e.Id).ToListAsync();

        Assert.Equal([("reference data", AuditAction.Loaded), ("demo", AuditAction.Loaded)], entries.Select(e => (e.Who, e.Action)));
        var reference = AuditChanges.Parse(entries[0].Changes).Loaded!;
        Assert.Equal(await db.Topics.CountAsync(), reference["Topic"].Created);
        Assert.Equal(await db.Centres.CountAsync(), reference["Centre"].Created);
        Assert.Equal(await db.Groups.CountAsync(), AuditChanges.Parse(entries[1].Changes).Loaded!["SelfHelpGroup"].Created);
        Assert.All(await db.Groups.Select(g => g.Version).Distinct().ToListAsync(), version => Assert.Equal(1, version));

        using var folder = new ReferenceFolder();
        using var small = new TestDatabase();
        await using var edited = small.Open();
        await ReferenceData.LoadAsync(edited, folder.Location, small.Clock, CancellationToken.None);
        folder.Edit("partners.csv", "Association,", "Société,");
        await ReferenceData.LoadAsync(edited, folder.Location, small.Clock, CancellationToken.None);

        var edit = await edited.AuditEntries.OrderBy(e => e.Id).LastAsync();
        Assert.Equal(("reference data", AuditAction.Changed, "Partner", 2), (edit.Who, edit.Action, edit.EntityType, edit.EntityVersion));
        Assert.Equal(2, await edited.AuditEntries.CountAsync());
    }

    [Fact]
    public async Task A_summary_is_taken_back_with_its_load_and_ends_with_it()
    {
        await using var db = database.Open();
        var before = await db.AuditEntries.CountAsync();
        await using (await db.Database.BeginTransactionAsync())
        {
            using var summary = db.Summarise(AuditActor.Demo);
            (await db.Centres.SingleAsync()).Phone = "1";
            await db.SaveChangesAsync();
            (await db.Centres.SingleAsync()).Phone = "2";
            await db.SaveChangesAsync();
            var entry = await db.AuditEntries.OrderBy(e => e.Id).LastAsync();
            Assert.Equal(new LoadCount(0, 2, 0), AuditChanges.Parse(entry.Changes).Loaded!["Centre"]);
            Assert.Throws<InvalidOperationException>(() => db.Summarise(AuditActor.Import));
        }

        db.ChangeTracker.Clear();
        Assert.Equal(before, await db.AuditEntries.CountAsync());
        Assert.Equal(AuditActor.System, db.Actor);
        (await db.Centres.SingleAsync()).Phone = "3";
        await db.SaveChangesAsync();
        Assert.Equal(AuditAction.Changed, (await db.AuditEntries.OrderBy(e => e.Id).LastAsync()).Action);
    }

    [Fact]
    public async Task Of_a_contact_person_an_entry_says_what_changed_but_never_to_what()
    {
        await SaveAsync(sample.Group, db =>
        {
            var person = db.ContactPersons.Single();
            person.Email = "camille.canari@example.org";
            person.Phone = "079 000 00 00";
            person.IsPublic = true;
        });

        var part = Assert.Single((await LastAsync(sample.Group)).Changes.Parts!);
        Assert.Equal(["Email: \"•••\" -> \"•••\"", "IsPublic: false -> true", "Phone:  -> \"•••\""], Lines(part.Values));
        await using var db = database.Open();
        Assert.DoesNotContain(await db.AuditEntries.Select(e => e.Changes).ToListAsync(), c => c.Contains("camille", StringComparison.OrdinalIgnoreCase) || c.Contains("079 000", StringComparison.Ordinal));
    }

    [Fact]
    public void A_contact_person_is_not_public_by_itself()
    {
        Assert.False(new ContactPerson().IsPublic);
        var person = new ContactPerson { Name = "Camille", Email = "c@example.org", Phone = "079", IsPublic = true };

        person.Erase();

        Assert.Equal((null, null, null, false), (person.Name, person.Email, person.Phone, person.IsPublic));
    }

    [Fact]
    public void Whatever_goes_past_the_audit_is_banned()
    {
        var methods = typeof(EntityFrameworkQueryableExtensions).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => m.Name.StartsWith("ExecuteUpdate", StringComparison.Ordinal) || m.Name.StartsWith("ExecuteDelete", StringComparison.Ordinal))
            .Select(DocumentationId).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(methods);
        var root = Directory.GetParent(AppContext.BaseDirectory)!;
        while (!File.Exists(Path.Combine(root.FullName, "BannedSymbols.txt")))
        {
            root = root.Parent ?? throw new FileNotFoundException("BannedSymbols.txt is not above the tests.");
        }

        var banned = File.ReadLines(Path.Combine(root.FullName, "BannedSymbols.txt")).Select(l => l.Split(';')[0]).Where(l => l.Contains(".Execute", StringComparison.Ordinal));
        Assert.Equal(methods, banned.Order(StringComparer.Ordinal));
    }

    private static string DocumentationId(MethodInfo method)
    {
        return $"M:{method.DeclaringType!.FullName}.{method.Name}``{method.GetGenericArguments().Length}({string.Join(',', method.GetParameters().Select(p => Name(p.ParameterType)))})";

        static string Name(Type type)
        {
            if (type.IsGenericMethodParameter)
            {
                return "``" + type.GenericParameterPosition;
            }

            return type.IsGenericType
                ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(Name))}}}"
                : type.FullName!;
        }
    }

    private static IEnumerable<string> Lines(SortedDictionary<string, ValueChange>? values) =>
        values!.Select(v => $"{v.Key}: {v.Value.Old?.GetRawText()} -> {Raw(v.Value.New)}");

    private static string? Raw(JsonElement? value) => value is { } json ? JsonSerializer.Serialize(json, Readable) : null;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task SaveAsync(Guid record, Action<PortalDb> edit)
    {
        await using var db = database.Open();
        var before = await db.AuditEntries.CountAsync(e => e.EntityKey == record.ToString());
        edit(db);
        await db.SaveChangesAsync();
        Assert.Equal(before + 1, await db.AuditEntries.CountAsync(e => e.EntityKey == record.ToString()));
    }

    private async Task<(AuditEntry Entry, AuditChanges Changes)> LastAsync(Guid record)
    {
        await using var db = database.Open();
        var entry = await db.AuditEntries.Where(e => e.EntityKey == record.ToString()).OrderByDescending(e => e.Id).FirstAsync();
        return (entry, AuditChanges.Parse(entry.Changes));
    }
}
