using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Features.Partners;

/// <summary>An organisation that works with self-help: a league, an association of affected people, an authority.</summary>
public sealed class Partner : IAudited, IInCatalogue, IEntityTypeConfiguration<Partner>
{
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public int Version { get; private set; }

    public required string PublicId { get; init; }

    /// <summary>Stable identifier in reference data and the API.</summary>
    public required string Slug { get; init; }

    public LocalizedText Name { get; set; } = LocalizedText.Empty;

    /// <summary>ISO 639-1 codes of the languages in which <see cref="Name"/> is the official one; the others are our translations.</summary>
    public List<string> OfficialNameLanguages { get; set; } = [];

    /// <summary>Address of the website with its scheme.</summary>
    public string? Website { get; set; }

    public List<Topic> Topics { get; } = [];

    /// <summary>Where the facts come from.</summary>
    public string? Source { get; set; }

    public void Configure(EntityTypeBuilder<Partner> builder)
    {
        builder.Property(p => p.PublicId).HasMaxLength(Shared.PublicId.Length).IsUnicode(false);
        builder.HasIndex(p => p.PublicId).IsUnique();
        builder.Property(p => p.Slug).HasMaxLength(60).IsUnicode(false);
        builder.HasIndex(p => p.Slug).IsUnique();
        builder.HasLocalizedText(p => p.Name, 200);
        builder.Property(p => p.OfficialNameLanguages).HasMaxLength(50).IsUnicode(false);
        builder.Property(p => p.Website).HasMaxLength(500);
        builder.Property(p => p.Source).HasMaxLength(500);
        builder.HasMany(p => p.Topics).WithMany().UsingEntity("PartnerTopic");
    }
}
