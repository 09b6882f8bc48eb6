using System.Text;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Data;

/// <summary>Pages to read as reference data: a table and a file per page and language.</summary>
public sealed class ReferencePagesTests : IDisposable
{
    private const string Name = "pages/pages.csv";

    private readonly TestDatabase database = new();
    private readonly ReferenceFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        database.Dispose();
    }

    [Fact]
    public async Task A_page_has_the_texts_of_its_files_in_the_languages_there_are()
    {
        await LoadAsync();

        var page = await PageAsync("mission");
        Assert.Equal((ContentSection.About, 1, 1), (page!.Section, page.Order, page.Version));
        Assert.Equal(("Notre mission", "Unser Auftrag", null), (page.Title.Fr, page.Title.De, page.Title.It));
        Assert.Equal(("notre-mission", "En bref: Unser Auftrag", "Bonjour."), (page.Address.Fr, page.Summary.De, page.Body.Fr));
        Assert.Equal("Notre mission", page.Title.In(PortalLanguage.It).Text);
        Assert.Equal(ContentSection.WorkingGroup, (await PageAsync("survey"))!.Section);
    }

    [Fact]
    public async Task A_text_that_changed_changes_its_page_alone()
    {
        await LoadAsync();
        folder.Edit("pages/mission.de.md", "Guten Tag.", "Grüezi.");

        var report = await LoadAsync();

        Assert.Equal((0, 1, 1), (report.File(Name).Created, report.File(Name).Changed, report.File(Name).Unchanged));
        Assert.All(report.Files.Where(f => f.Name != Name), f => Assert.True(f.IsSameFile));
        Assert.Equal("Grüezi.", (await PageAsync("mission"))!.Body.De);
    }

    [Fact]
    public async Task A_text_that_is_added_or_taken_away_is_noticed()
    {
        await LoadAsync();
        folder.Delete("pages/mission.de.md");
        folder.WritePage("survey", PortalLanguage.It, "Sondaggio", "sondaggio", "Una domanda.");

        var report = await LoadAsync();

        Assert.Equal(2, report.File(Name).Changed);
        Assert.Null((await PageAsync("mission"))!.Body.De);
        Assert.Equal("Una domanda.", (await PageAsync("survey"))!.Body.It);
    }

    [Fact]
    public async Task What_staff_wrote_stays_and_the_rest_follows_the_files()
    {
        await LoadAsync();
        await EditAsync(async db =>
        {
            var mission = await db.ContentPages.SingleAsync(p => p.Key == "mission");
            mission.Body = mission.Body.With(PortalLanguage.Fr, "Notre texte.");
            db.Remove(await db.ContentPages.SingleAsync(p => p.Key == "survey"));
        });
        folder.Edit("pages/mission.fr.md", "Bonjour.", "Bonsoir.");
        folder.Edit("pages/mission.fr.md", "title: Notre mission", "title: Mission");

        var report = await LoadAsync();

        Assert.Equal(
            [new("mission", "edited in the portal: Body"), new KeptRow("survey", "edited in the portal: deleted")],
            report.File(Name).Left);
        Assert.False(report.HasOpenPoints);
        var page = await PageAsync("mission");
        Assert.Equal(("Notre texte.", "Guten Tag.", "Mission"), (page!.Body.Fr, page.Body.De, page.Title.Fr));
        Assert.Null(await PageAsync("survey"));
    }

    [Fact]
    public async Task A_page_taken_out_of_the_table_goes_and_one_made_in_the_portal_stays()
    {
        await LoadAsync();
        await EditAsync(db =>
        {
            db.Add(new ContentPage { Key = "ours", Title = LocalizedText.Of(PortalLanguage.De, "Unsere") });
            return Task.CompletedTask;
        });
        folder.Edit(Name, "survey,working-group,1\n", "");
        folder.Delete("pages/survey.fr.md");

        var report = await LoadAsync();

        Assert.Equal(1, report.File(Name).Removed);
        await using var db = database.Open();
        Assert.Equal(["mission", "ours"], await db.ContentPages.OrderBy(p => p.Key).Select(p => p.Key).ToListAsync());
    }

    [Theory]
    [InlineData("no fence", "does not begin with")]
    [InlineData("---\ntitle: A\naddress: a\nsummary: S\n", "does not begin with")]
    [InlineData("---\naddress: a\nsummary: S\n---\nx", "no title")]
    [InlineData("---\ntitle: A\naddress: a\n---\nx", "no summary")]
    [InlineData("---\ntitle: A\naddress: a\nsummary: S\n---\n\n", "no text")]
    [InlineData("---\ntitle: A\nsummary: S\n---\nx", "the address ''")]
    [InlineData("---\ntitle: A\naddress: Über uns\nsummary: S\n---\nx", "the address 'Über uns'")]
    [InlineData("---\ntitle: A\naddress: a/b\nsummary: S\n---\nx", "the address 'a/b'")]
    public async Task A_file_that_is_wrong_refuses_its_page_and_the_others_are_loaded(string text, string reason)
    {
        folder.Write("pages/mission.de.md", text);

        var report = await LoadAsync();

        var refused = Assert.Single(report.File(Name).Refused);
        Assert.Equal((2, "mission.de.md"), (refused.Line, refused.Column));
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Null(await PageAsync("mission"));
        Assert.NotNull(await PageAsync("survey"));
    }

    [Fact]
    public async Task What_is_too_long_is_not_UTF_8_or_belongs_nowhere_is_refused_with_the_reason()
    {
        folder.Edit("pages/mission.fr.md", "title: Notre mission", "title: " + new string('x', 151));
        folder.WriteBytes("pages/mission.de.md", [.. Encoding.UTF8.GetBytes("---\ntitle: "), 0xE9]);
        folder.Delete("pages/survey.fr.md");
        folder.Write("pages/nobody.fr.md", "x");

        var report = await LoadAsync();

        Assert.Equal(
            [
                "pages/pages.csv, line 2, mission.fr.md: has too long a title", "pages/pages.csv, line 2, mission.de.md: the file is not UTF-8",
                "pages/pages.csv, line 3, key: there is no text: a file such as survey.fr.md is missing", "pages/pages.csv: no row names the page of nobody.fr.md",
            ],
            report.File(Name).Refused.Select(r => r.ToString()));
    }

    private async Task<ContentPage?> PageAsync(string key)
    {
        await using var db = database.Open();
        return await db.ContentPages.SingleOrDefaultAsync(p => p.Key == key);
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
