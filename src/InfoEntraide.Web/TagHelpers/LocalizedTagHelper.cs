using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace InfoEntraide.Web.TagHelpers;

/// <summary><c>&lt;span localized="text"&gt;</c>: the text for the reader, marked with its language when that is not the page's.</summary>
[HtmlTargetElement(Attributes = "localized")]
public sealed class LocalizedTagHelper(Texts texts) : TagHelper
{
    public required LocalizedText Localized { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var text = Localized.In(texts.Language);
        output.TagMode = TagMode.StartTagAndEndTag;
        output.MarkLanguage(text.Language, texts.Language);
        output.Content.SetContent(text.Text);
    }
}

internal static class LanguageMark
{
    /// <summary>Screen readers change their voice where the language changes.</summary>
    public static void MarkLanguage(this TagHelperOutput output, PortalLanguage language, PortalLanguage page)
    {
        if (language != page)
        {
            output.Attributes.SetAttribute("lang", language.Code());
        }
    }
}
