using System.Text.RegularExpressions;
using System.Xml.Linq;
using InfoEntraide.Search;
using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Tests.Localization;

/// <summary>The texts of the interface: complete in four languages, used, and punctuated as each language is in Switzerland.</summary>
public sealed partial class TextsTests
{
    private const int MatchTimeout = 5000;
    private const char NarrowSpace = '\u202f';

    /// <summary>Keys that are put together from one of these and a value; <see cref="Every_value_a_visitor_can_meet_has_a_label"/> knows the values.</summary>
    private static readonly string[] Prefixes =
    [
        "Kind.", "Format.", "Audience.", "Status.", "Weekday.", "Time.", "Facet.", "Sort.", "Language.", "Languages.", "Parameter.", "CentreKind.", "In.", "Group.OtherLanguage.",
        "Error.Request.", "Error.Server.", "More.", "Reach.", "Understood.Without.", "Crisis.suicide.", "Crisis.violence.",
    ];

    private const int LettersByChance = 5;

    /// <summary>Texts that are written the same in French and in another language.</summary>
    private static readonly Dictionary<PortalLanguage, string[]> AlikeIn = new()
    {
        [PortalLanguage.De] = ["Centre.Address"],
        [PortalLanguage.It] = ["Date.LongDay", "Date.Day"],
        [PortalLanguage.En] = ["Nav.Centres", "Emergency.117", "Suggest.Label", "Suggest.Centre", "Facet.Canton", "Facet.Centre", "Parameter.canton", "Parameter.centre", "Parameter.radius", "Audience.parents", "Date.LongDay", "Nav.Cantons", "Date.Day"],
    };

    /// <summary>Texts that name one of their values in one language and leave it out in another: the first of a month.</summary>
    private static readonly string[] FreeInPlaceholders = ["Rhythm.Date.First"];

    private static readonly string[] SourceFolders = ["Features", "TagHelpers"];

    private static readonly DirectoryInfo Sources = new(Path.Combine(Root().FullName, "src", "InfoEntraide.Web"));

    private static readonly Dictionary<PortalLanguage, Dictionary<string, string>> Files = PortalLanguages.All.ToDictionary(l => l, Read);

    private static Dictionary<string, string> French => Files[PortalLanguage.Fr];

