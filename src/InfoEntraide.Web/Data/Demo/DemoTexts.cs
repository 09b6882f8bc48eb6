using System.Text;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Data.Demo;

/// <summary>One part of a text, written in all four languages; the same part is taken in every language, so that translations agree.</summary>
internal sealed class Part(string[] texts)
{
    public string this[PortalLanguage language] => texts[(int)language];

    /// <summary>Whether any of the languages has the placeholder.</summary>
    public bool Has(string placeholder) => texts.Any(t => t.Contains(placeholder, StringComparison.Ordinal));

    public bool Any(Func<string, bool> predicate) => texts.Any(predicate);
}

/// <summary>What the texts say of one topic: whom the group is for (without article), what is talked about, and a heading where the topic's own name makes none.</summary>
internal sealed record TopicWords(Part Who, Part Matters, Part Title);

/// <summary>
/// The written parts demonstration groups are composed of: one file with parts for any group and one per category, in <c>Texts/</c>. A line
/// <c>= name</c> starts a section; a block of four lines (<c>fr</c>, <c>de</c>, <c>it</c>, <c>en</c>) is one part.
/// </summary>
internal sealed class DemoTexts
{
    private const string Folder = "Demo/";
    private const string General = "general";
    private const string TopicSection = "topics";

    private readonly Dictionary<string, List<Part>> sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TopicWords> topics = new(StringComparer.Ordinal);
    private readonly TopicWords other;

    private DemoTexts()
    {
        var assembly = typeof(DemoTexts).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            Read(resource[Folder.Length..], reader);
        }

        other = Words(this["other"][0]);
    }

    /// <summary>Read once, when demonstration data is loaded.</summary>
    public static DemoTexts Load() => new();

    public IReadOnlyList<Part> this[string section] =>
        sections.TryGetValue(section, out var parts) ? parts : throw new KeyNotFoundException($"The demonstration texts have no section '{section}'.");

    public IEnumerable<string> TopicSlugs => topics.Keys;

    public bool Has(string section) => sections.ContainsKey(section);

    /// <summary>The parts a category adds to the general ones; empty for a category nobody wrote for.</summary>
    public IReadOnlyList<Part> OfCategory(string category, string section) => sections.GetValueOrDefault($"{category}.{section}") ?? [];

    public TopicWords OfTopic(string slug) => topics.GetValueOrDefault(slug) ?? other;

    private void Read(string file, StreamReader reader)
    {
        string? section = null;
        string? topic = null;
        var block = new List<string>();
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                section = line[2..];
            }
            else if (section is null || line.Length == 0)
            {
                continue; // what stands above the first section explains the file
            }
            else if (section == TopicSection && block.Count == 0 && topic is null)
            {
                topic = line;
            }
            else
            {
                block.Add(TextOf(line, PortalLanguages.All[block.Count], file, number));
                if (block.Count == PortalLanguages.All.Count)
                {
                    Add(file, section, topic, new Part([.. block]));
                    block.Clear();
                    topic = null;
                }
            }
        }
    }

    private static string TextOf(string line, PortalLanguage expected, string file, int number) =>
        line.StartsWith(expected.Code() + " ", StringComparison.Ordinal)
            ? line[3..]
            : throw new InvalidDataException($"Demonstration texts, {file}, line {number}: expected a text in '{expected.Code()}'.");

    private void Add(string file, string section, string? topic, Part part)
    {
        if (topic is not null)
        {
            topics.Add(topic, Words(part));
            return;
        }

        var name = file == General ? section : $"{file}.{section}";
        if (!sections.TryGetValue(name, out var parts))
        {
            sections.Add(name, parts = []);
        }

        parts.Add(part);
    }

    /// <summary>Splits <c>who | matters | title</c>; where only some languages need a heading of their own, the others have none.</summary>
    private static TopicWords Words(Part part)
    {
        var columns = PortalLanguages.All.Select(l => part[l].Split(" | ")).ToList();
        return new TopicWords(
            new Part([.. columns.Select(c => c[0])]),
            new Part([.. columns.Select(c => c[1])]),
            new Part([.. columns.Select(c => c.Length > 2 ? c[2] : "")]));
    }
}
