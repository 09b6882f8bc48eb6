using System.Text.Encodings.Web;
using AngleSharp;
using AngleSharp.Dom;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Html;

namespace InfoEntraide.Web.Tests.Features.Content;

/// <summary>What people write becomes HTML, and nothing in it can do harm.</summary>
public sealed class MarkdownTests
{
    private const char NarrowSpace = '\u202f';

    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x]( javascript:alert(1) )")]
    [InlineData("[x](<java\tscript:alert(1)>)")]
    [InlineData("[x](<\u0001javascript:alert(1)>)")]
    [InlineData("[x](javascript&colon;alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](&#x6A;&#x61;vascript:alert(1))")]
    [InlineData("[x](java&Tab;script:alert(1))")]
    [InlineData("[x](javascript\\:alert(1))")]
    [InlineData("[x](vbscript:msgbox(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](DATA:text/html,<b>)")]
    [InlineData("[x](blob:https://example.ch/1)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](ftp://example.ch)")]
    [InlineData("[x](//example.ch)")]
    [InlineData("[x](/fr/themes)")]
    [InlineData("[x](#main)")]
    [InlineData("[x](themes)")]
    [InlineData("[x](https:)")]
    [InlineData("[x](https://selbsthilfeschweiz.ch@example.ch/)")]
    [InlineData("[x](page:unknown)")]
    [InlineData("[x](page:javascript:alert(1))")]
    [InlineData("[x](list:staff)")]
    [InlineData("[x][1]\n\n[1]: javascript:alert(1)")]
    [InlineData("[x]\n\n[x]: JAVASCRIPT:alert(1) \"title\"")]
    [InlineData("[**x**](javascript:alert(1))")]
    [InlineData("> - [x](javascript:alert(1))")]
    [InlineData("## [x](javascript:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<data:text/html,x>")]
    public void A_link_that_is_not_on_the_list_loses_its_address_and_keeps_its_text(string markdown)
    {
        var page = Page(markdown);
        Assert.Empty(page.QuerySelectorAll("a, [href], [src]"));
        Assert.Contains(markdown[0] == '<' ? markdown[1..^1] : "x", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("a <b onclick=\"alert(1)\">b</b>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<!-- --><svg onload=alert(1)>")]
    [InlineData("<style>body{}</style>")]
    [InlineData("<![CDATA[<script>]]>")]
    [InlineData("<?php x ?>")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("`<script>alert(1)</script>`")]
    [InlineData("```x\"><script>\n<script>alert(1)</script>\n```")]
    [InlineData("## <img src=x onerror=alert(1)>")]
    [InlineData("[<img src=x onerror=alert(1)>](https://example.ch)")]
    [InlineData("[x](https://example.ch/\"onmouseover=alert(1)//)")]
    [InlineData("[x](https://example.ch \"><script>alert(1)</script>\")")]
    public void Html_is_text(string markdown)
    {
        var page = Page(markdown);
        Assert.Empty(page.QuerySelectorAll("script, img, svg, style, b"));
        Assert.DoesNotContain(page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal) || a.Name is "style" or "title"));
        Assert.All(page.QuerySelectorAll("a"), a => Assert.StartsWith("https://example.ch", a.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_put_together_from_dangerous_pieces_gets_through()
    {
        string[] pieces =
        [
            "[", "]", "(", ")", "<", ">", "![", "](", "[1]", "[1]: ", "\n", "\n\n", "javascript:", "JaVaScRiPt&colon;", "data:text/html,", "alert(1)", "https://example.ch", "<img src=x onerror=",
            "<script>", "\"", "'", "&#106;", "\\", "*", "**", "`", "```", "# ", "- ", "> ", "page:mission", "list:groups", "\t", "\u0000", "x", " ", "é",
        ];
        var random = new Random(20261122);
        for (var i = 0; i < 3000; i++)
        {
            var markdown = string.Concat(Enumerable.Range(0, random.Next(2, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            var page = Page(markdown);
            Assert.Empty(page.QuerySelectorAll("script, img, svg, style, iframe"));
            Assert.DoesNotContain(page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
            Assert.All(page.QuerySelectorAll("[href]"), a => Assert.True(IsSafe(a.GetAttribute("href")!), markdown));
        }

        static bool IsSafe(string address) =>
            address is "/fr/a-propos/mission" or "/fr/groupes" || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("[x](https://example.ch/a?b=1&c=2)", "https://example.ch/a?b=1&c=2", "external")]
    [InlineData("[x](HTTPS://Example.ch)", "https://example.ch/", "external")]
    [InlineData("[x](http://example.ch)", "http://example.ch/", "external")]
    [InlineData("[x][1]\n\n[1]: https://example.ch/1", "https://example.ch/1", "external")]
    [InlineData("<https://example.ch/2>", "https://example.ch/2", "external")]
    [InlineData("[x](mailto:info@example.ch)", "mailto:info@example.ch", null)]
    [InlineData("<info@example.ch>", "mailto:info@example.ch", null)]
    [InlineData("[x](tel:+41613338601)", "tel:+41613338601", null)]
    [InlineData("[x](page:mission)", "/fr/a-propos/mission", null)]
    [InlineData("[x](list:groups)", "/fr/groupes", null)]
    public void A_link_on_the_list_leads_where_it_says(string markdown, string address, string? rel)
    {
        var link = Assert.Single(Page(markdown).QuerySelectorAll("a"));
        Assert.Equal((address, rel), (link.GetAttribute("href"), link.GetAttribute("rel")));
    }

    [Theory]
    [InlineData("![un cercle](https://example.ch/x.png)", "un cercle")]
    [InlineData("[![un cercle](https://example.ch/x.png)](https://example.ch)", "un cercle")]
    public void A_picture_is_its_description(string markdown, string text)
    {
        var page = Page(markdown);
        Assert.Empty(page.QuerySelectorAll("img"));
        Assert.Equal(text, page.Body!.TextContent.Trim());
    }

    [Theory]
    [InlineData("# A\n\n## B\n\n### C", "h2 h3 h4")]
    [InlineData("## A\n\n### B\n\n## C", "h2 h3 h2")]
    [InlineData("#### A\n\n###### B\n\n#### C", "h2 h3 h2")]
    [InlineData("# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F", "h2 h3 h4 h5 h6 h6")]
    [InlineData("A\n===\n\nB\n---", "h2 h3")]
    public void Headings_begin_below_that_of_the_page_and_leave_no_level_out(string markdown, string levels) =>
        Assert.Equal(levels, string.Join(' ', Page(markdown).QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(h => h.LocalName)));

    [Fact]
    public void Every_heading_has_an_anchor_of_its_own_and_the_highest_make_the_contents()
    {
        var article = Article("Début.\n\n## Où ça **se passe**\n\n### Détail\n\n## Où ça se passe\n\n## Main\n\n## `code` & [lien](page:mission)");
        Assert.Equal(
            [new("ou-ca-se-passe", "Où ça se passe"), new("ou-ca-se-passe-2", "Où ça se passe"), new("main-2", "Main"), new ArticleHeading("code-lien", "code & lien")],
            article.Headings);
        Assert.Equal(["ou-ca-se-passe", "detail", "ou-ca-se-passe-2", "main-2", "code-lien"], Parse(article.Body).QuerySelectorAll("[id]").Select(e => e.Id!));
    }

    [Fact]
    public void The_first_paragraph_stands_apart()
    {
        var article = Article("[1]: https://example.ch/\n\nLe **début**.\n\nLa suite.");
        Assert.Equal("<p class=\"lead\">Le <strong>début</strong>.</p>", Text(article.Lead).Trim());
        Assert.Equal("<p>La suite.</p>", Text(article.Body).Trim());
    }

    [Theory]
    [InlineData("- un\n- deux")]
    [InlineData("## Titre\n\nTexte")]
    [InlineData("")]
    public void A_text_that_begins_otherwise_has_no_first_paragraph(string markdown) => Assert.Empty(Text(Article(markdown).Lead));

    [Theory]
    [InlineData("Quoi ? Oui ! Ceci : cela ; fin", "Quoi_? Oui_! Ceci_: cela_; fin")]
    [InlineData("Il dit « oui » et\u00A0: «\u00A0non\u00A0»", "Il dit «_oui_» et_: «_non_»")]
    [InlineData("« **oui** » [quoi](page:mission) ?", "«_oui_» quoi_?")]
    [InlineData("**Où** : *ici* !", "Où_: ici_!")]
    [InlineData("Vraiment ![x](y) ! [a] ! <b> ?", "Vraiment x_! [a]_! <b>_?")]
    [InlineData("19:30, https://example.ch", "19:30, https://example.ch")]
    [InlineData("`a ? b : c`", "a ? b : c")]
    public void French_gets_its_narrow_spaces_outside_of_code_and_addresses(string markdown, string text) =>
        Assert.Equal(text.Replace('_', NarrowSpace), Page(markdown).Body!.TextContent.Trim());

    [Fact]
    public void A_heading_in_the_contents_has_them_too() => Assert.Equal($"Et après{NarrowSpace}?", Assert.Single(Article("## Et après ?").Headings).Text);

    [Theory]
    [InlineData(PortalLanguage.De)]
    [InlineData(PortalLanguage.It)]
    [InlineData(PortalLanguage.En)]
    public void Other_languages_stay_as_they_are_written(PortalLanguage language)
    {
        var article = Markdown.ToArticle(new("Was ? «so» !", language), _ => null);
        Assert.Contains("Was ? «so» !", Text(article.Lead), StringComparison.Ordinal);
        Assert.Equal(language, article.Language);
    }

    private static Article Article(string markdown) => Markdown.ToArticle(new(markdown, PortalLanguage.Fr), address => address switch
    {
        "page:mission" => "/fr/a-propos/mission",
        "list:groups" => "/fr/groupes",
        _ => null,
    });

    private static IDocument Page(string markdown)
    {
        var article = Article(markdown);
        return Parse(new HtmlString(Text(article.Lead) + Text(article.Body)));
    }

    private static IDocument Parse(IHtmlContent html) => BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(Text(html))).GetAwaiter().GetResult();

    private static string Text(IHtmlContent html)
    {
        using var writer = new StringWriter();
        html.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}
