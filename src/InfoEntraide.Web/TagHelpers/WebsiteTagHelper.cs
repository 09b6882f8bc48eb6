using Microsoft.AspNetCore.Razor.TagHelpers;

namespace InfoEntraide.Web.TagHelpers;

/// <summary><c>&lt;a website="https://www.example.ch/"&gt;</c>: shown as people write it. Anything but a web address stays plain text.</summary>
[HtmlTargetElement("a", Attributes = "website")]
public sealed class WebsiteTagHelper : TagHelper
{
    public required string Website { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        if (!Uri.TryCreate(Website, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            output.TagName = "span";
        }
        else
        {
            output.Attributes.SetAttribute("href", address.AbsoluteUri);
            output.Attributes.SetAttribute("rel", "external");
        }

        if (content.IsEmptyOrWhiteSpace)
        {
            output.Content.SetContent(address is null ? Website : Readable(address));
        }
    }

    private static string Readable(Uri address)
    {
        var host = address.IdnHost.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host;
        return host + (address.AbsolutePath == "/" ? "" : address.AbsolutePath.TrimEnd('/'));
    }
}
