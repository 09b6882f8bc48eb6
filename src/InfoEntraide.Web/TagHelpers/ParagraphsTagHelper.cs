using System.Text.Encodings.Web;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace InfoEntraide.Web.TagHelpers;

/// <summary><c>&lt;div paragraphs="text"&gt;</c>: plain text of several lines, one paragraph per block, marked with its language.</summary>
[HtmlTargetElement("div", Attributes = "paragraphs")]
public sealed class ParagraphsTagHelper(Texts texts, HtmlEncoder encoder) : TagHelper
{
    public required LocalizedText Paragraphs { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var text = Paragraphs.In(texts.Language);
        output.MarkLanguage(text.Language, texts.Language);
        foreach (var paragraph in text.Text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            output.Content.AppendHtml("<p>").AppendHtml(encoder.Encode(paragraph)).AppendHtml("</p>");
        }
    }
}
