using InfoEntraide.Search;
using InfoEntraide.Web.Features.Catalogue;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>How the query was understood, in the reader's words; every part comes with the same search without it.</summary>
public sealed record Understanding
{
    /// <summary>Best first.</summary>
    public required IReadOnlyList<UnderstoodTopic> Topics { get; init; }

    public required UnderstoodPlace? Place { get; init; }

    /// <summary>The search without the words for a relative; null when none is named.</summary>
    public required SearchParameters? WithoutRelative { get; init; }

    /// <summary>What was searched as words.</summary>
    public required string Text { get; init; }

    /// <summary>What was taken for mistyped, in the order of the query.</summary>
    public required IReadOnlyList<Correction> Corrections { get; init; }

    /// <summary>The search for the text exactly as it was typed; null when nothing in it was mended.</summary>
    public required SearchParameters? AsTyped { get; init; }

    /// <summary>What stands in the place box when no place of that name is known.</summary>
    public required string? UnknownPlace { get; init; }

    /// <summary>The radius the results were taken from; null when distance played no part.</summary>
    public required double? RadiusKm { get; init; }

    /// <summary>What the engine gave up because nothing fitted all of the query.</summary>
    public required Relaxation Relaxed { get; init; }

    public required Danger Danger { get; init; }

    /// <summary>Neither a topic nor a place was seen, and no group has the words.</summary>
    public bool IsNothing => Topics.Count == 0 && Place is null && Relaxed.HasFlag(Relaxation.WordsDropped);
}

/// <summary>A topic read in the query.</summary>
/// <param name="Only">The search for this topic without the others; null when it is the only one.</param>
public sealed record UnderstoodTopic(TopicEntry Topic, SearchParameters Without, SearchParameters? Only);

/// <summary>Something that was read as something else.</summary>
public sealed record Correction(string Typed, string ReadAs);

/// <summary>The place of a search.</summary>
/// <param name="Label">The place as the reader calls it.</param>
/// <param name="Text">How it can be written into the place box so that it means the same.</param>
/// <param name="Alternatives">Other places that may be meant, each with its search.</param>
public sealed record UnderstoodPlace(RecognisedPlace Place, string Label, string Text, SearchParameters Without, IReadOnlyList<OtherPlace> Alternatives)
{
    /// <summary>What stands in the place box is not written as the place is. In the text it is among <see cref="Understanding.AsTyped"/>.</summary>
    public bool IsMended { get; init; }
}

/// <summary>Another place that may be meant.</summary>
public sealed record OtherPlace(string Label, SearchParameters Search);
