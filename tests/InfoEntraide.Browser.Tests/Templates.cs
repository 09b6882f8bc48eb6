using System.Text.RegularExpressions;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Browser.Tests;

/// <summary>A kind of page, or a state of one that looks different. What checks pages takes them from <see cref="Templates.All"/>.</summary>
/// <param name="At">Where it stands in a language; for the page of a record, a page that links to one.</param>
/// <param name="FirstOf">For the page of a record: the list it belongs to. The first link from <paramref name="At"/> to an address below it is taken.</param>
/// <param name="Status">What the page is answered with.</param>
public sealed record Template(string Name, Func<PortalLanguage, string> At, Func<PortalLanguage, string>? FirstOf = null, int Status = 200)
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <summary>For files made from it.</summary>
    public string FileName => Name.Replace(",", "", StringComparison.Ordinal).Replace(' ', '-').ToLowerInvariant();

    /// <summary>The address in a language, beginning with a slash.</summary>
    public async Task<string> AddressAsync(HttpClient visitor, PortalLanguage language)
    {
        var at = At(language);
        if (FirstOf is null)
        {
            return at;
        }

        var list = FirstOf(language);
        var link = Regex.Match(await visitor.GetStringAsync(at), $"href=\"({Regex.Escape(list)}/[^\"?#]+)\"", RegexOptions.None, MatchTimeout);
        return link.Success ? link.Groups[1].Value : throw new InvalidOperationException($"{Name}: no link on {at} leads to a page below {list}.");
    }
}

/// <summary>A template in one language, colour scheme and width.</summary>
public sealed record Visit(Template Template, PortalLanguage Language, bool IsDark, int Width);

/// <summary>
/// Every page there is. A new one gets a line here and is then checked for accessibility, markup and whatever else is asked of all pages;
/// <see cref="TemplatesTests"/> notices a route no template leads to.
/// </summary>
public static class Templates
{
    public const int Phone = 320;
    public const int Desktop = 1280;

    public static IReadOnlyList<Template> All { get; } =
    [
        new("home", PublicPaths.Home),
        new("all groups", PublicPaths.Groups),
        new("results", Search("q=dépression&place=Lausanne", "q=Depression&place=Bern", "q=depressione&place=Lugano", "q=depression&place=8001")),
        new("all groups, page 2", Search("page=2")),
        new("results in danger", Search("q=envie+de+mourir&place=Lausanne", "q=ich+will+sterben", "q=voglio+morire&place=Lugano", "q=want+to+die")),
        new("results, none", Search("q=xyzzyqwert&canton=AI&kind=forum")),
        new("results, corrected", Search("q=depresion+alcol+Wil&radius=5", "q=depresion+alkhol+Wil&radius=5", "q=depresione+alcol+Wil&radius=5", "q=depresion+alcohl+Wil&radius=5")),
        new("results, filtered", Search("topic=parkinson&place=1450&radius=5&format=in-person")),
        new("results, from further away", Search("q=alcool&place=3920", "q=Alkohol&place=3920", "q=alcol&place=3920", "q=alcohol&place=3920")),
        new("group", PublicPaths.Groups, PublicPaths.Groups),
        new("group in creation", Search("status=in-creation"), PublicPaths.Groups),
        new("exchange", Search("kind=exchange"), PublicPaths.Groups),
        new("topics", PublicPaths.Topics),
        new("topics from A to Z", l => PublicPaths.Topics(l) + "?order=az"),
        new("topic", PublicPaths.Home, PublicPaths.Topics),
        new("centres", PublicPaths.Centres),
        new("centre", PublicPaths.Centres, PublicPaths.Centres),
        new("cantons", PublicPaths.Cantons),
        new("canton", PublicPaths.Cantons, PublicPaths.Cantons),
        new("canton with few groups", l => $"{PublicPaths.Cantons(l)}/{Words("glaris", "glarus", "glarona", "glarus")(l)}"),
        new("partners", PublicPaths.Partners),
        new("partner", PublicPaths.Partners, PublicPaths.Partners),
        new("topic of violence", l => $"{PublicPaths.Topics(l)}/{Words("violence-domestique", "haeusliche-gewalt", "violenza-domestica", "domestic-violence")(l)}"),
        new("results in violence", Search("q=mon+mari+me+frappe", "q=mein+Mann+schlägt+mich", "q=mio+marito+mi+picchia", "q=my+husband+hits+me")),
        new("leaflet", l => PublicPaths.Leaflet(l) + "?topic=depression"),
        new("leaflet on violence", l => PublicPaths.Leaflet(l) + "?topic=violence-domestique"),
        new("leaflet of a canton", l => PublicPaths.Leaflet(l) + "?canton=VD"),
        new("about", PublicPaths.About),
        new("page to read", PublicPaths.About, PublicPaths.About),
        new("easy language", l => $"{PublicPaths.About(l)}/{Words("langage-simplifie", "leichte-sprache", "lingua-facile", "easy-english")(l)}"),
        new("private browsing", l => $"{PublicPaths.About(l)}/{Words("navigation-privee", "privat-surfen", "navigazione-privata", "private-browsing")(l)}"),
        new("working group", WorkingGroup),
        new("page of the working group", WorkingGroup, WorkingGroup),
        new("not found", l => $"{PublicPaths.Home(l)}/{Words("rien", "nichts", "niente", "nothing")(l)}", Status: 404),
        new("error", l => $"{PublicPaths.Home(l)}/{FailingController.Segment}", Status: 500),
        new("a search explained", l => $"{PublicPaths.Home(l)}/explain?q={Words("deuil+Lausanne", "Trauer+Bern", "lutto+Lugano", "grief+Bern")(l)}"),
        new("styles", l => PublicPaths.Home(l) + "/styles"),
    ];

