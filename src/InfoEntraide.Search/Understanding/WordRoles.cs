using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Understanding;

/// <summary>Says of each word of a text what it was read as, so that a page can show it and leave parts out.</summary>
internal static class WordRoles
{
    public static IReadOnlyList<QueryWord> Of(Reading reading, IReadOnlyList<TopicDocument> topics, Lexicon lexicon)
    {
        var terms = reading.Terms;
        var explained = 0UL;
        foreach (var match in reading.Topics)
        {
            explained |= match.Terms;
        }

        var words = new QueryWord[terms.Count];
        for (var i = 0; i < words.Length; i++)
        {
            var speaksFor = new List<string>();
            foreach (var match in reading.Topics)
            {
                if ((match.Terms & (1UL << i)) != 0)
                {
                    speaksFor.Add(topics[match.Topic].Slug);
                }
            }

            words[i] = new QueryWord(
                terms[i].Token.SourceStart,
                terms[i].Token.SourceLength,
                RoleOf(reading, i, speaksFor.Count > 0),
                speaksFor,
                IsRelative(terms, i, lexicon),
                terms[i].IsCorrected ? lexicon.Spelling(terms[i].Word) : null);
        }

        // "near", "in": they go with the place that follows.
        for (var i = (reading.PlaceInText?.Start ?? 0) - 1; i >= 0 && words[i].Role == WordRole.Silent && Leads(terms[i], lexicon); i--)
        {
            words[i] = words[i] with { Role = WordRole.Place };
        }

        return words;
    }

    private static WordRole RoleOf(Reading reading, int index, bool isTopic)
    {
        if (reading.PlaceInText is { } place && index >= place.Start && index < place.Start + place.Count)
        {
            return WordRole.Place;
        }

        return isTopic ? WordRole.Topic
            : reading.Terms[index].IsPlace ? WordRole.OtherPlace
            : reading.Leftover.Contains(index) ? WordRole.Searched
            : WordRole.Silent;
    }

    private static bool Leads(QueryTerm term, Lexicon lexicon) =>
        term.Word >= 0 && (PlaceWords.Announces(lexicon.Text(term.Word)) || PlaceWords.IsArticle(lexicon.Text(term.Word)));

    private static bool IsRelative(IReadOnlyList<QueryTerm> terms, int index, Lexicon lexicon) =>
        !terms[index].IsPlace
        && (terms[index].Kin != KinClass.None
            || (index + 1 < terms.Count && terms[index + 1].Kin != KinClass.None && terms[index].Word >= 0 && Kinship.IsPossessive(lexicon.Text(terms[index].Word))));
}
