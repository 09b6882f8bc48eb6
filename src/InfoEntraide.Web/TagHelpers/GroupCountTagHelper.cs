using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace InfoEntraide.Web.TagHelpers;

/// <summary><c>&lt;group-count value="12" /&gt;</c>: a bare number for the eye beside a link, with its noun for the ear.</summary>
[HtmlTargetElement("group-count", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GroupCountTagHelper(Texts texts) : TagHelper
{
    public required int Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content
            .AppendHtml("&nbsp;<span class=\"count\" aria-hidden=\"true\">").Append(Value.ToString("N0", texts.Language.Culture()))
            .AppendHtml("</span><span class=\"unseen\">").Append(texts.Count("Groups.In", Value)).AppendHtml("</span>");
    }
}
