namespace InfoEntraide.Search.Understanding;

/// <summary>A query understood: what to look for, and what to tell the visitor about it.</summary>
internal sealed record Reading
{
    public required IReadOnlyList<TopicMatch> Topics { get; init; }

    /// <summary>Stems of the words that are left, for the word index; unknown words are not among them.</summary>
    public required int[] WordStems { get; init; }

    /// <summary>Whether words were left, known or not.</summary>
    public bool HasWords { get; init; }

    /// <summary>The words of the text.</summary>
    public required IReadOnlyList<QueryTerm> Terms { get; init; }

    /// <summary>The place the search is about, when the text names it; null when it comes from the place box or there is none.</summary>
    public required PlaceMention? PlaceInText { get; init; }

    /// <summary>Positions of the words that were left.</summary>
    public required IReadOnlyList<int> Leftover { get; init; }

    public required Interpretation Interpretation { get; init; }
}
