namespace InfoEntraide.Search;

/// <summary>What somebody may be about to type.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Slug of a topic or centre, code of a canton; for a locality what the place box understands as exactly this one.</param>
/// <param name="Label">Its name in the language asked for; for a locality with its canton or postcode.</param>
/// <param name="Match">The part of the label that was typed; empty where the label does not hold it.</param>
/// <param name="Via">The synonym or the name in another language that was typed, where the label does not hold it.</param>
public sealed record Suggestion(SuggestionKind Kind, string Value, string Label, TextPart Match, string? Via)
{
    /// <summary>Slug of the topic typed before the place; otherwise null.</summary>
    public string? Topic { get; init; }

    /// <summary>Name of <see cref="Topic"/> in the language asked for.</summary>
    public string? TopicLabel { get; init; }
}

/// <summary>A part of a text, in characters.</summary>
public readonly record struct TextPart(int Start, int Length);

/// <summary>What a suggestion leads to.</summary>
public enum SuggestionKind
{
    Topic,
    Locality,
    Canton,
    Centre,
}