    /// <summary>The eight main pages: those that are weighed and shown in pictures.</summary>
    public static IReadOnlyList<Template> Main { get; } =
        [.. new[] { "home", "results", "group", "topic", "centre", "cantons", "page to read", "not found" }.Select(Named)];

    /// <summary>Eight pages that search engines may show; results and errors are not among those.</summary>
    public static IReadOnlyList<Template> Indexed { get; } =
        [.. new[] { "home", "group", "topic", "topics", "centre", "cantons", "canton", "partners" }.Select(Named)];

    /// <summary>Actions of public controllers that answer something else than a page (a calendar, a picture, a redirection): <c>GroupsController.Calendar</c>.</summary>
    public static IReadOnlyList<string> NotPages { get; } = ["GroupCalendarController.Show"];

    /// <summary>
    /// Every template once, with language, colour scheme and width rotated so that each pair of values occurs: language and scheme repeat
    /// after eight, and the width moves on by one with each round of languages and of eight.
    /// </summary>
    public static IReadOnlyList<Visit> Rotated { get; } =
        [.. All.Select((t, i) => new Visit(t, PortalLanguages.All[i % 4], i / 4 % 2 == 1, (i + (i / 4) + (i / 8)) % 2 == 0 ? Phone : Desktop))];

    /// <summary>Every template in every language, colour scheme and width.</summary>
    public static IEnumerable<Visit> FullMatrix =>
        from template in All
        from language in PortalLanguages.All
        from isDark in new[] { false, true }
        from width in new[] { Phone, Desktop }
        select new Visit(template, language, isDark, width);

    public static Template Named(string name) => All.Single(t => t.Name == name);

    private static string WorkingGroup(PortalLanguage language) => PublicPaths.Content(ContentSection.WorkingGroup, language);

    private static Func<PortalLanguage, string> Search(string query) => l => $"{PublicPaths.Groups(l)}?{query}";

    private static Func<PortalLanguage, string> Search(string fr, string de, string it, string en) => l => $"{PublicPaths.Groups(l)}?{Words(fr, de, it, en)(l)}";

    private static Func<PortalLanguage, string> Words(string fr, string de, string it, string en) => l => l switch
    {
        PortalLanguage.Fr => fr,
        PortalLanguage.De => de,
        PortalLanguage.It => it,
        _ => en,
    };
}
