namespace InfoEntraide.Search.Language;

/// <summary>Everyday words of the four languages, from the lists beside this file: a word that stands there is spelt correctly and is never taken for a misspelt other one.</summary>
internal static class OrdinaryWords
{
    private static readonly string[] Languages = ["fr", "de", "it", "en"];

    /// <summary>All words as they are written; some occur in several languages.</summary>
    public static IEnumerable<string> All()
    {
        foreach (var language in Languages)
        {
            using var stream = typeof(OrdinaryWords).Assembly.GetManifestResourceStream($"Words.{language}.txt")
                ?? throw new InvalidOperationException($"The list of ordinary words of '{language}' is not in the program.");
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    yield return word;
                }
            }
        }
    }
}
