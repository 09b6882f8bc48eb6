using System.Globalization;
using System.Text;

namespace InfoEntraide.Web.Features.Shared;

/// <summary>The readable last part of an address: lower-case ASCII letters and digits, words joined by hyphens. Never the key of anything but topics and cantons.</summary>
public static class Slug
{
    private const int MaxLength = 80;

    public static string From(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var c in text.Replace("œ", "oe", StringComparison.OrdinalIgnoreCase).Replace("æ", "ae", StringComparison.OrdinalIgnoreCase)
            .Replace("ä", "ae", StringComparison.OrdinalIgnoreCase).Replace("ö", "oe", StringComparison.OrdinalIgnoreCase)
            .Replace("ü", "ue", StringComparison.OrdinalIgnoreCase).Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }

            if (slug.Length == MaxLength)
            {
                break;
            }
        }

        var result = slug.ToString().TrimEnd('-');
        return result.Length == 0 ? "-" : result;
    }
}
