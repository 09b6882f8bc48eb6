using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Features.Centres;

/// <summary>What kind of office a <see cref="Centre"/> is.</summary>
public enum CentreKind
{
    /// <summary>The office of the foundation: in charge wherever no confirmed centre is.</summary>
    National,

    /// <summary>A regional self-help centre.</summary>
    Centre,

    /// <summary>A branch of a regional centre or of the foundation.</summary>
    Branch,
}

/// <summary>A self-help centre, a branch or the national office. First contact with a group normally runs through its centre.</summary>
public sealed class Centre : IAudited, IInCatalogue, IEntityTypeConfiguration<Centre>
{
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public int Version { get; private set; }

    public required string PublicId { get; init; }

    /// <summary>Stable identifier in reference data, import files and the API.</summary>
    public required string Slug { get; init; }

    public LocalizedText Name { get; set; } = LocalizedText.Empty;

    public CentreKind Kind { get; set; }

    /// <summary>Name of the organisation that carries the centre.</summary>
    public string? Carrier { get; set; }

    public string? Street { get; set; }

    public string? Npa { get; set; }

    public string? Town { get; set; }

    /// <summary>WGS84 degrees; null when the place of the office is not known.</summary>
    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    /// <summary>ISO 639-1 codes of the languages spoken there, the main one first.</summary>
    public List<string> Languages { get; set; } = [];

    /// <summary>Cantons served. One centre can serve several cantons and a canton have several centres.</summary>
    public List<Canton> Cantons { get; } = [];

    /// <summary>Postcodes served, where a canton is shared between centres; empty when the cantons say it all.</summary>
    public List<string> ServedNpa { get; set; } = [];

    /// <summary>Address of the website with its scheme.</summary>
    public string? Website { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    public LocalizedText OpeningHours { get; set; } = LocalizedText.Empty;

    /// <summary>False while nobody has confirmed that the centre exists: then the national office answers for it.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>Where the facts come from.</summary>
    public string? Source { get; set; }

    /// <summary>When the centre's groups do not meet, for instance school holidays.</summary>
    public List<ClosurePeriod> Closures { get; } = [];

    public void Configure(EntityTypeBuilder<Centre> builder)
    {
        builder.Property(c => c.PublicId).HasMaxLength(Shared.PublicId.Length).IsUnicode(false);
        builder.HasIndex(c => c.PublicId).IsUnique();
        builder.Property(c => c.Slug).HasMaxLength(60).IsUnicode(false);
        builder.HasIndex(c => c.Slug).IsUnique();
        builder.HasLocalizedText(c => c.Name, 200);
        builder.Property(c => c.Kind).HasCodeConversion();
        builder.Property(c => c.Carrier).HasMaxLength(200);
        builder.Property(c => c.Street).HasMaxLength(200);
        builder.Property(c => c.Npa).HasMaxLength(4).IsUnicode(false);
        builder.Property(c => c.Town).HasMaxLength(100);
        builder.Property(c => c.Languages).HasMaxLength(50).IsUnicode(false);
        builder.Property(c => c.ServedNpa).HasMaxLength(8000).IsUnicode(false);
        builder.Property(c => c.Website).HasMaxLength(500);
        builder.Property(c => c.Phone).HasMaxLength(30).IsUnicode(false);
        builder.Property(c => c.Email).HasMaxLength(254);
        builder.HasLocalizedText(c => c.OpeningHours, 500);
        builder.Property(c => c.Source).HasMaxLength(500);
        builder.HasMany(c => c.Cantons).WithMany(c => c.Centres).UsingEntity("CentreCanton");
    }
}

/// <summary>Days on which a centre's groups do not meet, first and last day included.</summary>
public sealed class ClosurePeriod : IEntityTypeConfiguration<ClosurePeriod>
{
    public Guid Id { get; init; }

    public Guid CentreId { get; init; }

    public required DateOnly From { get; set; }

    public required DateOnly To { get; set; }

    public LocalizedText Reason { get; set; } = LocalizedText.Empty;

    public bool Holds(DateOnly day) => From <= day && day <= To;

    public void Configure(EntityTypeBuilder<ClosurePeriod> builder)
    {
        builder.HasLocalizedText(p => p.Reason, 200);
        builder.HasOne<Centre>().WithMany(c => c.Closures).HasForeignKey(p => p.CentreId).OnDelete(DeleteBehavior.Cascade);
    }
}
