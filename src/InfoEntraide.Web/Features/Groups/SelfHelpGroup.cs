using System.Linq.Expressions;
using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>A self-help offer of any <see cref="GroupKind"/>: what the catalogue is made of.</summary>
public sealed class SelfHelpGroup : IAudited, IInCatalogue, IEntityTypeConfiguration<SelfHelpGroup>
{
    public const int NameLength = 200;
    public const int DescriptionLength = 4000;

    public Guid Id { get; init; }

    /// <inheritdoc/>
    public int Version { get; private set; }

    public required string PublicId { get; init; }

    /// <summary>The identifier the group has in the file it was imported from; null for groups entered by hand.</summary>
    public string? ExternalId { get; init; }

    public Guid CentreId { get; set; }

    /// <summary>The centre in charge: it keeps the listing true and puts people in touch.</summary>
    public Centre Centre { get; set; } = null!;

    public LocalizedText Name { get; set; } = LocalizedText.Empty;

    public LocalizedText Description { get; set; } = LocalizedText.Empty;

    /// <summary>The topics with their order: the first is the main one.</summary>
    public List<GroupTopic> Topics { get; } = [];

    public GroupKind Kind { get; set; }

    public MeetingFormat Format { get; set; }

    public Audience Audience { get; set; } = Audience.Affected;

    /// <summary>ISO 639 codes of the languages spoken in the group, the main one first; sign languages included.</summary>
    public List<string> Languages { get; set; } = [];

    public MeetingPlace Place { get; set; } = new();

    public Rhythm Rhythm { get; set; } = new();

    /// <summary>What taking part costs, in words; empty when it is free.</summary>
    public LocalizedText Costs { get; set; } = LocalizedText.Empty;

    /// <summary>How accessible the place and the meetings are, in words: steps, induction loop, an interpreter.</summary>
    public LocalizedText Accessibility { get; set; } = LocalizedText.Empty;

    /// <summary>Address of the group's own website with its scheme.</summary>
    public string? Website { get; set; }

    public Lifecycle Lifecycle { get; private set; } = Lifecycle.Active;

    /// <summary>The day a paused group resumes.</summary>
    public DateOnly? PausedUntil { get; private set; }

    public Publication Publication { get; private set; } = Publication.Draft;

    /// <summary>When the centre last confirmed that the listing is true.</summary>
    public DateOnly? VerifiedOn { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Whom the centre reaches the group through. Not part of the public catalogue.</summary>
    public List<ContactPerson> Contacts { get; } = [];

    /// <summary>What the public may see. The one place that says so, for the database as for a group at hand.</summary>
    public static Expression<Func<SelfHelpGroup, bool>> IsPublicExpression { get; } = g => g.Publication == Publication.Published && g.Lifecycle != Lifecycle.Closed;

    private static readonly Func<SelfHelpGroup, bool> IsPublicFunction = IsPublicExpression.Compile();

    public bool IsPublic => IsPublicFunction(this);

    public void Publish() => Publication = Publication.Published;

    public void Unpublish() => Publication = Publication.Draft;

    public void Archive() => Publication = Publication.Archived;

    /// <summary>The group is being set up: the centre looks for people.</summary>
    public void Announce() => (Lifecycle, PausedUntil) = (Lifecycle.InCreation, null);

    /// <summary>The group meets, for the first time or again.</summary>
    public void Activate() => (Lifecycle, PausedUntil) = (Lifecycle.Active, null);

    /// <summary>The group does not meet until <paramref name="until"/>, the day it resumes.</summary>
    public void Pause(DateOnly until) => (Lifecycle, PausedUntil) = (Lifecycle.Paused, until);

    public void Close() => (Lifecycle, PausedUntil) = (Lifecycle.Closed, null);

    public void Configure(EntityTypeBuilder<SelfHelpGroup> builder)
    {
        builder.ToTable("Groups");
        builder.Property(g => g.PublicId).HasMaxLength(Shared.PublicId.Length).IsUnicode(false);
        builder.HasIndex(g => g.PublicId).IsUnique();
        builder.Property(g => g.ExternalId).HasMaxLength(100);
        builder.HasIndex(g => g.ExternalId).IsUnique();
        builder.HasOne(g => g.Centre).WithMany().HasForeignKey(g => g.CentreId).OnDelete(DeleteBehavior.Restrict);
        builder.HasLocalizedText(g => g.Name, NameLength);
        builder.HasLocalizedText(g => g.Description, DescriptionLength);
        builder.Property(g => g.Kind).HasCodeConversion();
        builder.Property(g => g.Format).HasCodeConversion();
        builder.Property(g => g.Languages).HasMaxLength(200).IsUnicode(false);
        builder.HasLocalizedText(g => g.Costs, 300);
        builder.HasLocalizedText(g => g.Accessibility, 300);
        builder.Property(g => g.Website).HasMaxLength(500);
        builder.Property(g => g.Lifecycle).HasCodeConversion();
        builder.Property(g => g.Publication).HasCodeConversion();
        builder.Ignore(g => g.IsPublic);
        builder.ComplexProperty(g => g.Place, MeetingPlace.Configure);
        builder.ComplexProperty(g => g.Rhythm, Rhythm.Configure);
        builder.HasIndex(g => new { g.Publication, g.Lifecycle });
    }
}

/// <summary>A topic of a group and its place in the order; position 0 is the main topic.</summary>
public sealed class GroupTopic : IEntityTypeConfiguration<GroupTopic>
{
    public Guid GroupId { get; init; }

    public Guid TopicId { get; init; }

    public Topic Topic { get; init; } = null!;

    public int Position { get; set; }

    public void Configure(EntityTypeBuilder<GroupTopic> builder)
    {
        builder.HasKey(t => new { t.GroupId, t.TopicId });
        builder.HasOne<SelfHelpGroup>().WithMany(g => g.Topics).HasForeignKey(t => t.GroupId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(t => t.Topic).WithMany().HasForeignKey(t => t.TopicId).OnDelete(DeleteBehavior.Restrict);
    }
}
