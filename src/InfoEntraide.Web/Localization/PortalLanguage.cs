using System.Globalization;

namespace InfoEntraide.Web.Localization;

/// <summary>The languages of the interface, in the order of fallback.</summary>
public enum PortalLanguage
{
    Fr,
    De,
    It,
    En,
}

public static class PortalLanguages
{
    public static IReadOnlyList<PortalLanguage> All { get; } = Enum.GetValues<PortalLanguage>();

    private static readonly CultureInfo[] Cultures = [.. new[] { "fr-CH", "de-CH", "it-CH", "en-CH" }.Select(CultureInfo.GetCultureInfo)];

    /// <summary>ISO 639-1 code, as in URLs and <c>lang</c> attributes.</summary>
    public static string Code(this PortalLanguage language) => language switch
    {
        PortalLanguage.Fr => "fr",
        PortalLanguage.De => "de",
        PortalLanguage.It => "it",
        PortalLanguage.En => "en",
        _ => throw new ArgumentOutOfRangeException(nameof(language)),
    };

    /// <summary>The Swiss culture of a language: dates and numbers are written as in Switzerland.</summary>
    public static CultureInfo Culture(this PortalLanguage language) => Cultures[(int)language];

    public static PortalLanguage? Parse(string? code)
    {
        foreach (var language in All)
        {
            if (string.Equals(language.Code(), code, StringComparison.OrdinalIgnoreCase))
            {
                return language;
            }
        }

        return null;
    }

    /// <summary>The language of the request being served; French when the current culture is none of ours.</summary>
    public static PortalLanguage Current => Parse(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? PortalLanguage.Fr;
}
