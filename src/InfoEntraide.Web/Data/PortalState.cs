using InfoEntraide.Web.Features.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Data;

/// <summary>Facts about the database as a whole; there is one row, made by the migrations.</summary>
public sealed class PortalState : IInCatalogue, IEntityTypeConfiguration<PortalState>
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>When demonstration data was loaded: from then on every page says so. Null in a real portal.</summary>
    public DateTimeOffset? DemoDataSince { get; set; }

    /// <summary>
    /// One more with every transaction that changed something public: whoever built a picture of the catalogue reads it first and builds anew
    /// when it differs. Raised in the database (<see cref="CatalogueVersionInterceptor"/>), never by saving this record.
    /// </summary>
    public int CatalogueVersion { get; private set; }

    public void Configure(EntityTypeBuilder<PortalState> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.CatalogueVersion).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
    }
}

/// <summary>A file of reference data as it was last loaded: an unchanged file is not read again.</summary>
public sealed class ReferenceFile : IEntityTypeConfiguration<ReferenceFile>
{
    public required string Name { get; init; }

    /// <summary>SHA-256 of the file in hexadecimal.</summary>
    public required string Sha256 { get; set; }

    public required DateTimeOffset LoadedAt { get; set; }

    public void Configure(EntityTypeBuilder<ReferenceFile> builder)
    {
        builder.HasKey(f => f.Name);
        builder.Property(f => f.Name).HasMaxLength(100).IsUnicode(false);
        builder.Property(f => f.Sha256).HasMaxLength(64).IsUnicode(false);
    }
}
