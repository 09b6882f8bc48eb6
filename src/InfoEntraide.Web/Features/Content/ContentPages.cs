using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Content;

/// <summary>All pages to read, each turned into HTML once for the readers of each language, when a snapshot is built.</summary>
public sealed class ContentPages
{
    /// <summary>The page on looking for help without leaving traces; pages on violence lead to it.</summary>
    public const string PrivateBrowsing = "private-browsing";

    private const string PageScheme = "page:";
    private const string ListScheme = "list:";

    /// <summary>The page that stands at the address of the working group itself; the others of its section below it.</summary>
    private const string WorkingGroup = "working-group";

    /// <summary>What <c>list:…</c> can name.</summary>
    private static readonly string[] Lists = [PathSegments.Groups, PathSegments.Topics, PathSegments.Centres, PathSegments.Cantons, PathSegments.Partners];

    private readonly Dictionary<string, ContentPageEntry> byKey;
    private readonly ILookup<ContentSection, ContentPageEntry> bySection;
    private readonly Dictionary<(string Key, PortalLanguage Reader), Article> articles = [];

    internal ContentPages(IReadOnlyList<ContentPageEntry> entries)
    {
        byKey = entries.ToDictionary(p => p.Key, StringComparer.OrdinalIgnoreCase);
        bySection = entries.ToLookup(p => p.Section);
        foreach (var page in entries)
        {
            foreach (var reader in PortalLanguages.All)
            {
                articles.Add((page.Key, reader), Markdown.ToArticle(page.Body.In(reader), address => OwnAddress(address, reader)));
            }
        }
    }

    /// <summary>The page with this key; null when it is not there (any more).</summary>
    public ContentPageEntry? this[string key] => byKey.GetValueOrDefault(key);

    /// <summary>The pages of a section in reading order.</summary>
    public IReadOnlyList<ContentPageEntry> Of(ContentSection section) => [.. bySection[section]];

    /// <summary>The page that stands at the address of the section itself; null where a list of its pages does, or when it is not there.</summary>
    public ContentPageEntry? Front(ContentSection section) => bySection[section].FirstOrDefault(IsFront);

    public ContentPageEntry? At(ContentSection section, PortalLanguage language, string address) =>
        bySection[section].FirstOrDefault(p => p.PathSlugs[language] == address);

    /// <summary>The page that has this address in any language, or this key; one of the section rather than of another.</summary>
    public ContentPageEntry? AtAny(ContentSection section, string address) =>
        bySection[section].Concat(byKey.Values).FirstOrDefault(p => Is(p.Key, address) || p.PathSlugs.Values.Any(slug => Is(slug, address)));

    /// <summary>The text of a page for a reader.</summary>
    public Article Article(ContentPageEntry page, PortalLanguage reader) => articles[(page.Key, reader)];

    /// <summary>Whether this page stands at the address of its section.</summary>
    public static bool IsFront(ContentPageEntry page) => page is { Section: ContentSection.WorkingGroup, Key: WorkingGroup };

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private string? OwnAddress(string address, PortalLanguage reader) =>
        address.StartsWith(PageScheme, StringComparison.Ordinal) ? byKey.TryGetValue(address[PageScheme.Length..], out var page) ? PublicPaths.ContentPage(page, reader) : null
        : address.StartsWith(ListScheme, StringComparison.Ordinal) && Lists.Contains(address[ListScheme.Length..], StringComparer.Ordinal) ? PublicPaths.List(address[ListScheme.Length..], reader)
        : null;
}
