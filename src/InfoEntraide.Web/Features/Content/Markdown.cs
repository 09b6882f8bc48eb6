using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace InfoEntraide.Web.Features.Content;

/// <summary>A text ready to be shown: its first paragraph, the rest, and the headings of the rest that stand highest.</summary>
/// <param name="Language">The language it is really written in.</param>
public sealed record Article(IHtmlContent Lead, IHtmlContent Body, IReadOnlyList<ArticleHeading> Headings, PortalLanguage Language);

/// <summary>A heading and the anchor it can be reached at.</summary>
public sealed record ArticleHeading(string Id, string Text);

/// <summary>
/// Turns what people write into HTML that can do no harm: CommonMark without HTML and without pictures. Links lead where the list of schemes allows, or to
/// pages of our own; any other loses its address and keeps its text. Decided on the syntax tree, after all ways to write a link have become one.
/// </summary>
internal static class Markdown
{
    /// <summary>The page itself has the heading of the first level.</summary>
    private const int HighestHeading = 2;
    private const int LowestHeading = 6;

    private static readonly string[] Web = [Uri.UriSchemeHttps, Uri.UriSchemeHttp];
    private static readonly string[] Others = [Uri.UriSchemeMailto, "tel"];

    /// <summary>Anchors that the frame of a page has itself.</summary>
    private static readonly string[] Taken = ["main", "further", "on-this-page", "footer-browse", "footer-help", "footer-foundation", "footer-about"];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>Parses, settles links and headings, renders.</summary>
    /// <param name="text">The Markdown and its language, whose typography it gets.</param>
    /// <param name="ownAddress">The address of a link in a scheme of our own, such as <c>page:mission</c>; null when it is none.</param>
    public static Article ToArticle(TextInLanguage text, Func<string, string?> ownAddress)
    {
        var document = Markdig.Markdown.Parse(text.Text, Pipeline);
        SettleLinks(document, ownAddress);
        if (text.Language == PortalLanguage.Fr)
        {
            SetFrenchSpaces(document);
        }

        var headings = SettleHeadings(document);
        IHtmlContent lead = HtmlString.Empty;
        if (document.FirstOrDefault(b => b is not LinkReferenceDefinitionGroup) is ParagraphBlock first)
        {
            first.GetAttributes().AddClass("lead");
            lead = Html(first);
            document.Remove(first);
        }

        return new Article(lead, Html(document), headings, text.Language);
    }

    private static HtmlString Html(MarkdownObject part)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(part);
        return new HtmlString(writer.ToString());
    }

    private static void SettleLinks(MarkdownDocument document, Func<string, string?> ownAddress)
    {
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            var address = link.IsImage ? null : link.GetDynamicUrl?.Invoke() ?? link.Url;
            if (address is null || (ownAddress(address) ?? Outside(address, link)) is not { } target)
            {
                Unwrap(link);
                continue;
            }

            (link.Url, link.GetDynamicUrl, link.Title) = (target, null, null);
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            if (Outside(link.IsEmail ? "mailto:" + link.Url : link.Url, link) is null)
            {
                link.ReplaceBy(new LiteralInline(link.Url));
            }
        }
    }

    /// <summary>The address of a link that leaves the portal, as a browser will read it; null when its scheme is not on the list.</summary>
    private static string? Outside(string address, Inline link)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return null;
        }

        // A name before the host only serves to look like another address.
        if (Web.Contains(uri.Scheme, StringComparer.Ordinal) && uri.UserInfo.Length == 0)
        {
            link.GetAttributes().AddProperty("rel", "external");
            return uri.AbsoluteUri;
        }

        return Others.Contains(uri.Scheme, StringComparer.Ordinal) ? uri.AbsoluteUri : null;
    }

    private static void Unwrap(LinkInline link)
    {
        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }

        link.Remove();
    }

    /// <summary>Addresses and code are no literals: they stay as they are.</summary>
    private static void SetFrenchSpaces(MarkdownDocument document)
    {
        foreach (var literal in document.Descendants<LiteralInline>())
        {
            literal.Content = new(FrenchSpaces.In(literal.Content.ToString()));
        }
    }

    /// <summary>Levels that begin below the page's own heading and leave none out, an anchor for each; gives those of the highest level.</summary>
    private static List<ArticleHeading> SettleHeadings(MarkdownDocument document)
    {
        var headings = document.Descendants<HeadingBlock>().ToList();
        var shift = headings.Count == 0 ? 0 : HighestHeading - headings.Min(h => h.Level);
        var above = HighestHeading - 1;
        var taken = new HashSet<string>(Taken, StringComparer.Ordinal);
        var highest = new List<ArticleHeading>();
        foreach (var heading in headings)
        {
            above = heading.Level = Math.Min(Math.Min(heading.Level + shift, above + 1), LowestHeading);
            var text = PlainText(heading);
            var slug = Slug.From(text);
            var name = slug.Length > 0 && char.IsAsciiLetter(slug[0]) ? slug : $"h-{slug}"; // a date is no id for older tools
            var id = name;
            for (var i = 2; !taken.Add(id); i++)
            {
                id = $"{name}-{i}";
            }

            heading.GetAttributes().Id = id;
            if (heading.Level == HighestHeading)
            {
                highest.Add(new(id, text));
            }
        }

        return highest;
    }

    private static string PlainText(LeafBlock block) => string.Concat(block.Inline?.Descendants().Select(i => i switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => " ",
        AutolinkInline link => link.Url,
        _ => "",
    }) ?? []);
}
