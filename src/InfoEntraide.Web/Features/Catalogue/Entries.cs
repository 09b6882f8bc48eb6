using InfoEntraide.Search;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>A group as the public may see it. Nothing that the group's place precision hides gets in here.</summary>
public sealed record GroupEntry
{
    public required string PublicId { get; init; }

    public required LocalizedText Name { get; init; }

    public required LocalizedText Description { get; init; }

    public required IReadOnlyList<TopicEntry> Topics { get; init; }

    public required CentreEntry Centre { get; init; }

    public required GroupKind Kind { get; init; }

    public required MeetingFormat Format { get; init; }

    public required Audience Audience { get; init; }

    public required Lifecycle Lifecycle { get; init; }

    public DateOnly? PausedUntil { get; init; }

    public required IReadOnlyList<string> Languages { get; init; }

    public required PublishedPlace Place { get; init; }

    public required Rhythm Rhythm { get; init; }

    public required LocalizedText Costs { get; init; }

    public required LocalizedText Accessibility { get; init; }

    public string? Website { get; init; }

    public DateOnly? VerifiedOn { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the listing last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>True when distance says nothing: people meet online or by telephone.</summary>
    public bool IsAnywhere => Format is MeetingFormat.Online or MeetingFormat.Phone || Kind == GroupKind.Forum;

    public bool IsSensitive => Topics.Any(t => t.Category.IsSensitive);
}

/// <summary>What is published of a meeting place; members the precision hides are null.</summary>
public sealed record PublishedPlace(PlacePrecision Precision, string? Venue, string? Street, string? Npa, string? Locality, CantonEntry? Canton, GeoPoint? Point);

/// <summary>A topic as the public sees it.</summary>
public sealed record TopicEntry(string Slug, CategoryEntry Category, LocalizedText Name)
{
    /// <summary>The last part of the topic's address in each language.</summary>
    public required IReadOnlyDictionary<PortalLanguage, string> PathSlugs { get; init; }
}

public sealed record CategoryEntry(string Slug, LocalizedText Name)
{
    /// <summary>Violence and abuse: who lives with the person they fear must be able to read on without the screen, the tab or the history telling of it.</summary>
    public bool IsSensitive => Slug == "violence";
}

/// <summary>A canton; the centres that serve it are found through the snapshot.</summary>
/// <param name="Population">Permanent residents, rounded to thousands.</param>
public sealed record CantonEntry(string Code, LocalizedText Name, IReadOnlyList<string> Languages, int Population)
{
    /// <summary>The last part of the canton's address in each language.</summary>
    public IReadOnlyDictionary<PortalLanguage, string> PathSlugs { get; } = PortalLanguages.All.ToDictionary(l => l, l => Slug.From(Name.In(l).Text));
}

/// <summary>A centre as the public sees it.</summary>
public sealed record CentreEntry
{
    public required string PublicId { get; init; }

    public required string Slug { get; init; }

    public required LocalizedText Name { get; init; }

    public required CentreKind Kind { get; init; }

    public string? Carrier { get; init; }

    public string? Street { get; init; }

    public string? Npa { get; init; }

    public string? Town { get; init; }

    /// <summary>Where it is; null when not known.</summary>
    public GeoPoint? Point { get; init; }

    public required IReadOnlyList<string> Languages { get; init; }

    public required IReadOnlyList<CantonEntry> Cantons { get; init; }

    /// <summary>Postcodes served, where a canton is shared between centres; empty when the cantons say it all.</summary>
    public IReadOnlyList<string> ServedNpa { get; init; } = [];

    public string? Website { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public required LocalizedText OpeningHours { get; init; }

    public required bool IsConfirmed { get; init; }

    public required IReadOnlyList<ClosurePeriod> Closures { get; init; }
}

/// <summary>A partner organisation as the public sees it.</summary>
public sealed record PartnerEntry(string PublicId, string Slug, LocalizedText Name, string? Website, IReadOnlyList<TopicEntry> Topics)
{
    /// <summary>ISO 639-1 codes of the languages in which <see cref="Name"/> is the official one; the others are translations.</summary>
    public IReadOnlyList<string> OfficialNameLanguages { get; init; } = [];
}
