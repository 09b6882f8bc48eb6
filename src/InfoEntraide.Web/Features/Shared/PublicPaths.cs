using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Shared;

/// <summary>Addresses of public pages in a language: list path, short stable id, slug in that language.</summary>
public static class PublicPaths
{
    public static string Home(PortalLanguage language) => "/" + language.Code();

    public static string List(string page, PortalLanguage language) => $"/{language.Code()}/{PathSegments.Of(page, language)}";

    public static string Groups(PortalLanguage language) => List(PathSegments.Groups, language);

    public static string Topics(PortalLanguage language) => List(PathSegments.Topics, language);

    public static string Centres(PortalLanguage language) => List(PathSegments.Centres, language);

    public static string Cantons(PortalLanguage language) => List(PathSegments.Cantons, language);

    public static string Partners(PortalLanguage language) => List(PathSegments.Partners, language);

    public static string About(PortalLanguage language) => List(PathSegments.About, language);

    /// <summary>Where a section of pages begins.</summary>
    public static string Content(ContentSection section, PortalLanguage language) => section == ContentSection.About ? About(language) : List(PathSegments.WorkingGroup, language);

    public static string ContentPage(ContentPageEntry page, PortalLanguage language) =>
        ContentPages.IsFront(page) ? Content(page.Section, language) : $"{Content(page.Section, language)}/{page.PathSlugs[language]}";

    public static string Group(GroupEntry group, PortalLanguage language) => $"{Groups(language)}/{group.PublicId}/{GroupSlug(group, language)}";

    /// <summary>The address of a group that does not tell its name; it leads on to the other one.</summary>
    public static string GroupWithoutName(GroupEntry group, PortalLanguage language) => $"{Groups(language)}/{group.PublicId}";

    public static string GroupCalendar(GroupEntry group, PortalLanguage language) => $"{GroupWithoutName(group, language)}/calendar.ics";

    /// <summary>A search as a document for paper; it takes the parameters of a search.</summary>
    public static string Leaflet(PortalLanguage language) => List(PathSegments.Leaflet, language);

    public static string GroupSlug(GroupEntry group, PortalLanguage language) => Slug.From(group.Name.In(language).Text);

    public static string Topic(TopicEntry topic, PortalLanguage language) => $"{Topics(language)}/{topic.PathSlugs[language]}";

    public static string Centre(CentreEntry centre, PortalLanguage language) => $"{Centres(language)}/{centre.PublicId}/{CentreSlug(centre, language)}";

    public static string CentreSlug(CentreEntry centre, PortalLanguage language) => Slug.From(centre.Name.In(language).Text);

    public static string Canton(CantonEntry canton, PortalLanguage language) => $"{Cantons(language)}/{canton.PathSlugs[language]}";

    public static string Partner(PartnerEntry partner, PortalLanguage language) => $"{Partners(language)}/{partner.PublicId}/{PartnerSlug(partner, language)}";

    public static string PartnerSlug(PartnerEntry partner, PortalLanguage language) => Slug.From(partner.Name.In(language).Text);
}
