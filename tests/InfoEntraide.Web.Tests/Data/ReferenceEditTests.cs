using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Data;

/// <summary>Reference data that somebody edits in the portal, and files that change afterwards.</summary>
public sealed class ReferenceEditTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly ReferenceFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        database.Dispose();
    }

    [Fact]
    public async Task A_field_edited_in_the_portal_stays_and_the_others_follow_the_file()
    {
        await LoadAsync();
        await EditAsync(async db =>
        {
            var centre = await db.Centres.Include(c => c.Cantons).SingleAsync(c => c.Slug == "national");
            centre.Website = "https://ours.example";
            centre.Name = centre.Name.With(PortalLanguage.Fr, "Notre fondation");
            centre.Cantons.Add(await db.Cantons.SingleAsync(c => c.Code == "GR"));
        });
        folder.Edit("centres.csv", "national,Fondation,Stiftung", "national,Fondation suisse,Stiftung Schweiz");
        folder.Edit("centres.csv", "Laufenstrasse 12", "Laufenstrasse 14");
        folder.Edit("centres.csv", "9.5294,GR,,,,no", "9.5294,GR|VD,,,,no");

        var report = await LoadAsync();

        var file = report.File("centres.csv");
        Assert.Equal(new KeptRow("national", "edited in the portal: Cantons, Name, Website"), Assert.Single(file.Left));
        Assert.Equal((2, 1), (file.Changed, file.Unchanged));
        await using var db = database.Open();
        var national = await db.Centres.Include(c => c.Cantons).SingleAsync(c => c.Slug == "national");
        Assert.Equal(("https://ours.example", "Notre fondation", "Stiftung", "Laufenstrasse 14"), (national.Website, national.Name.Fr, national.Name.De, national.Street));
        Assert.Equal("GR", Assert.Single(national.Cantons).Code);
    }

    [Fact]
    public async Task Synonyms_added_or_removed_in_the_portal_stay_so_and_new_ones_come_from_the_file()
    {
        await LoadAsync();
        await EditAsync(async db =>
        {
            var topic = await db.Topics.Include(t => t.Synonyms).SingleAsync(t => t.Slug == "depression");
            topic.Synonyms.RemoveAll(s => s.Term == "tristesse");
            topic.Synonyms.Add(new TopicSynonym { Language = PortalLanguage.Fr, Term = "coup de blues" });
        });
        folder.Edit("topics.csv", "déprime|tristesse", "cafard|tristesse");

        var report = await LoadAsync();

        Assert.Equal("Synonyms", Assert.Single(report.File("topics.csv").Left).Reason.Split(": ")[1]);
        await using var db = database.Open();
        var synonyms = await db.TopicSynonyms.Where(s => s.Language == PortalLanguage.Fr).Select(s => s.Term).ToListAsync();
        Assert.Equal(["cafard", "coup de blues"], synonyms.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_record_deleted_in_the_portal_does_not_come_back_and_no_row_is_refused_for_it()
    {
        await LoadAsync();
        await EditAsync(async db => db.Remove(await db.Topics.SingleAsync(t => t.Slug == "burn-out")));
        folder.Edit("topics.csv", "déprime|tristesse", "déprime");
        folder.Edit("partners.csv", "equilibre.example", "equilibre-verein.example");

        var report = await LoadAsync();

        Assert.Equal("burn-out", Assert.Single(report.File("topics.csv").Left).Key);
        Assert.False(report.HasOpenPoints);
        await using var db = database.Open();
        Assert.False(await db.Topics.AnyAsync(t => t.Slug == "burn-out"));
        Assert.Equal("https://equilibre-verein.example", (await db.Partners.SingleAsync()).Website);
    }

    [Fact]
    public async Task Topics_made_in_the_portal_and_rows_edited_there_are_not_removed_with_the_file()
    {
        await LoadAsync();
        await EditAsync(async db =>
        {
            db.Add(new Topic { Slug = "ours", Name = LocalizedText.Of(PortalLanguage.Fr, "À nous"), Category = await db.TopicCategories.FirstAsync() });
            (await db.Topics.SingleAsync(t => t.Slug == "deuil")).Name = LocalizedText.Of(PortalLanguage.Fr, "Le deuil");
        });
        folder.Edit("topics.csv", "deuil,deuil,Deuil,Trauer,Lutto,Bereavement,,,,\n", "");

        var report = await LoadAsync();

        Assert.Equal((0, "deuil"), (report.File("topics.csv").Removed, Assert.Single(report.File("topics.csv").Left).Key));
        await using var db = database.Open();
        Assert.Equal(["burn-out", "depression", "deuil", "ours"], await db.Topics.OrderBy(t => t.Slug).Select(t => t.Slug).ToListAsync());
    }

    [Fact]
    public async Task What_was_left_is_told_once_and_an_edit_the_file_agrees_with_not_at_all()
    {
        await LoadAsync();
        await EditAsync(async db =>
        {
            (await db.Centres.SingleAsync(c => c.Slug == "vaud")).Phone = "021 000 00 00";
            (await db.Partners.SingleAsync()).Website = "https://new.example";
        });
        folder.Edit("centres.csv", "Laufenstrasse 12", "Laufenstrasse 14");
        folder.Edit("partners.csv", "equilibre.example", "new.example");

        var report = await LoadAsync();
        var again = await LoadAsync();

        Assert.Single(report.File("centres.csv").Left);
        Assert.Empty(report.File("partners.csv").Left);
        Assert.True(report.SaysSomething);
        Assert.All(again.Files, f => Assert.True(f.IsSameFile));
        Assert.False(again.SaysSomething);
    }

    private async Task<ReferenceReport> LoadAsync()
    {
        await using var db = database.Open();
        return await ReferenceData.LoadAsync(db, folder.Location, database.Clock, CancellationToken.None);
    }

    private async Task EditAsync(Func<PortalDb, Task> edit)
    {
        await using var db = database.Open();
        db.Actor = AuditActor.User("anna");
        await edit(db);
        await db.SaveChangesAsync();
    }
}
