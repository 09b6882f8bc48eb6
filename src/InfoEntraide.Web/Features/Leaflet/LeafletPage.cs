using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Crisis;
using InfoEntraide.Web.Features.Groups;

namespace InfoEntraide.Web.Features.Leaflet;

/// <summary>A search as a document for paper, which a centre or a hospital hands out.</summary>
/// <param name="Heading">Topic and region; empty for the whole catalogue.</param>
/// <param name="Choices">What else was chosen, in words: <c>Language: German</c>.</param>
/// <param name="Total">How many groups there are; the leaflet holds no more than <see cref="LeafletController.MaxGroups"/> of them.</param>
/// <param name="Publisher">The centre in charge where it is one for all groups, else the national office.</param>
/// <param name="Centres">Whom the groups are reached through, by name.</param>
/// <param name="Online">Full address of the same search, always up to date.</param>
public sealed record LeafletPage(
    SearchParameters Search,
    Understanding Understanding,
    LeafletHeading Heading,
    IReadOnlyList<string> Choices,
    int Total,
    IReadOnlyList<LeafletSection> Sections,
    CentreEntry? Publisher,
    IReadOnlyList<CentreEntry> Centres,
    IReadOnlyList<CrisisNumberEntry> Emergency,
    string Online,
    DateOnly Today)
{
    public int Shown => Sections.Sum(s => s.Groups.Count);
}

/// <summary>What a leaflet is about and for which region; either may be empty.</summary>
/// <param name="IsCanton">The region is said as "in the canton of …".</param>
public sealed record LeafletHeading(string About, string Where, bool IsCanton);

/// <summary>Part of a leaflet with a line in its contents.</summary>
/// <param name="Topics">The main topics of its groups in a leaflet by topic; empty in one by region.</param>
public sealed record LeafletSection(string Title, IReadOnlyList<string> Topics, IReadOnlyList<LeafletEntry> Groups);

public sealed record LeafletEntry(GroupEntry Group, string Path, CentreEntry Contact);
