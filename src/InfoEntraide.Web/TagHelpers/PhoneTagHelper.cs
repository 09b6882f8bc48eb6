using Microsoft.AspNetCore.Razor.TagHelpers;

namespace InfoEntraide.Web.TagHelpers;

/// <summary><c>&lt;a phone="061 333 86 01"&gt;</c>: the number as it is read, with a link that dials it also from abroad.</summary>
[HtmlTargetElement("a", Attributes = "phone")]
public sealed class PhoneTagHelper : TagHelper
{
    private const int ShortestFullNumber = 9;

    public required string Phone { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.Attributes.SetAttribute("href", Address(Phone));
        if (content.IsEmptyOrWhiteSpace)
        {
            output.Content.SetContent(Phone);
        }
    }

    /// <summary>Numbers of three digits, such as 143, exist only inside Switzerland and stay as they are.</summary>
    public static string Address(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return phone.TrimStart().StartsWith('+') ? "tel:+" + digits
            : digits.StartsWith("00", StringComparison.Ordinal) ? "tel:+" + digits[2..]
            : digits.StartsWith('0') && digits.Length >= ShortestFullNumber ? "tel:+41" + digits[1..]
            : "tel:" + digits;
    }
}
