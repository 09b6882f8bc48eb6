using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Features.Places;

/// <summary>A Swiss canton. The key is its two-letter code in capitals.</summary>
public sealed class Canton : IInCatalogue, IEntityTypeConfiguration<Canton>
{
    public required string Code { get; init; }

    public LocalizedText Name { get; set; } = LocalizedText.Empty;

    /// <summary>The name in Romansh, which is no interface language but is searched for.</summary>
    public string? NameRm { get; set; }

    /// <summary>ISO 639-1 codes of the official languages, the main one first.</summary>
    public List<string> Languages { get; set; } = [];

    public string? Capital { get; set; }

    /// <summary>Permanent residents, rounded to thousands: for densities, never for exact figures.</summary>
    public int Population { get; set; }

    public List<Centre> Centres { get; } = [];

    public void Configure(EntityTypeBuilder<Canton> builder)
    {
        builder.HasKey(c => c.Code);
        builder.Property(c => c.Code).HasMaxLength(2).IsUnicode(false);
        builder.HasLocalizedText(c => c.Name, 100);
        builder.Property(c => c.NameRm).HasMaxLength(100);
        builder.Property(c => c.Languages).HasMaxLength(50).IsUnicode(false);
        builder.Property(c => c.Capital).HasMaxLength(100);
    }
}
