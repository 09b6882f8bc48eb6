using System.Text.RegularExpressions;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Features.Content;

/// <summary>The pages the portal comes with keep the rules of the house, in the files and as they are rendered.</summary>
public sealed partial class ContentFilesTests(PortalSite site) : IClassFixture<PortalSite>
{
    private const char NarrowSpace = '\u202f';
    private const int LongestSummary = 150;
    private const int LongestTitle = 60;

    private static readonly string Folder = Path.Combine(ReferenceData.DefaultFolder, "pages");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.md").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public static TheoryData<PortalLanguage> AllLanguages => [.. PortalLanguages.All];

    private IReadOnlyList<ContentPageEntry> Pages => [.. Codes.All<ContentSection>().SelectMany(site.Services.GetRequiredService<PublicCatalogue>().Current.Pages.Of)];

    [Fact]
    public void Every_page_is_there_in_four_languages()
    {
        Assert.All(Pages.SelectMany(p => new[] { p.Title, p.Summary, p.Body }), t => Assert.Equal(PortalLanguages.All, t.Existing().Select(x => x.Language)));
        Assert.Equal(Pages.Count * PortalLanguages.All.Count, Files.Count);
        foreach (var language in PortalLanguages.All)
        {
            Assert.Empty(Pages.GroupBy(p => (p.Section, p.PathSlugs[language])).Where(g => g.Count() > 1).Select(g => g.Key));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_has_neither_typewriter_signs_nor_sharp_s_nor_pictures(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        Assert.DoesNotContain(new[] { "'", "\"", "ß", "...", "![", "\t", "\r" }, sign => text.Contains(sign, StringComparison.Ordinal));
        Assert.DoesNotMatch(Shouting(), text);
        Assert.DoesNotContain(text, c => char.IsSurrogate(c));
        if (file.EndsWith(".de.md", StringComparison.Ordinal) || file.EndsWith(".it.md", StringComparison.Ordinal))
        {
            Assert.DoesNotMatch(LooseQuotation(), text);
            Assert.DoesNotContain('“', text);
        }
    }

    [Fact]
    public void All_languages_of_a_page_have_the_same_headings()
    {
        foreach (var page in Pages)
        {
            var levels = page.Body.Existing().Select(t => string.Join(' ', Heading().Matches(t.Text).Select(m => m.Groups["level"].Length))).ToList();
            Assert.True(levels.Distinct(StringComparer.Ordinal).Count() == 1, $"{page.Key}: {string.Join(" | ", levels)}");
        }
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void Titles_and_summaries_are_short(PortalLanguage language)
    {
        Assert.Empty(Pages.Where(p => p.Title[language]!.Length > LongestTitle).Select(p => p.Title[language]));
        Assert.Empty(Pages.Where(p => p.Summary[language]!.Length > LongestSummary).Select(p => p.Summary[language]));
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task Every_link_survives_and_every_own_one_is_answered(PortalLanguage language)
    {
        foreach (var entry in Pages)
        {
            var page = await site.Visitor().PageAsync(PublicPaths.ContentPage(entry, language));
            var links = page.QuerySelectorAll(".article .lead a, .article .prose a").Select(a => a.GetAttribute("href")!).ToList();
            Assert.True(Link().Count(entry.Body[language]!) == links.Count, $"{entry.Key} {language}: a link is lost.");
            foreach (var own in links.Where(l => l.StartsWith('/')).Distinct(StringComparer.Ordinal))
            {
                Assert.StartsWith($"/{language.Code()}/", own, StringComparison.Ordinal);
                await site.Visitor().PageAsync(own);
            }
        }
    }

    [Fact]
    public async Task A_French_page_has_narrow_spaces_where_French_wants_them()
    {
        foreach (var entry in Pages)
        {
            var page = await site.Visitor().PageAsync(PublicPaths.ContentPage(entry, PortalLanguage.Fr));
            var text = page.QuerySelector(".article")!.TextContent;
            Assert.Empty(DoubleSign().Matches(text).Where(m => text[m.Index - 1] != NarrowSpace).Select(m => $"{entry.Key}: {text.Substring(Math.Max(0, m.Index - 30), 31)}"));
            Assert.Empty(OpeningSign().Matches(text).Select(m => $"{entry.Key}: {text.Substring(m.Index, Math.Min(30, text.Length - m.Index))}"));
        }
    }

    [GeneratedRegex(@"^(?<level>#+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\([^)]+\)|<(https?:|mailto:)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    /// <summary>Not of a time or an address: letters or a closing sign stand before it.</summary>
    [GeneratedRegex(@"(?<!https?|tel|mailto)[?!;:»](?!\d|//)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DoubleSign();

    [GeneratedRegex(@"«(?!\u202f)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OpeningSign();

    [GeneratedRegex(@"«\s|\s»|\s[?!;:]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LooseQuotation();

    [GeneratedRegex(@"!", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shouting();
}
