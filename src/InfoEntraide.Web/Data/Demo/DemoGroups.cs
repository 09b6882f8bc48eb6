using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Data.Demo;

/// <summary>Invents one group after the other. The order of calls decides what comes out: never call it from two threads.</summary>
internal sealed class DemoGroups(DemoTexts texts, DemoPlaces places, IReadOnlyDictionary<string, Topic> topics, Random random, DateOnly today)
{
    private const double MetersPerDegree = 111_320;
    private const double MaxJitterMeters = 400;
    private const double CityFrom = 60;

    private static readonly string[] CityLanguages = ["en", "en", "en", "en", "pt", "pt", "es", "es", "tr", "sq", "ar", "uk"];
    private static readonly string[] Bilingual = ["BE", "FR", "VS", "GR"];

    // Chance of its own: what else is drawn stays what it was.
    private readonly Random access = DemoRandom.Create();
    private readonly DemoListing listing = new(texts, random);
    private readonly DemoRhythms rhythms = new(texts, random, today);
    private readonly HashSet<Guid> shownTopics = [];

    public SelfHelpGroup Invent(Topic topic, string canton, string publicId)
    {
        var spot = places.Pick(canton, random);
        var kind = KindOf(topic);
        var format = FormatOf(kind);
        var isGroup = kind is GroupKind.SelfManaged or GroupKind.Facilitated;
        var meetsInRoom = isGroup && format is MeetingFormat.InPerson or MeetingFormat.Hybrid;
        var (source, languages, spoken, translations) = LanguagesOf(topic, spot, meetsInRoom);
        var (lifecycle, publication) = StatusOf(topic, isGroup);
        var everywhere = kind is GroupKind.Exchange or GroupKind.Forum ? random.Chance(0.45) : format == MeetingFormat.Online && random.Chance(0.25);
        var place = PlaceOf(topic, spot, everywhere, meetsInRoom, kind, format, lifecycle);
        var created = today.AddDays(-(lifecycle == Lifecycle.InCreation ? random.Next(5, 150) : random.Next(200, 4500)));
        var rhythm = RhythmOf(isGroup, lifecycle, created, source, translations);
        var second = random.Chance(0.2) ? SecondTopic(topic) : null;
        var audience = AudienceOf(topic);
        var (name, description) = listing.Compose(
            new DemoFacts
            {
                Topic = topic,
                Second = second,
                Kind = kind,
                Format = format,
                Lifecycle = lifecycle,
                Audience = audience,
                Locality = place is { Precision: not PlacePrecision.Hidden, Locality: { } locality } ? WithoutCanton(locality, canton) : null,
                CantonCode = canton,
                Day = DemoRhythms.DayOf(rhythm),
                Spoken = spoken,
            },
            source,
            translations);

        var verified = VerifiedOn(created, publication);
        var centre = everywhere && kind is GroupKind.Exchange or GroupKind.Forum ? places.National : places.InCharge(spot);
        var group = new SelfHelpGroup
        {
            PublicId = publicId,
            CentreId = centre.Id,
            Name = name,
            Description = description,
            Kind = kind,
            Format = format,
            Audience = audience,
            Languages = languages,
            Place = place,
            Rhythm = rhythm,
            Costs = meetsInRoom && random.Chance(0.12) ? InLanguages(random.Pick(texts["cost"]), source, translations) : LocalizedText.Empty,
            Accessibility = meetsInRoom && access.Chance(0.3) ? InLanguages(AccessTo(topic), source, translations) : LocalizedText.Empty,
            Website = random.Chance(0.02) ? $"https://example.org/{publicId}" : null,
            VerifiedOn = verified,
            CreatedAt = At(created),
            UpdatedAt = At(verified ?? created),
        };
        group.Topics.Add(new GroupTopic { TopicId = topic.Id, Position = 0 });
        if (second is not null)
        {
            group.Topics.Add(new GroupTopic { TopicId = second.Id, Position = 1 });
        }

        Apply(group, lifecycle, publication);
        return group;
    }

    private GroupKind KindOf(Topic topic)
    {
        var exchange = topic.Category.Slug switch
        {
            _ when DemoSpread.InGroupsOnly.Contains(topic.Slug) => 0,
            "maladies-rares" => 0.35,
            "neurologie" or "maladies" or "handicap" or "sante-intime" => 0.07,
            _ => 0.03,
        };
        var drawn = random.NextDouble();
        return drawn < exchange ? GroupKind.Exchange : drawn < exchange + 0.03 ? GroupKind.Forum : drawn < exchange + 0.13 ? GroupKind.Facilitated : GroupKind.SelfManaged;
    }

    private MeetingFormat FormatOf(GroupKind kind) => (kind, random.NextDouble()) switch
    {
        (GroupKind.Forum, _) => MeetingFormat.Online,
        (GroupKind.Exchange, < 0.18) => MeetingFormat.Phone,
        (GroupKind.Exchange, < 0.25) => MeetingFormat.Online,
        (GroupKind.Exchange, _) => MeetingFormat.InPerson,
        (_, < 0.052) => MeetingFormat.Online,
        (_, < 0.095) => MeetingFormat.Hybrid,
        (_, < 0.098) => MeetingFormat.Phone,
        _ => MeetingFormat.InPerson,
    };

