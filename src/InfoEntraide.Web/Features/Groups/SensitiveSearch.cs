using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>Searches that are dangerous to be seen with: whoever uses violence may look at the same screen.</summary>
internal static class SensitiveSearch
{
    /// <summary>Whether the words, a topic they were read as, or a chosen topic speak of violence.</summary>
    public static bool IsOnViolence(CatalogueSnapshot snapshot, SearchParameters search, Understanding understood) =>
        understood.Danger == Danger.Violence
        || understood.Topics.Take(GroupListPage.TopicsInHeading).Any(t => t.Topic.Category.IsSensitive)
        || search.Values(Facet.Topic).Any(slug => snapshot.Topic(slug) is { Category.IsSensitive: true });
}
