using System.Globalization;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>What lists and pages of groups say in words about the values of a group.</summary>
internal static class GroupTexts
{
    public static string AudienceOf(this Texts texts, GroupEntry group) =>
        string.Join(", ", Codes.All<Audience>().Where(a => group.Audience.HasFlag(a)).Select(a => texts[$"Audience.{a.Code()}"]));

    /// <summary>Where a group meets, in a few words and never more than is published.</summary>
    public static string WhereOf(this Texts texts, GroupEntry group)
    {
        var place = group.Place;
        if (place.Locality is { } locality)
        {
            return place.Npa is { } npa ? $"{npa} {locality}" : locality;
        }

        return place.Canton is { } canton ? canton.Name.In(texts.Language).Text : texts["Place.Switzerland"];
    }

    /// <summary>In whole kilometres: points of localities are not more exact.</summary>
    public static string Distance(this Texts texts, double kilometres) =>
        kilometres < 1 ? texts["Distance.Near"] : texts.Format("Distance.Km", Math.Round(kilometres));

    /// <summary>The name of a language a group speaks; its code when no name is known.</summary>
    public static string LanguageName(this Texts texts, string code)
    {
        var key = "Language." + code;
        return texts.Has(key) ? texts[key] : code.ToUpper(CultureInfo.InvariantCulture);
    }
}
