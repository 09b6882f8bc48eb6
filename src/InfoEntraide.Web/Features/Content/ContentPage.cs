using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Features.Content;

/// <summary>The part of the portal a page stands in.</summary>
public enum ContentSection
{
    /// <summary>The foundation, self-help in general, and this website.</summary>
    About,

    /// <summary>The working group "National partnerships for self-help".</summary>
    WorkingGroup,
}

/// <summary>A page to read, written by people and kept as data: staff change it without a new version of the program.</summary>
public sealed class ContentPage : IAudited, IInCatalogue, IEntityTypeConfiguration<ContentPage>
{
    public const int KeyLength = 60;
    public const int AddressLength = 80;

    public Guid Id { get; init; }

    /// <inheritdoc/>
    public int Version { get; private set; }

    /// <summary>Stable identifier, by which other pages refer to it: <c>page:self-help</c>. The public address uses <see cref="Address"/> instead.</summary>
    public required string Key { get; init; }

    public ContentSection Section { get; set; }

    /// <summary>Place in the reading order of its section.</summary>
    public int Order { get; set; }

    public LocalizedText Title { get; set; } = LocalizedText.Empty;

    /// <summary>The last part of its address in each language, as <see cref="Slug"/> makes them.</summary>
    public LocalizedText Address { get; set; } = LocalizedText.Empty;

    /// <summary>One sentence for lists and previews of links.</summary>
    public LocalizedText Summary { get; set; } = LocalizedText.Empty;

    /// <summary>Markdown, see <see cref="Markdown"/>.</summary>
    public LocalizedText Body { get; set; } = LocalizedText.Empty;

    public void Configure(EntityTypeBuilder<ContentPage> builder)
    {
        builder.Property(p => p.Key).HasMaxLength(KeyLength).IsUnicode(false);
        builder.HasIndex(p => p.Key).IsUnique();
        builder.Property(p => p.Section).HasCodeConversion();
        builder.HasLocalizedText(p => p.Title, 150);
        builder.HasLocalizedText(p => p.Address, AddressLength);
        builder.HasLocalizedText(p => p.Summary, 300);
        builder.HasLocalizedText(p => p.Body, null);
    }
}

/// <summary>A page as the public sees it, its text still in Markdown.</summary>
public sealed record ContentPageEntry(string Key, ContentSection Section, LocalizedText Title, LocalizedText Summary, LocalizedText Body)
{
    /// <summary>The last part of the page's address in each language.</summary>
    public required IReadOnlyDictionary<PortalLanguage, string> PathSlugs { get; init; }

    /// <summary>The entries of pages, in the order of the pages; where two of a section would share an address, the later is found under its key.</summary>
    internal static IReadOnlyList<ContentPageEntry> Of(IReadOnlyList<ContentPage> pages)
    {
        var taken = pages.SelectMany(p => PortalLanguages.All.Select(l => (p.Section, l, p.Key))).ToHashSet();
        return
        [
            .. pages.Select(p => new ContentPageEntry(p.Key, p.Section, FrenchSpaces.In(p.Title), FrenchSpaces.In(p.Summary), p.Body)
            {
                PathSlugs = PortalLanguages.All.ToDictionary(l => l, l =>
                    p.Address.In(l).Text is { Length: > 0 } address && (address == p.Key || taken.Add((p.Section, l, address))) ? address : p.Key),
            }),
        ];
    }
}
