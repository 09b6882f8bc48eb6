namespace InfoEntraide.Search.Understanding;

/// <summary>A query understood: what to look for, and what to tell the visitor about it.</summary>
internal sealed record Reading
{
    public required IReadOnlyList<TopicMatch> Topics { get; init; }

    /// <summary>Stems of the words that are left, for the word index; unknown words are not among them.</summary>
    public required int[] WordStems { get; init; }

    /// <summary>Whether words were left, known or not.</summary>
    public bool HasWords { get; init; }

    public required Interpretation Interpretation { get; init; }
}
