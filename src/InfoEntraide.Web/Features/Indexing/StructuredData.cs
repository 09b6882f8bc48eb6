using System.Text.Json.Nodes;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Indexing;

/// <summary>
/// What a page is about, for search engines: objects in the vocabulary of schema.org, written as JSON-LD into the head of the page.
/// They say nothing that the page does not say. The default escaping of System.Text.Json keeps <c>&lt;</c> out, so no text can end the element they stand in.
/// </summary>
internal static class StructuredData
{
    public const string Context = "https://schema.org";

    /// <summary>The foundation with the address of its office, on the home page.</summary>
    public static JsonObject Organization(CentreEntry? office, Texts texts, string origin)
    {
        var organization = new JsonObject
        {
            ["@context"] = Context,
            ["@type"] = "NGO",
            ["@id"] = origin + "/#organization",
            ["name"] = office?.Name.In(texts.Language).Text ?? texts["Site.Name"],
            ["alternateName"] = texts["Site.Name"],
            ["description"] = texts["Footer.About"],
            ["url"] = origin + Shared.PublicPaths.Home(texts.Language),
            ["logo"] = origin + "/logo.svg",
            ["areaServed"] = "CH",
        };
        if (office is not null)
        {
            Add(organization, "telephone", office.Phone);
            Add(organization, "email", office.Email);
            if (office.Town is not null)
            {
                organization["address"] = Address(office.Street, office.Npa, office.Town, region: null);
            }
        }

        return organization;
    }

    /// <summary>Where a page stands, from the home page down to the page itself.</summary>
    public static JsonObject Breadcrumbs(IEnumerable<(string Name, string Path)> trail, string origin) => new()
    {
        ["@context"] = Context,
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new JsonArray([.. trail.Select((step, i) => new JsonObject
        {
            ["@type"] = "ListItem",
            ["position"] = i + 1,
            ["name"] = step.Name,
            ["item"] = origin + step.Path,
        })]),
    };

    public static JsonObject Address(string? street, string? npa, string? locality, string? region)
    {
        var address = new JsonObject { ["@type"] = "PostalAddress", ["addressCountry"] = "CH" };
        Add(address, "streetAddress", street);
        Add(address, "postalCode", npa);
        Add(address, "addressLocality", locality);
        Add(address, "addressRegion", region);
        return address;
    }

    public static void Add(JsonObject to, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            to[name] = value;
        }
    }
}
