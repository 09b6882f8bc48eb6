using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace InfoEntraide.Web.TagHelpers;

/// <summary>One of our drawings, by day and by night: <c>&lt;drawing name="room" width="520" height="520" /&gt;</c>. They adorn, so nobody has them read aloud.</summary>
[HtmlTargetElement("drawing", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DrawingTagHelper(IFileVersionProvider versions) : TagHelper
{
    public required string Name { get; set; }

    public required int Width { get; set; }

    public required int Height { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "picture";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "drawing");
        output.Content.SetHtmlContent(
            $"<source srcset=\"{Address($"{Name}-dark")}\" media=\"(prefers-color-scheme: dark)\"><img src=\"{Address(Name)}\" width=\"{Width}\" height=\"{Height}\" alt=\"\">");
    }

    private string Address(string name)
    {
        var root = ViewContext.HttpContext.Request.PathBase;
        return versions.AddFileVersionToPath(root, $"{root}/drawings/{name}.svg");
    }
}
