using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Features.Shared;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>
/// Where a group meets. What the public learns of it depends on <see cref="Precision"/>: distances, sorting and map points are
/// always computed from the published point, never from a hidden address, which could otherwise be triangulated.
/// </summary>
public sealed record MeetingPlace
{
    /// <summary>Name of the house or room.</summary>
    public string? Venue { get; init; }

    public string? Street { get; init; }

    public string? Npa { get; init; }

    public string? Locality { get; init; }

    /// <summary>Two-letter code; null for offers all over Switzerland.</summary>
    public string? CantonCode { get; init; }

    /// <summary>WGS84 degrees of the address, where known; may be secret.</summary>
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public PlacePrecision Precision { get; init; } = PlacePrecision.Locality;

    internal static void Configure(ComplexPropertyBuilder<MeetingPlace> place)
    {
        place.Property(p => p.Venue).HasMaxLength(200);
        place.Property(p => p.Street).HasMaxLength(200);
        place.Property(p => p.Npa).HasMaxLength(4).IsUnicode(false);
        place.Property(p => p.Locality).HasMaxLength(100);
        place.Property(p => p.CantonCode).HasMaxLength(2).IsUnicode(false);
        place.Property(p => p.Precision).HasCodeConversion();
    }
}
