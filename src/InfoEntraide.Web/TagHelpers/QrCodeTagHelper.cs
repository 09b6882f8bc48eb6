using System.Globalization;
using System.Text;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using QRCoder;

namespace InfoEntraide.Web.TagHelpers;

/// <summary>
/// <c>&lt;qr-code address="https://…" /&gt;</c>: an address as a drawing that a telephone reads. Black on white in the dark too: many readers fail on the
/// reverse. Nothing is written for an address so long that its squares would be too small on paper.
/// </summary>
[HtmlTargetElement("qr-code", TagStructure = TagStructure.WithoutEndTag)]
public sealed class QrCodeTagHelper(Texts texts) : TagHelper
{
    /// <summary>In bytes; makes 57 squares a side at most.</summary>
    public const int LongestAddress = 250;

    public required string Address { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Encoding.UTF8.GetByteCount(Address) > LongestAddress)
        {
            output.SuppressOutput();
            return;
        }

        using var code = CodeOf(Address);
        var size = code.ModuleMatrix.Count;
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "qr");
        output.Attributes.SetAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {size} {size}"));
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", texts["Qr.Label"]);
        output.Attributes.SetAttribute("shape-rendering", "crispEdges");
        output.Content.SetHtmlContent(string.Create(CultureInfo.InvariantCulture, $"<path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path d=\"{Dark(code)}\"/>"));
    }

    internal static QRCodeData CodeOf(string address) => QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);

    /// <summary>The dark squares, neighbours in a row as one bar.</summary>
    internal static string Dark(QRCodeData code)
    {
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < row.Count; x++)
            {
                var from = x;
                while (x < row.Count && row[x])
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
                }
            }
        }

        return path.ToString();
    }
}
