using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Shared;

/// <summary>Where the quick way out of a page on violence leads: somewhere anybody may look at any time of the day, and that a glance over the shoulder believes.</summary>
public static class ExitPage
{
    /// <summary>The weather, from the federal office, in the reader's language.</summary>
    public static string Address(PortalLanguage language) => language switch
    {
        PortalLanguage.Fr => "https://www.meteosuisse.admin.ch/",
        PortalLanguage.De => "https://www.meteoschweiz.admin.ch/",
        PortalLanguage.It => "https://www.meteosvizzera.admin.ch/",
        PortalLanguage.En => "https://www.meteoswiss.admin.ch/",
        _ => throw new ArgumentOutOfRangeException(nameof(language)),
    };
}
