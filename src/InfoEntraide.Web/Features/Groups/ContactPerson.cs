using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>
/// A person the centre reaches a group through. Never public unless the group asks for it; what is marked as personal data stands in no
/// audit entry and is gone for good after <see cref="Erase"/> or deletion.
/// </summary>
public sealed class ContactPerson : IEntityTypeConfiguration<ContactPerson>
{
    public Guid Id { get; init; }

    public Guid GroupId { get; init; }

    [PersonalData]
    public string? Name { get; set; }

    [PersonalData]
    public string? Email { get; set; }

    [PersonalData]
    public string? Phone { get; set; }

    /// <summary>True when the group wants name and addresses to be shown to everybody.</summary>
    public bool IsPublic { get; set; }

    /// <summary>The language to write to the person in.</summary>
    public PortalLanguage Language { get; set; }

    /// <summary>Forgets the person; that there was somebody stays.</summary>
    public void Erase() => (Name, Email, Phone, IsPublic) = (null, null, null, false);

    public void Configure(EntityTypeBuilder<ContactPerson> builder)
    {
        builder.ToTable("ContactPersons");
        builder.Property(p => p.Name).HasMaxLength(200);
        builder.Property(p => p.Email).HasMaxLength(254);
        builder.Property(p => p.Phone).HasMaxLength(30).IsUnicode(false);
        builder.Property(p => p.Language).HasConversion(l => l.Code(), code => PortalLanguages.Parse(code) ?? PortalLanguage.Fr).HasMaxLength(2).IsUnicode(false);
        builder.HasOne<SelfHelpGroup>().WithMany(g => g.Contacts).HasForeignKey(p => p.GroupId).OnDelete(DeleteBehavior.Cascade);
    }
}
