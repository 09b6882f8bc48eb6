using System.Globalization;
using System.Text.RegularExpressions;
using InfoEntraide.Search;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.WebUtilities;
using Shared = InfoEntraide.Web.Features.Shared.Codes;

namespace InfoEntraide.Web.Tests;

/// <summary><c>docs/contract.md</c> is what other programs and people rely on: it has to say what the code does.</summary>
public sealed partial class ContractTests
{
    private const string Planned = "*(planned)*";

    private static readonly string[] Contract = File.ReadAllLines(Path.Combine(Root(), "docs", "contract.md"));

    [Fact]
    public void Every_page_stands_in_the_table_of_public_paths_with_its_words_in_each_language()
    {
        var rows = Rows("Public paths").Where(r => !r[0].Contains(Planned, StringComparison.Ordinal)).ToDictionary(r => r[0], r => r[1..], StringComparer.Ordinal);
        Assert.Equal(PathSegments.Pages.Select(p => p.Length == 0 ? "home" : p).Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        foreach (var page in PathSegments.Pages)
        {
            Assert.Equal(
                PortalLanguages.All.Select(l => $"`/{l.Code()}/{PathSegments.Of(page, l)}".TrimEnd('/') + "`"),
                rows[page.Length == 0 ? "home" : page]);
        }
    }

    [Fact]
    public void What_is_planned_is_not_there_yet()
    {
        var planned = Rows("Public paths").Where(r => r[0].Contains(Planned, StringComparison.Ordinal)).Select(r => r[0].Replace(Planned, "", StringComparison.Ordinal).Trim()).ToList();
        Assert.NotEmpty(planned);
        Assert.Empty(planned.Intersect(PathSegments.Pages, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_verb_stands_there_with_its_options_and_nothing_else()
    {
        var line = string.Join(' ', Contract.SkipWhile(l => l != "## Running").Skip(1).TakeWhile(l => !l.StartsWith("##", StringComparison.Ordinal)));
        var verbs = line[line.IndexOf("Verbs:", StringComparison.Ordinal)..];
        verbs = verbs[..verbs.IndexOf("; " + Planned, StringComparison.Ordinal)];

        var named = Code().Matches(verbs).Select(m => m.Groups[1].Value).Where(v => !v.StartsWith("dotnet", StringComparison.Ordinal));

        Assert.Equal(Leaves(InfoEntraide.Web.Hosting.Verbs.Root(), "").Order(StringComparer.Ordinal), named.Select(Plain).Order(StringComparer.Ordinal));

        // "import places FILE [--dry-run] [--force]" as the command line knows it: the verb and its options in order.
        static string Plain(string text) => string.Join(' ', Word().Matches(text).Select(m => m.Value));

        static IEnumerable<string> Leaves(System.CommandLine.Command command, string path) => command.Subcommands.Count == 0
            ? [string.Join(' ', [path.Trim(), .. command.Options.Select(o => o.Name).Where(n => n.StartsWith("--", StringComparison.Ordinal) && n is not ("--help" or "--version"))])]
            : command.Subcommands.SelectMany(c => Leaves(c, path + " " + c.Name));
    }

    [Fact]
    public void The_table_of_values_lists_the_values_of_the_code()
    {
        Assert.Equal(All<GroupKind>(), Values("kind"));
        Assert.Equal(All<MeetingFormat>(), Values("format"));
        Assert.Equal(All<Lifecycle>(), Values("lifecycle"));
        Assert.Equal(All<Publication>(), Values("publication"));
        Assert.Equal(All<Audience>(), Values("audience"));
        Assert.Equal(All<PlacePrecision>().Order(StringComparer.Ordinal), Values("place precision").Order(StringComparer.Ordinal));
        Assert.Equal(All<SortOrder>(), Values("sort"));

        // Days are written as a range, then the times.
        var days = All<Weekday>();
        Assert.Equal([days[0], days[^1], .. All<TimeOfDay>()], Values("weekday, time"));
        Assert.Contains($"`{days[0]}`…`{days[^1]}`", Row("weekday, time"), StringComparison.Ordinal);
        Assert.Contains("`closed` is no value of the parameter", Row("lifecycle"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_of_parameters_names_those_a_search_reads()
    {
        var text = string.Join(' ', Section("Search parameters"));
        var everything = new SearchParameters
        {
            Text = "deuil",
            Place = "1003",
            Radius = SearchParameters.RadiusChoices[0],
            Filters = SearchParameters.FacetParameters.ToDictionary(f => f.Facet, IReadOnlyList<string> (_) => ["x"]),
            Without = ReadingSteps.Correction,
            Sort = SortOrder.Name,
            Page = 2,
        };
        Assert.Equal(
            QueryHelpers.ParseQuery(everything.ToQueryString()).Keys.Order(StringComparer.Ordinal),
            Codes(text[..text.IndexOf("results each", StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
        Assert.Equal(All<ReadingSteps>(), Codes(text[text.IndexOf("`without` names", StringComparison.Ordinal)..]).Intersect(All<ReadingSteps>(), StringComparer.Ordinal));
        Assert.Contains($"`radius` (km: {string.Join(", ", SearchParameters.RadiusChoices)})", text, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"`page` ({SearchParameters.DefaultPageSize} results each)"), text, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"`pageSize` (≤ {SearchParameters.MaxPageSize})"), string.Join(' ', Section("JSON")), StringComparison.Ordinal);
    }

    private static List<string> All<T>() where T : struct, Enum => [.. Shared.All<T>().Select(v => v.Code())];

    /// <summary>The values of a row: what stands as code before the dash that begins an explanation.</summary>
    private static List<string> Values(string concept) => Codes(Row(concept).Split(" — ")[0]);

    private static string Row(string concept) => Rows("Values").Single(r => r[0] == concept || r[0].StartsWith(concept + " (", StringComparison.Ordinal))[1];

    private static List<string> Codes(string text) => [.. Code().Matches(text).Select(m => m.Groups[1].Value)];

    private static IEnumerable<string[]> Rows(string heading) =>
        Section(heading).Where(l => l.StartsWith('|')).Skip(2).Select(l => l.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    private static IEnumerable<string> Section(string heading) =>
        Contract.SkipWhile(l => !l.StartsWith("## " + heading, StringComparison.Ordinal)).Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "InfoEntraide.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in the source tree.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("(--)?[a-z]+(-[a-z]+)*")]
    private static partial Regex Word();
}
