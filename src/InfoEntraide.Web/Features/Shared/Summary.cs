namespace InfoEntraide.Web.Features.Shared;

/// <summary>The beginning of a text in one line, for descriptions in the head of a page.</summary>
internal static class Summary
{
    private const int Length = 155;

    public static string Of(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= Length)
        {
            return line;
        }

        var end = line.LastIndexOf(' ', Length);
        return line[..(end > 0 ? end : Length)] + "…";
    }
}