    public static TheoryData<PortalLanguage> AllLanguages => [.. PortalLanguages.All];

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void A_language_has_every_text_and_no_other(PortalLanguage language)
    {
        Assert.Equal(French.Keys.Order(StringComparer.Ordinal), Files[language].Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Files[language], t => string.IsNullOrWhiteSpace(t.Value));
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void A_translation_has_the_same_placeholders(PortalLanguage language) =>
        Assert.Empty(French.Keys.Except(FreeInPlaceholders)
            .Where(key => !Placeholders(French[key]).SetEquals(Placeholders(Files[language][key])))
            .Select(key => $"{key}: {French[key]} | {Files[language][key]}"));

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void Typewriter_signs_and_the_sharp_s_do_not_occur(PortalLanguage language) =>
        Assert.DoesNotContain(Files[language], t => t.Value.Contains('\'') || t.Value.Contains('"') || t.Value.Contains('ß') || t.Value.Contains("...", StringComparison.Ordinal));

    [Theory]
    [InlineData(PortalLanguage.De)]
    [InlineData(PortalLanguage.It)]
    [InlineData(PortalLanguage.En)]
    public void No_text_was_left_in_French(PortalLanguage language) =>
        Assert.Empty(Files[language].Where(t => t.Value == French[t.Key] && Letters(t.Value) > LettersByChance && !AlikeIn[language].Contains(t.Key) && !t.Key.StartsWith("Languages.", StringComparison.Ordinal))
            .Select(t => $"{t.Key}: {t.Value}"));

    [Fact]
    public void French_puts_a_narrow_space_before_double_signs_and_inside_quotation_marks() =>
        Assert.Empty(French.Where(t => DoubleSign().Matches(t.Value).Any(m => m.Index == 0 || t.Value[m.Index - 1] != NarrowSpace)
            || Enumerable.Range(0, t.Value.Length).Any(i => t.Value[i] == '«' && (i + 1 == t.Value.Length || t.Value[i + 1] != NarrowSpace))).Select(t => $"{t.Key}: {t.Value}"));

    [Theory]
    [InlineData(PortalLanguage.De)]
    [InlineData(PortalLanguage.It)]
    public void German_and_Italian_quotation_marks_stand_close(PortalLanguage language) =>
        Assert.Empty(Files[language].Where(t => t.Value.Contains('“') || SpacedSign().IsMatch(t.Value)).Select(t => $"{t.Key}: {t.Value}"));

    [Fact]
    public void Every_text_that_pages_and_code_ask_for_exists()
    {
        var asked = Code().SelectMany(file => Asked().Matches(file.Text)
            .SelectMany(m => m.Groups["count"].Success
                ? new[] { m.Groups["key"].Value + ".One", m.Groups["key"].Value + ".Other" }
                : [m.Groups["key"].Value])
            .Concat(Either().Matches(file.Text).SelectMany(m => new[] { m.Groups["yes"].Value, m.Groups["no"].Value }))
            .Select(key => (file.Name, Key: key))).ToList();
        Assert.True(asked.Count > 100, $"Only {asked.Count} uses of a text were found.");
        Assert.DoesNotContain(asked, a => !French.ContainsKey(a.Key));
    }

    [Fact]
    public void No_text_is_left_that_nobody_uses()
    {
        var code = string.Concat(Code().Select(f => f.Text));
        Assert.DoesNotContain(French.Keys, key =>
            !Prefixes.Any(p => key.StartsWith(p, StringComparison.Ordinal)) && !code.Contains($"\"{OneOrOther().Replace(key, "")}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_value_a_visitor_can_meet_has_a_label()
    {
        string[] keys =
        [
            .. Labels<GroupKind>("Kind"), .. Labels<MeetingFormat>("Format"), .. Labels<Audience>("Audience"), .. Labels<Weekday>("Weekday"), .. Labels<TimeOfDay>("Time"),
            .. Labels<SortOrder>("Sort"), .. Labels<CentreKind>("CentreKind"), .. Labels<Lifecycle>("Status").Where(k => k != "Status.closed"),
            .. Enum.GetNames<Facet>().Select(f => "Facet." + f),
            .. SearchParameters.FacetParameters.Select(p => p.Parameter).Concat(["radius", "without", "sort", "page", "pageSize"]).Select(p => "Parameter." + p),
            "Crisis.suicide.Title", "Crisis.suicide.Text", "Crisis.violence.Title", "Crisis.violence.Text", .. Labels<ListReach>("Reach"), .. Labels<ReadingSteps>("Understood.Without"),
            .. "filters farther elsewhere online exchange in-creation".Split(' ').SelectMany(w => new[] { "More." + w, $"More.{w}.Why" }),
            .. PortalLanguages.All.SelectMany(l => new[] { "Languages." + l.Code(), "Group.OtherLanguage." + l.Code() }),
            .. "fr de it en rm pt sq sr tr es ar uk hr pl ta ti fa ku sgg ssr slf".Split(' ').Select(l => "Language." + l),
            .. File.ReadLines(Path.Combine(Sources.FullName, "Data", "Reference", "cantons.csv")).Skip(1).Select(line => "In." + line[..2]),
        ];
        Assert.Empty(keys.Except(French.Keys));
    }

    private static IEnumerable<string> Labels<T>(string facet) where T : struct, Enum => Codes.All<T>().Select(v => $"{facet}.{v.Code()}");

    private static int Letters(string text) => Placeholder().Replace(text, "").Count(char.IsLetter);

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Groups["number"].Value)];

    private static Dictionary<string, string> Read(PortalLanguage language)
    {
        var name = language == PortalLanguage.Fr ? "Texts.resx" : $"Texts.{language.Code()}.resx";
        return XDocument.Load(Path.Combine(Sources.FullName, "Localization", name)).Root!.Elements("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal);
    }

    private static IEnumerable<(string Name, string Text)> Code() =>
        SourceFolders
            .SelectMany(folder => new DirectoryInfo(Path.Combine(Sources.FullName, folder)).EnumerateFiles("*.cs*", SearchOption.AllDirectories))
            .Select(f => (f.Name, File.ReadAllText(f.FullName)));

    private static DirectoryInfo Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "InfoEntraide.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the solution's folder.");
        }

        return folder;
    }

    [GeneratedRegex(@"\{(?<number>\d)(:[^}]*)?\}", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex Placeholder();

    /// <summary>A sign outside of a placeholder's format, such as the colon in <c>{0:N0}</c>.</summary>
    [GeneratedRegex(@"(?<!\{\d)[?!;:»]", RegexOptions.None, MatchTimeout)]
    private static partial Regex DoubleSign();

    [GeneratedRegex(@"«\s|\s»|\s[?!;:]", RegexOptions.None, MatchTimeout)]
    private static partial Regex SpacedSign();

    [GeneratedRegex(@"\b(?:T|texts)(?:\[|\.Format\(|(?<count>\.Count\())""(?<key>[^""]+)""[\],)]", RegexOptions.None, MatchTimeout)]
    private static partial Regex Asked();

    [GeneratedRegex(@"\b(?:T|texts)(?:\[|\.Format\()[^\]""]*\? ""(?<yes>[^""]+)"" : ""(?<no>[^""]+)""", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex Either();

    [GeneratedRegex(@"\.(One|Other)$", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex OneOrOther();
}
