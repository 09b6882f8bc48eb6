using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Partners;
using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Tests.Data;

/// <summary>One of everything, with rows and links: a small catalogue to edit.</summary>
internal sealed record Sample(Guid Group, string GroupPublicId, Guid Topic, Guid OtherTopic, Guid Centre, Guid Partner)
{
    public static Sample Into(PortalDb db)
    {
        var vaud = new Canton { Code = "VD", Name = LocalizedText.Of(PortalLanguage.Fr, "Vaud"), Population = 846_000 };
        var geneva = new Canton { Code = "GE", Name = LocalizedText.Of(PortalLanguage.Fr, "Genève"), Population = 524_000 };
        var category = new TopicCategory { Slug = "mental-health", Name = LocalizedText.Of(PortalLanguage.Fr, "Santé psychique") };
        var topic = new Topic { Slug = "depression", Category = category, Name = LocalizedText.Of(PortalLanguage.Fr, "Dépression") };
        topic.Synonyms.Add(new TopicSynonym { Language = PortalLanguage.Fr, Term = "idées noires" });
        var other = new Topic { Slug = "burnout", Category = category, Name = LocalizedText.Of(PortalLanguage.Fr, "Burn-out") };
        var centre = new Centre { PublicId = PublicId.New(), Slug = "info-entraide-vaud", Name = LocalizedText.Of(PortalLanguage.Fr, "Info-Entraide Vaud"), Cantons = { vaud } };
        centre.Closures.Add(new ClosurePeriod { From = new(2026, 12, 22), To = new(2027, 1, 3) });
        var partner = new Partner { PublicId = PublicId.New(), Slug = "equilibre", Name = LocalizedText.Of(PortalLanguage.Fr, "Équilibre"), Topics = { topic } };
        var group = new SelfHelpGroup
        {
            PublicId = PublicId.New(),
            Centre = centre,
            Name = LocalizedText.Of(PortalLanguage.Fr, "Sortir du noir"),
            Place = new MeetingPlace { Street = "Rue de la Gare 1", Npa = "1003", Locality = "Lausanne", CantonCode = "VD" },
            Topics = { new GroupTopic { Topic = topic } },
            Contacts = { new ContactPerson { Name = "Camille Exemple", Email = "camille@example.org" } },
            CreatedAt = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero),
        };
        db.AddRange(
            vaud, geneva, category, topic, other, centre, partner, group,
            new Place { Npa = "1003", Locality = "Lausanne", Commune = "Lausanne", CantonCode = "VD", Latitude = 46.516, Longitude = 6.6328, Language = "fr" },
            new LocalityAlias { Alias = "Losanna", Locality = "Lausanne", CantonCode = "VD", Language = "it" });
        db.SaveChanges();
        return new(group.Id, group.PublicId, topic.Id, other.Id, centre.Id, partner.Id);
    }
}
