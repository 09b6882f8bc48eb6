using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Features.Places;

/// <summary>How exact the point of a <see cref="Place"/> is.</summary>
public enum PointSource
{
    /// <summary>The locality's own point.</summary>
    Place,

    /// <summary>The centre of the locality's commune.</summary>
    Commune,
}

/// <summary>A locality with one of its postcodes. A postcode can have several localities, a locality several postcodes.</summary>
public sealed class Place : IInCatalogue, IEntityTypeConfiguration<Place>
{
    public Guid Id { get; init; }

    /// <summary>Four-digit postcode.</summary>
    public required string Npa { get; init; }

    public required string Locality { get; init; }

    public required string Commune { get; set; }

    public required string CantonCode { get; init; }

    /// <summary>WGS84 degrees.</summary>
    public double Latitude { get; set; }

    /// <summary>WGS84 degrees.</summary>
    public double Longitude { get; set; }

    public PointSource Precision { get; set; }

    /// <summary>ISO 639-1 code of the language most people there speak.</summary>
    public required string Language { get; set; }

    public void Configure(EntityTypeBuilder<Place> builder)
    {
        builder.Property(p => p.Npa).HasMaxLength(4).IsUnicode(false);
        builder.Property(p => p.Locality).HasMaxLength(100);
        builder.Property(p => p.Commune).HasMaxLength(100);
        builder.Property(p => p.CantonCode).HasMaxLength(2).IsUnicode(false);
        builder.Property(p => p.Precision).HasCodeConversion();
        builder.Property(p => p.Language).HasMaxLength(2).IsUnicode(false);
        builder.HasOne<Canton>().WithMany().HasForeignKey(p => p.CantonCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.Npa, p.Locality, p.CantonCode }).IsUnique();
    }
}

/// <summary>A name of a locality in another language, for instance <c>Genf</c> for <c>Genève</c>.</summary>
public sealed class LocalityAlias : IInCatalogue, IEntityTypeConfiguration<LocalityAlias>
{
    public Guid Id { get; init; }

    public required string Alias { get; init; }

    public required string Locality { get; init; }

    public required string CantonCode { get; init; }

    public required string Language { get; set; }

    public void Configure(EntityTypeBuilder<LocalityAlias> builder)
    {
        builder.Property(a => a.Alias).HasMaxLength(100);
        builder.Property(a => a.Locality).HasMaxLength(100);
        builder.Property(a => a.CantonCode).HasMaxLength(2).IsUnicode(false);
        builder.Property(a => a.Language).HasMaxLength(2).IsUnicode(false);
        builder.HasOne<Canton>().WithMany().HasForeignKey(a => a.CantonCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.Alias, a.Locality, a.CantonCode }).IsUnique();
    }
}
