using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Routing;

namespace InfoEntraide.Web.Localization;

/// <summary>
/// Puts a controller under a public path that speaks the language of the reader: <c>[LocalizedRoute("groups")]</c> becomes
/// <c>/fr/groupes</c>, <c>/de/gruppen</c>, <c>/it/gruppi</c> and <c>/en/groups</c>. The words stand in <see cref="PathSegments"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LocalizedRouteAttribute(string page) : Attribute, IRouteTemplateProvider
{
    internal const string Marker = "localized:";

    public string Template => Marker + page;

    public int? Order => null;

    public string? Name => null;
}

/// <summary>The word a page has in the addresses of each language (<c>docs/contract.md</c>, public paths).</summary>
public static class PathSegments
{
    public const string Groups = "groups";
    public const string Leaflet = "leaflet";
    public const string Topics = "topics";
    public const string Centres = "centres";
    public const string Cantons = "cantons";
    public const string Partners = "partners";
    public const string About = "about";
    public const string WorkingGroup = "working-group";

    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        [""] = ["", "", "", ""],
        [Groups] = ["groupes", "gruppen", "gruppi", "groups"],
        [Leaflet] = ["groupes/depliant", "gruppen/merkblatt", "gruppi/pieghevole", "groups/leaflet"],
        [Topics] = ["themes", "themen", "temi", "topics"],
        [Centres] = ["centres", "zentren", "centri", "centres"],
        [Cantons] = ["cantons", "kantone", "cantoni", "cantons"],
        [Partners] = ["partenaires", "partner", "partner", "partners"],
        [About] = ["a-propos", "ueber-uns", "chi-siamo", "about"],
        [WorkingGroup] = ["groupe-de-travail", "arbeitsgruppe", "gruppo-di-lavoro", "working-group"],
    };

    /// <summary>Every page that has a word; the home page is the empty one.</summary>
    public static IReadOnlyCollection<string> Pages => Words.Keys;

    public static string Of(string page, PortalLanguage language) => Words[page][(int)language];
}

/// <summary>Expands every <see cref="LocalizedRouteAttribute"/> into one attribute route per language.</summary>
internal sealed class LocalizedRouteConvention : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        foreach (var controller in application.Controllers)
        {
            foreach (var selector in controller.Selectors.ToList())
            {
                if (selector.AttributeRouteModel?.Template is not { } template || !template.StartsWith(LocalizedRouteAttribute.Marker, StringComparison.Ordinal))
                {
                    continue;
                }

                controller.Selectors.Remove(selector);
                foreach (var language in PortalLanguages.All)
                {
                    var segment = PathSegments.Of(template[LocalizedRouteAttribute.Marker.Length..], language);
                    var localized = $"{{lang:{LanguageConstraint.Name}({language.Code()})}}/{segment}".TrimEnd('/');
                    controller.Selectors.Add(new SelectorModel(selector) { AttributeRouteModel = new AttributeRouteModel { Template = localized } });
                }
            }
        }
    }
}

/// <summary>Lets a route parameter be one language code only: <c>{lang:language(fr)}</c>.</summary>
internal sealed class LanguageConstraint(string code) : IRouteConstraint
{
    public const string Name = "language";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && string.Equals(value?.ToString(), code, StringComparison.OrdinalIgnoreCase);
}
