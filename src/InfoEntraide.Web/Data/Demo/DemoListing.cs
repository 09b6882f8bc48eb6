using System.Text.RegularExpressions;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Data.Demo;

/// <summary>What is known of a group before its texts are composed.</summary>
internal sealed record DemoFacts
{
    public required Topic Topic { get; init; }

    public Topic? Second { get; init; }

    public required GroupKind Kind { get; init; }

    public required MeetingFormat Format { get; init; }

    public required Lifecycle Lifecycle { get; init; }

    public required Audience Audience { get; init; }

    /// <summary>The locality as it may be named in public; null when the place is hidden or there is none.</summary>
    public string? Locality { get; init; }

    public required string CantonCode { get; init; }

    /// <summary>The day of the week the group always meets on.</summary>
    public Weekday? Day { get; init; }

    /// <summary>A section <c>spoken.…</c> of the texts that says in which language the group speaks, when that is not the place's own.</summary>
    public string? Spoken { get; init; }

    public bool IsGroup => Kind is GroupKind.SelfManaged or GroupKind.Facilitated;
}

/// <summary>Composes name and description of a group from the written parts: the same parts in every language.</summary>
internal sealed partial class DemoListing(DemoTexts texts, Random random)
{
    private const string InPlace = "name.place";
    private const int Attempts = 12;
    private const int LeastParts = 3;

    private static readonly string[][] Days =
    [
        ["du lundi", "du mardi", "du mercredi", "du jeudi", "du vendredi", "du samedi", "du dimanche"],
        ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        ["del lunedì", "del martedì", "del mercoledì", "del giovedì", "del venerdì", "del sabato", "della domenica"],
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ];

    private readonly Dictionary<string, int> names = new(StringComparer.Ordinal);
    private readonly HashSet<(string Canton, string Poem)> poems = [];

    public (LocalizedText Name, LocalizedText Description) Compose(DemoFacts facts, PortalLanguage source, IReadOnlyList<PortalLanguage> languages)
    {
        var words = texts.OfTopic(facts.Topic.Slug);
        var (name, poem, number) = NameParts(facts, words, source);
        var parts = DescriptionParts(facts, words);
        var title = LocalizedText.Of(source, null);
        var description = LocalizedText.Of(source, null);
        foreach (var language in languages)
        {
            title = title.With(language, NameIn(name, facts, words, poem, number, language));
            description = description.With(language, string.Join(' ', parts.Select(p => Render(p, facts, words, poem, language))));
        }

        return (title, description);
    }

    private (Part Name, Part Poem, int Number) NameParts(DemoFacts facts, TopicWords words, PortalLanguage source)
    {
        var section = facts switch
        {
            { Kind: GroupKind.Exchange } => "name.exchange",
            { Kind: GroupKind.Forum } => "name.forum",
            { Format: MeetingFormat.Online } => "name.online",
            { Locality: not null } when random.Chance(0.5) => InPlace,
            _ => "name.anywhere",
        };
        for (var attempt = 1; ; attempt++)
        {
            var name = random.Pick(texts[attempt > 4 && facts is { IsGroup: true, Locality: not null } ? InPlace : section]);
            if (name.Has("{day}") && (facts.Day is null || !facts.IsGroup))
            {
                continue;
            }

            // People name their groups differently from their neighbours.
            var poem = Poem(facts.Topic.Category.Slug);
            if (name.Has("{poem}") && !poems.Add((facts.CantonCode, poem[PortalLanguage.En])) && attempt < Attempts)
            {
                continue;
            }

            var full = Render(name, facts, words, poem, source);
            var number = names.GetValueOrDefault(full) + 1;
            if (number == 1 || attempt >= Attempts)
            {
                names[full] = number;
                return (name, poem, number);
            }
        }
    }

    private Part Poem(string category)
    {
        var own = texts.OfCategory(category, "poem");
        return own.Count > 0 && random.Chance(0.4) ? random.Pick(own) : random.Pick(texts["poem"]);
    }

    private string NameIn(Part name, DemoFacts facts, TopicWords words, Part poem, int number, PortalLanguage language)
    {
        var text = Render(name, facts, words, poem, language);
        var spoken = facts.Spoken?.Replace("spoken.", "named.", StringComparison.Ordinal);
        if (spoken is not null && texts.Has(spoken) && spoken != $"named.{language.Code()}")
        {
            text = $"{text} ({texts[spoken][0][language]})";
        }

        return number > 1 ? $"{text} {number}" : text;
    }

    private List<Part> DescriptionParts(DemoFacts facts, TopicWords words)
    {
        var parts = new List<Part>();
        if (facts.Lifecycle == Lifecycle.InCreation && facts.IsGroup)
        {
            parts.Add(Opening(texts["creation.open"], words));
            parts.Add(random.Pick(texts["matters.creation"]));
            if (facts.Kind == GroupKind.Facilitated)
            {
                parts.Add(random.Pick(texts["facilitated"]));
            }

            parts.Add(facts.Kind == GroupKind.SelfManaged ? random.Pick(texts["creation"]) : texts["creation"][0]);
            AddIf(parts, 0.4, "free");
        }
        else if (facts.Kind == GroupKind.Exchange)
        {
            parts.Add(Opening(texts["exchange.open"], words));
            AddIf(parts, 0.6, "matters.exchange");
            parts.Add(random.Pick(texts["exchange"]));
        }
        else if (facts.Kind == GroupKind.Forum)
        {
            parts.Add(Opening(texts["forum.open"], words));
            AddIf(parts, 0.7, "matters");
            parts.Add(random.Pick(texts["forum"]));
        }
        else
        {
            AddMeeting(parts, facts, words);
        }

        if (facts.Spoken is { } spoken)
        {
            parts.Add(texts[spoken][0]);
        }

        if (facts.Lifecycle == Lifecycle.Paused)
        {
            parts.Add(random.Pick(texts["paused"]));
        }
        else if (facts.IsGroup)
        {
            AddIf(parts, 0.4, "contact");
        }

        if (facts.IsGroup && parts.Count < LeastParts)
        {
            parts.Add(random.Pick(texts["free"].Where(p => !parts.Contains(p)).ToList()));
        }

        return parts;
    }