    /// <summary>The language of the texts, the languages spoken, a section of the texts that says so, and the languages the listing is written in.</summary>
    private (PortalLanguage Source, List<string> Spoken, string? Section, List<PortalLanguage> Written) LanguagesOf(Topic topic, Place place, bool meetsInRoom)
    {
        var local = place.Locality switch
        {
            "Biel/Bienne" when random.Chance(0.45) => "fr",
            "Fribourg" when random.Chance(0.2) => "de",
            _ => place.Language,
        };
        var source = PortalLanguages.Parse(local) ?? PortalLanguage.De;
        var isCity = DemoPlaces.SizeOf(place) >= CityFrom;
        List<PortalLanguage> written = [source];
        var inFour = random.Chance(0.05);
        var inTwo = random.Chance(0.25) && (isCity || Bilingual.Contains(place.CantonCode, StringComparer.Ordinal));
        var other = OtherLanguage(source, place, isCity);

        List<string> spoken = [source.Code()];
        string? section = null;
        if (topic.Slug is "surdite" or "surdicecite" && source != PortalLanguage.It)
        {
            spoken = [source == PortalLanguage.Fr ? "ssr" : "sgg", source.Code()];
            section = $"spoken.{spoken[0]}";
        }
        else if (meetsInRoom && local == "rm" && random.Chance(0.6))
        {
            spoken = ["rm", "de"];
            section = "spoken.rm";
        }
        else if (meetsInRoom && isCity && random.Chance(0.08))
        {
            spoken = [random.Pick(CityLanguages)];
            section = $"spoken.{spoken[0]}";
            if (spoken[0] == "en")
            {
                written = [PortalLanguage.En];
                other = source;
                source = PortalLanguage.En;
            }
            else
            {
                spoken.Add(source.Code());
            }
        }
        else if (inTwo && place.Locality is "Biel/Bienne" or "Fribourg" or "Murten" or "Sierre" && meetsInRoom)
        {
            spoken = [source.Code(), source == PortalLanguage.Fr ? "de" : "fr"];
            section = "spoken.fr+de";
            other = source == PortalLanguage.Fr ? PortalLanguage.De : PortalLanguage.Fr;
        }

        if (inFour)
        {
            written = [.. PortalLanguages.All];
        }
        else if (inTwo)
        {
            written.Add(other);
        }

        return (source, spoken, section, written);
    }

    private PortalLanguage OtherLanguage(PortalLanguage source, Place place, bool isCity) => (source, place.CantonCode) switch
    {
        (PortalLanguage.Fr, "BE" or "FR" or "VS") => PortalLanguage.De,
        (PortalLanguage.De, "FR" or "VS" or "BE") => PortalLanguage.Fr,
        (PortalLanguage.De, "GR") => PortalLanguage.It,
        (PortalLanguage.It, _) => PortalLanguage.De,
        _ => isCity && random.Chance(0.6) ? PortalLanguage.En : source == PortalLanguage.Fr ? PortalLanguage.De : PortalLanguage.Fr,
    };

    /// <summary>The first group of each topic is shown, so that no topic is without one.</summary>
    private (Lifecycle Lifecycle, Publication Publication) StatusOf(Topic topic, bool isGroup)
    {
        var drawn = random.NextDouble();
        if (shownTopics.Add(topic.Id))
        {
            return (Lifecycle.Active, Publication.Published);
        }

        return drawn switch
        {
            < 0.010 => (Lifecycle.Closed, Publication.Published),
            < 0.020 => (Lifecycle.Closed, Publication.Archived),
            < 0.030 => (isGroup ? Lifecycle.InCreation : Lifecycle.Active, Publication.Draft),
            < 0.065 when isGroup => (Lifecycle.Paused, Publication.Published),
            < 0.122 when isGroup => (Lifecycle.InCreation, Publication.Published),
            _ => (Lifecycle.Active, Publication.Published),
        };
    }

    private void Apply(SelfHelpGroup group, Lifecycle lifecycle, Publication publication)
    {
        if (publication != Publication.Draft)
        {
            group.Publish();
        }

        if (publication == Publication.Archived)
        {
            group.Archive();
        }

        switch (lifecycle)
        {
            case Lifecycle.InCreation:
                group.Announce();
                break;
            case Lifecycle.Paused:
                group.Pause(today.AddDays(random.Next(14, 200)));
                break;
            case Lifecycle.Closed:
                group.Close();
                break;
        }
    }

