using InfoEntraide.Search;
using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Features.Crisis;

/// <summary>For whom a number is there.</summary>
public enum CrisisAudience
{
    Everyone,
    Young,
    Violence,
}

/// <summary>A telephone number for people in danger: shown above results when the words of a search speak of it, and at the end of every page.</summary>
public sealed class CrisisNumber : IAudited, IInCatalogue, IEntityTypeConfiguration<CrisisNumber>
{
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public int Version { get; private set; }

    /// <summary>Stable identifier in reference data.</summary>
    public required string Slug { get; init; }

    /// <summary>The number as it is read.</summary>
    public required string Phone { get; set; }

    /// <summary>Who answers.</summary>
    public LocalizedText Name { get; set; } = LocalizedText.Empty;

    /// <summary>What for, in one line.</summary>
    public LocalizedText Description { get; set; } = LocalizedText.Empty;

    /// <summary>ISO 639-1 codes of the languages spoken.</summary>
    public List<string> Languages { get; set; } = [];

    /// <summary>When it is open each day, Swiss time; null around the clock.</summary>
    public TimeOnly? OpenFrom { get; set; }

    /// <summary>Null around the clock.</summary>
    public TimeOnly? OpenUntil { get; set; }

    public CrisisAudience Audience { get; set; }

    /// <summary>Address of the website with its scheme.</summary>
    public string? Website { get; set; }

    /// <summary>Place in the order of all numbers.</summary>
    public int Position { get; set; }

    /// <summary>Place in the order when a search speaks of suicide; null leaves it out there.</summary>
    public int? SuicideOrder { get; set; }

    /// <summary>Place in the order when a search speaks of violence; null leaves it out there.</summary>
    public int? ViolenceOrder { get; set; }

    /// <summary>ISO 639-1 codes of the page languages in which it is shown.</summary>
    public List<string> ShownIn { get; set; } = [];

    /// <summary>Where the facts come from.</summary>
    public string? Source { get; set; }

    public void Configure(EntityTypeBuilder<CrisisNumber> builder)
    {
        builder.Property(n => n.Slug).HasMaxLength(60).IsUnicode(false);
        builder.HasIndex(n => n.Slug).IsUnique();
        builder.Property(n => n.Phone).HasMaxLength(30).IsUnicode(false);
        builder.HasLocalizedText(n => n.Name, 100);
        builder.HasLocalizedText(n => n.Description, 200);
        builder.Property(n => n.Languages).HasMaxLength(50).IsUnicode(false);
        builder.Property(n => n.OpenFrom).HasPrecision(0);
        builder.Property(n => n.OpenUntil).HasPrecision(0);
        builder.Property(n => n.Audience).HasCodeConversion();
        builder.Property(n => n.Website).HasMaxLength(500);
        builder.Property(n => n.ShownIn).HasMaxLength(50).IsUnicode(false);
        builder.Property(n => n.Source).HasMaxLength(500);
    }
}

/// <summary>A number as the public sees it.</summary>
public sealed record CrisisNumberEntry(string Slug, string Phone, LocalizedText Name, LocalizedText Description)
{
    public required CrisisAudience Audience { get; init; }

    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>Null around the clock.</summary>
    public TimeOnly? OpenFrom { get; init; }

    /// <summary>Null around the clock.</summary>
    public TimeOnly? OpenUntil { get; init; }

    public string? Website { get; init; }

    public int? SuicideOrder { get; init; }

    public int? ViolenceOrder { get; init; }

    public required IReadOnlyList<string> ShownIn { get; init; }

    /// <summary>Its place among the numbers for a danger; null when it is not for it.</summary>
    public int? OrderFor(Danger danger) => danger switch
    {
        Danger.Suicide => SuicideOrder,
        Danger.Violence => ViolenceOrder,
        _ => null,
    };
}
