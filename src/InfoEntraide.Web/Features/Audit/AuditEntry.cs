using InfoEntraide.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Features.Audit;

/// <summary>What happened to a record.</summary>
public enum AuditAction
{
    Created,

    /// <summary>The record or a row that belongs to it.</summary>
    Changed,
    Deleted,

    /// <summary>Many records at once from a known source: one entry for the whole load, see <see cref="AuditSummary"/>.</summary>
    Loaded,
}

/// <summary>One change of one record, written in the transaction of the change. Entries are in the order of their <see cref="Id"/>.</summary>
public sealed class AuditEntry : IEntityTypeConfiguration<AuditEntry>
{
    public const string LoadType = "Load";

    public long Id { get; init; }

    public required DateTimeOffset When { get; init; }

    /// <summary><see cref="AuditActor.Name"/>.</summary>
    public required string Who { get; init; }

    /// <summary>Name of the entity's class; <see cref="LoadType"/> for a load.</summary>
    public required string EntityType { get; init; }

    /// <summary>The record's key; empty for a load.</summary>
    public required string EntityKey { get; init; }

    /// <summary>The version the record has since this change, or had when it was deleted; null for a load.</summary>
    public int? EntityVersion { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>JSON of an <see cref="AuditChanges"/>.</summary>
    public required string Changes { get; set; }

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.Property(e => e.Who).HasMaxLength(AuditActor.NameLength);
        builder.Property(e => e.EntityType).HasMaxLength(100).IsUnicode(false);
        builder.Property(e => e.EntityKey).HasMaxLength(50).IsUnicode(false);
        builder.Property(e => e.Action).HasCodeConversion();
        builder.HasIndex(e => new { e.EntityType, e.EntityKey, e.Id });
    }
}