    private MeetingPlace PlaceOf(Topic topic, Place spot, bool everywhere, bool meetsInRoom, GroupKind kind, MeetingFormat format, Lifecycle lifecycle)
    {
        if (everywhere)
        {
            return new MeetingPlace();
        }

        if (kind == GroupKind.Forum || (!meetsInRoom && format != MeetingFormat.InPerson))
        {
            return new MeetingPlace { CantonCode = spot.CantonCode };
        }

        var place = new MeetingPlace { Npa = spot.Npa, Locality = spot.Locality, CantonCode = spot.CantonCode, Latitude = spot.Latitude, Longitude = spot.Longitude };
        if (!meetsInRoom || lifecycle == Lifecycle.InCreation)
        {
            return place;
        }

        // The address is known to the centre also when it is not shown.
        var (venue, street) = DemoAddresses.Pick(random, spot.Language, DemoPlaces.SizeOf(spot) >= DemoPlaces.TownFrom);
        var (latitude, longitude) = Near(spot);
        return place with { Venue = venue, Street = street, Latitude = latitude, Longitude = longitude, Precision = PrecisionFor(topic) };
    }

    private PlacePrecision PrecisionFor(Topic topic) => (topic.Category.Slug, random.NextDouble()) switch
    {
        ("violence", < 0.7) => PlacePrecision.Hidden,
        ("violence", _) => PlacePrecision.Locality,
        ("addictions", < 0.3) => PlacePrecision.Hidden,
        (_, < 0.13) => PlacePrecision.Hidden,
        (_, < 0.55) => PlacePrecision.Locality,
        _ => PlacePrecision.Address,
    };

    private (double Latitude, double Longitude) Near(Place spot)
    {
        var distance = MaxJitterMeters * Math.Sqrt(random.NextDouble()) * 0.99;
        var angle = 2 * Math.PI * random.NextDouble();
        var latitude = spot.Latitude + (distance * Math.Cos(angle) / MetersPerDegree);
        var longitude = spot.Longitude + (distance * Math.Sin(angle) / (MetersPerDegree * Math.Cos(double.DegreesToRadians(spot.Latitude))));
        return (Math.Round(latitude, 5), Math.Round(longitude, 5));
    }

    private Rhythm RhythmOf(bool isGroup, Lifecycle lifecycle, DateOnly created, PortalLanguage source, List<PortalLanguage> written)
    {
        if (!isGroup)
        {
            return new Rhythm();
        }

        if (lifecycle == Lifecycle.InCreation && random.Chance(0.6))
        {
            return rhythms.Irregular("note.creation", source, written);
        }

        return random.Chance(0.08)
            ? rhythms.Irregular("note.irregular", source, written)
            : rhythms.Regular(lifecycle == Lifecycle.InCreation ? today.AddDays(random.Next(20, 90)) : Max(created, today.AddDays(-random.Next(300, 900))), source, written);
    }

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;

    private Topic? SecondTopic(Topic topic)
    {
        var slugs = DemoSpread.Companions.GetValueOrDefault(topic.Category.Slug) ?? [];
        var possible = slugs.Where(s => s != topic.Slug && topics.ContainsKey(s)).ToList();
        return possible.Count == 0 ? null : topics[random.Pick(possible)];
    }

    private Audience AudienceOf(Topic topic)
    {
        var slug = topic.Slug;
        var audience = topic.Category.Slug switch
        {
            "parents" => Audience.Relatives | Audience.Parents,
            "proches" => Audience.Relatives,
            "genre-sexualite" => Audience.Affected | Audience.Lgbtiq,
            _ when DemoSpread.ForFamilies.Contains(slug) => Audience.Affected | Audience.Relatives,
            _ => Audience.Affected,
        };
        if (slug is "jeunes-parents" or "parents-epuises" or "parents-multiples" or "parents-adolescents")
        {
            audience = Audience.Affected | Audience.Parents;
        }

        foreach (var (only, slugs) in DemoSpread.OnlyFor)
        {
            audience |= slugs.Contains(slug) ? only : Audience.None;
        }

        return audience == Audience.Affected && DemoSpread.WelcomesRelatives.Contains(topic.Category.Slug) && random.Chance(0.3) ? audience | Audience.Relatives : audience;
    }

    /// <summary>Most listings were confirmed within the year, some are overdue, few were never confirmed.</summary>
    private DateOnly? VerifiedOn(DateOnly created, Publication publication)
    {
        var days = random.NextDouble() switch
        {
            < 0.72 => random.Next(1, 300),
            < 0.90 => random.Next(300, 420),
            _ => random.Next(420, 800),
        };
        return publication == Publication.Draft || random.Chance(0.02) ? null : Max(created, today.AddDays(-days));
    }

    private static LocalizedText InLanguages(Part part, PortalLanguage source, List<PortalLanguage> written) =>
        written.Aggregate(LocalizedText.Of(source, null), (text, language) => text.With(language, part[language]));

    /// <summary>The descriptions of some fields say that there are no steps: the first part agrees with them.</summary>
    private Part AccessTo(Topic topic)
    {
        var part = access.Pick(texts["accessibility"]);
        return topic.Category.Slug is "handicap" or "neurologie" ? texts["accessibility"][0] : part;
    }

    /// <summary>Postal names repeat the canton where a name exists twice: <c>Wetzikon ZH</c>. Groups do not.</summary>
    private static string WithoutCanton(string locality, string canton) =>
        locality.EndsWith(" " + canton, StringComparison.Ordinal) ? locality[..^3] : locality;

    private static DateTimeOffset At(DateOnly day) => new(day, new TimeOnly(9, 0), TimeSpan.Zero);
}
