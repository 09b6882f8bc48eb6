using System.Globalization;
using AngleSharp.Dom;
using InfoEntraide.Web.Features.Crisis;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>Whoever speaks of danger sees first whom to call, in the language of the page, and the groups all the same.</summary>
public sealed class CrisisTests(PortalSite site) : IClassFixture<PortalSite>
{
    [Theory]
    [InlineData("/fr/groupes?q=je+veux+mourir", "143 144 117 147", "suicide")]
    [InlineData("/de/gruppen?q=ich+will+nicht+mehr+leben", "143 144 117 147", "suicide")]
    [InlineData("/it/gruppi?q=voglio+morire", "143 144 117 147", "suicide")]
    [InlineData("/en/groups?q=i+want+to+die", "143 heart2heart 144 117 147", "suicide")]
    [InlineData("/fr/groupes?q=mon+mari+me+frappe", "117 142 144", "violence")]
    [InlineData("/de/gruppen?q=mein+Mann+schl%C3%A4gt+mich", "117 142 144", "violence")]
    public async Task The_numbers_for_the_danger_stand_above_everything_in_their_order(string path, string expected, string danger)
    {
        var page = await site.Visitor().PageAsync(path);
        var note = page.QuerySelector("main > .crisis")!;
        Assert.Same(page.QuerySelector("main")!.FirstElementChild, note);
        Assert.Equal(danger, note.GetAttribute("data-danger"));
        var numbers = Numbers(note);
        Assert.Equal(expected.Split(' ').Where(numbers.Contains), numbers.Where(expected.Split(' ').Contains));
        Assert.Equal(expected.Split(' ')[0], numbers[0]);
        Assert.Equal(6 - (path.StartsWith("/en", StringComparison.Ordinal) ? 0 : 1), numbers.Count);
        Assert.NotEmpty(page.QuerySelectorAll(".group"));
        Assert.All(note.QuerySelectorAll("li a[href^='tel:']"), a => Assert.Matches(@"^tel:(\+41\d{9}|\d{3})$", a.GetAttribute("href")!));
    }

    [Theory]
    [InlineData("/fr/groupes?q=mort+de+rire")]
    [InlineData("/fr/groupes?q=deuil+Lausanne")]
    [InlineData("/de/gruppen?q=Burnout")]
    public async Task Everyday_words_show_no_emergency_numbers_above_the_results(string path) =>
        Assert.Null((await site.Visitor().PageAsync(path)).QuerySelector(".crisis"));

    [Fact]
    public async Task Every_page_says_at_its_end_whom_to_call_in_an_emergency()
    {
        foreach (var path in new[] { "/fr", "/de/themen", "/it/centri", "/en/groups", "/de/gruppen?q=deuil" })
        {
            var footer = Numbers((await site.Visitor().PageAsync(path)).QuerySelector("footer")!);
            Assert.Empty("144 117 143 147 142".Split(' ').Except(footer, StringComparer.Ordinal));
        }

        Assert.Contains("heart2heart", Numbers((await site.Visitor().PageAsync("/en")).QuerySelector("footer")!));
        Assert.DoesNotContain("heart2heart", Numbers((await site.Visitor().PageAsync("/fr")).QuerySelector("footer")!));
    }

    [Fact]
    public async Task A_line_that_is_not_always_open_says_when()
    {
        var line = (await site.Visitor().PageAsync("/en/groups?q=i+want+to+die")).QuerySelector(".crisis [data-number=heart2heart]")!;
        Assert.Contains("18:00", line.TextContent, StringComparison.Ordinal);
        Assert.Contains("23:00", line.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_edited_is_shown_as_edited()
    {
        using var portal = new PortalSite(TestDatabase.WithGroups(), [])
        {
            Before = db =>
            {
                db.CrisisNumbers.Single(n => n.Slug == "143").Phone = "058 000 01 43";
                db.Remove(db.CrisisNumbers.Single(n => n.Slug == "147"));
            },
        };
        var page = await portal.Visitor().PageAsync("/fr/groupes?q=je+veux+mourir");
        Assert.Equal("tel:+41580000143", page.QuerySelector(".crisis [data-number='143'] a")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("[data-number='147']"));
    }

    [Fact]
    public async Task Each_number_has_a_name_and_a_line_in_four_languages_and_a_source()
    {
        await using var db = site.OpenDatabase();
        var numbers = await db.CrisisNumbers.ToListAsync();
        Assert.Equal(6, numbers.Count);
        Assert.All(numbers, n =>
        {
            Assert.All(PortalLanguages.All, l => Assert.False(string.IsNullOrEmpty(n.Name[l]) || string.IsNullOrEmpty(n.Description[l]), string.Create(CultureInfo.InvariantCulture, $"{n.Slug} {l}")));
            Assert.NotNull(n.Source);
            Assert.NotEmpty(n.Languages);
            Assert.Equal(n.OpenFrom is null, n.OpenUntil is null);
        });
        Assert.Equal([CrisisAudience.Violence], numbers.Where(n => n.Slug == "142").Select(n => n.Audience));
        Assert.Equal([CrisisAudience.Young], numbers.Where(n => n.Slug == "147").Select(n => n.Audience));
    }

    private static List<string> Numbers(IElement part) => [.. part.QuerySelectorAll("[data-number]").Select(n => n.GetAttribute("data-number")!)];
}
