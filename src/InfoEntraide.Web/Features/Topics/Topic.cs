using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Features.Topics;

/// <summary>One of the large fields topics are sorted into, for instance <c>cancer</c>.</summary>
public sealed class TopicCategory : IAudited, IInCatalogue, IEntityTypeConfiguration<TopicCategory>
{
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public int Version { get; private set; }

    /// <summary>Stable identifier.</summary>
    public required string Slug { get; init; }

    public LocalizedText Name { get; set; } = LocalizedText.Empty;

    /// <summary>Position in lists.</summary>
    public int Position { get; set; }

    public List<Topic> Topics { get; } = [];

    public void Configure(EntityTypeBuilder<TopicCategory> builder)
    {
        builder.Property(c => c.Slug).HasMaxLength(Topic.SlugLength).IsUnicode(false);
        builder.HasIndex(c => c.Slug).IsUnique();
        builder.HasLocalizedText(c => c.Name, 200);
    }
}

/// <summary>A situation people share, for instance <c>depression</c>: what groups are about and visitors look for.</summary>
public sealed class Topic : IAudited, IInCatalogue, IEntityTypeConfiguration<Topic>
{
    public const int SlugLength = 60;

    public Guid Id { get; init; }

    /// <inheritdoc/>
    public int Version { get; private set; }

    /// <summary>Stable identifier in the thesaurus and the API; the public address uses the name instead.</summary>
    public required string Slug { get; init; }

    public Guid CategoryId { get; set; }

    public TopicCategory Category { get; set; } = null!;

    public LocalizedText Name { get; set; } = LocalizedText.Empty;

    public List<TopicSynonym> Synonyms { get; } = [];

    /// <summary>How people tell of the situation in everyday words, one phrase a line, each language its own. For searching only; never shown.</summary>
    public LocalizedText Phrases { get; set; } = LocalizedText.Empty;

    public void Configure(EntityTypeBuilder<Topic> builder)
    {
        builder.Property(t => t.Slug).HasMaxLength(SlugLength).IsUnicode(false);
        builder.HasIndex(t => t.Slug).IsUnique();
        builder.HasLocalizedText(t => t.Name, 200);
        builder.HasLocalizedText(t => t.Phrases, null);
        builder.HasOne(t => t.Category).WithMany(c => c.Topics).HasForeignKey(t => t.CategoryId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>An everyday word, abbreviation or phrase for a topic. For searching only; never shown.</summary>
public sealed class TopicSynonym : IEntityTypeConfiguration<TopicSynonym>
{
    public Guid Id { get; init; }

    public Guid TopicId { get; init; }

    public required PortalLanguage Language { get; init; }

    public required string Term { get; init; }

    public void Configure(EntityTypeBuilder<TopicSynonym> builder)
    {
        builder.Property(s => s.Language).HasConversion(l => l.Code(), code => PortalLanguages.Parse(code) ?? PortalLanguage.Fr).HasMaxLength(2).IsUnicode(false);
        builder.Property(s => s.Term).HasMaxLength(200);
        builder.HasOne<Topic>().WithMany(t => t.Synonyms).HasForeignKey(s => s.TopicId).OnDelete(DeleteBehavior.Cascade);
    }
}