    private void AddMeeting(List<Part> parts, DemoFacts facts, TopicWords words)
    {
        var category = facts.Topic.Category.Slug;
        var openings = texts.OfCategory(category, "open");
        parts.Add(Opening(openings.Count > 0 ? openings : texts["creation.open"], words));
        if (facts.Kind == GroupKind.Facilitated)
        {
            parts.Add(random.Pick(texts["facilitated"]));
        }

        AddIf(parts, 0.75, facts.Kind == GroupKind.SelfManaged && random.Chance(0.2) ? "matters.chosen" : "matters");
        var room = facts.Format is MeetingFormat.InPerson or MeetingFormat.Hybrid;
        var evenings = new List<Part>(texts["evening"]);
        if (room)
        {
            evenings.AddRange(texts["evening.room"]);
            evenings.AddRange(texts.OfCategory(category, "evening"));
            evenings.AddRange(texts.OfCategory(category, "evening"));
        }

        if (facts.Kind == GroupKind.SelfManaged)
        {
            evenings.AddRange(texts["evening.self"]);
        }

        if (random.Chance(0.75))
        {
            parts.Add(random.Pick(evenings));
        }

        AddIf(parts, 0.65, "free");
        if (facts.Audience.HasFlag(Audience.Affected | Audience.Relatives))
        {
            AddIf(parts, 0.6, "relatives");
        }

        if (facts.Second is not null)
        {
            AddIf(parts, 0.5, "second");
        }

        if (facts.Format is MeetingFormat.Online or MeetingFormat.Hybrid or MeetingFormat.Phone)
        {
            parts.Add(random.Pick(texts[facts.Format.ToString().ToLowerInvariant()]));
        }
    }

    private void AddIf(List<Part> parts, double probability, string section)
    {
        if (random.Chance(probability))
        {
            parts.Add(random.Pick(texts[section]));
        }
    }

    /// <summary>An opening that adds "who …" does not fit people who are already described by "who …".</summary>
    private Part Opening(IReadOnlyList<Part> openings, TopicWords words)
    {
        var described = words.Who.Any(w => Relative().IsMatch(w));
        var fitting = openings.Where(o => !described || !o.Any(t => WhoThenRelative().IsMatch(t))).ToList();
        return random.Pick(fitting);
    }

    private static string Render(Part part, DemoFacts facts, TopicWords words, Part poem, PortalLanguage language)
    {
        var text = Who().Replace(part[language], match => WhoAt(match, part[language], words.Who[language], language))
            .Replace("{title}", Title(facts.Topic, words, language), StringComparison.Ordinal)
            .Replace("{matters}", words.Matters[language], StringComparison.Ordinal)
            .Replace("{poem}", poem[language], StringComparison.Ordinal)
            .Replace("{place}", facts.Locality, StringComparison.Ordinal);
        if (facts.Day is { } day)
        {
            text = text.Replace("{day}", Days[(int)language][(int)day], StringComparison.Ordinal);
        }

        if (facts.Second is { } second)
        {
            var name = WithoutParenthesis(second, language);
            text = text.Replace("{second}", language == PortalLanguage.De ? name : char.ToLower(name[0], language.Culture()) + name[1..], StringComparison.Ordinal);
        }

        // French sets a space that does not break before these signs.
        return language == PortalLanguage.Fr ? BeforeSign().Replace(text, "\u00A0${sign}") : text;
    }

    /// <summary>Whom the group is for, at this place of the sentence: a capital at its start, and in German the comma that closes a relative clause.</summary>
    private static string WhoAt(Match match, string sentence, string who, PortalLanguage language)
    {
        var before = sentence[..match.Index].TrimEnd();
        if (before.Length == 0 || before[^1] is '.' or '?' or '!')
        {
            who = char.ToUpper(who[0], language.Culture()) + who[1..];
        }

        var after = sentence[(match.Index + match.Length)..];
        return language == PortalLanguage.De && who.Contains(", ", StringComparison.Ordinal) && after.StartsWith(' ') ? who + "," : who;
    }

    private static string Title(Topic topic, TopicWords words, PortalLanguage language) =>
        words.Title[language] is { Length: > 0 } title ? title : WithoutParenthesis(topic, language);

    private static string WithoutParenthesis(Topic topic, PortalLanguage language) => Parenthesis().Replace(topic.Name.In(language).Text, "").Trim();

    [GeneratedRegex(@"\{who\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Who();

    [GeneratedRegex(@" (qui|che|who|dont|il cui) |, (die|deren) | nobody can ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Relative();

    [GeneratedRegex(@"\{who\},? (qui|che|who|die) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WhoThenRelative();

    [GeneratedRegex(@"\s*\([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parenthesis();

    [GeneratedRegex(@" (?<sign>[:;?!»])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BeforeSign();
}
