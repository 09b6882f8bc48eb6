using InfoEntraide.Search;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Features.Crisis;
using InfoEntraide.Web.Features.Places;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>Everything public but the groups. It changes rarely, and then the whole picture is made anew.</summary>
internal sealed record CatalogueReference
{
    public required IReadOnlyList<CategoryEntry> Categories { get; init; }

    public required IReadOnlyList<TopicEntry> Topics { get; init; }

    public required IReadOnlyList<CantonEntry> Cantons { get; init; }

    public required IReadOnlyList<CentreEntry> Centres { get; init; }

    public required IReadOnlyList<PartnerEntry> Partners { get; init; }

    /// <summary>In their order.</summary>
    public required IReadOnlyList<CrisisNumberEntry> CrisisNumbers { get; init; }

    /// <summary>In reading order, section by section.</summary>
    public required IReadOnlyList<ContentPageEntry> Pages { get; init; }

    /// <summary>True when the database holds demonstration data.</summary>
    public required bool IsDemo { get; init; }

    /// <summary>What the search knows of topics, cantons and places; its groups are empty.</summary>
    public required SearchCorpus Words { get; init; }
}

/// <summary>All of it: what a snapshot is built from and what is written to disk.</summary>
internal sealed record CatalogueContent(CatalogueReference Reference, IReadOnlyList<GroupEntry> Groups, int Version, DateTimeOffset BuiltAt);

/// <summary>A public group as it was read, with what tells later whether it has changed.</summary>
internal readonly record struct GroupRead(Guid Id, int Version, GroupEntry Entry);

/// <summary>By which keys the database knows what stands in a snapshot: needed to read single groups later, and to see which ones have changed.</summary>
internal sealed class CatalogueKeys
{
    public required IReadOnlyDictionary<Guid, TopicEntry> Topics { get; init; }

    public required IReadOnlyDictionary<Guid, CentreEntry> Centres { get; init; }

    public required IReadOnlyDictionary<string, CantonEntry> Cantons { get; init; }

    public required PlacePoints Points { get; init; }

    /// <summary>SHA-256 over the reference part: the same means that nothing in it has changed.</summary>
    public required byte[] ReferenceHash { get; init; }

    /// <summary>The public groups with their versions and public identifiers.</summary>
    public Dictionary<Guid, (int Version, string PublicId)> Groups { get; } = [];
}
