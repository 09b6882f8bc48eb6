using System.Text.RegularExpressions;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Content;

/// <summary>
/// Spaces as French wants them: narrow ones that do not break before <c>; : ! ? »</c> and after <c>«</c>. People type plain ones. Where there is none,
/// none is added: the colon may belong to a time or an address.
/// </summary>
internal static partial class FrenchSpaces
{
    public static string In(string text) => Spaces().Replace(text, "\u202F");

    /// <summary>The French part of a text; the other languages stay as they are.</summary>
    public static LocalizedText In(LocalizedText text) => text.Fr is { } french ? text with { Fr = In(french) } : text;

    [GeneratedRegex("[ \u00A0](?=[;:!?»])|(?<=«)[ \u00A0]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
