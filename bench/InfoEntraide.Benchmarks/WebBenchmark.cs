using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace InfoEntraide.Benchmarks;

/// <summary>
/// The portal's page of results beside a bare Razor page of the same size. Both run in processes of their own and are asked in turn (portal, bare, portal,
/// bare), so that what else the machine does meets both. The load comes from the same machine and takes its share of it: ratios mean
/// more than absolute numbers.
/// </summary>
public sealed partial record WebBenchmark(int Seconds, int Connections, string Encoding)
{
    public const string Usage = """
        web [--seconds 10] [--connections 16] [--encoding br|identity]
            requests per second, p50 and p99 of the portal's page of results beside a bare Razor page of the same size.
            --seconds: for each of the two, 2–120. --connections: 1–128.
        """;

    private const int Groups = 2_700;
    private const int Rounds = 2;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    // Together some 28,000 searches before one comes again.
    private static readonly string[] Lists = ["/fr/groupes", "/de/gruppen", "/it/gruppi", "/en/groups"];
    private static readonly string[] Words =
    [
        "depression", "angst", "lutto", "burn-out", "cancer du sein", "alkohol", "gioco", "schlafapnoe", "parkinson", "deuil périnatal", "trennung", "ansia",
        "addiction", "adhs", "fibromyalgie", "angehörige demenz", "bipolar", "eating disorder", "trouble alimentaire", "zwang", "sclerosi multipla", "diabetes",
        "acouphènes", "tinnitus", "long covid", "epilessia", "stottern", "violence", "einsamkeit", "parents séparés", "autisme", "rheuma", "endometriose", "ictus", "deprssion",
    ];

    private static readonly string[] Places =
    [
        "1003", "1204", "1700", "1950", "2000", "2502", "2800", "3011", "3600", "4051", "4410", "4500", "5000", "6003", "6300", "6500", "6900", "7000", "8001", "8200", "8400", "8750",
        "9000", "9050", "9490", "Lausanne", "Zürich", "Lugano", "Bern", "Genève", "Luzern", "Chur", "Sion", "Winterthur", "Basel", "Fribourg", "Thun", "Olten", "Aarau", "Vevey",
    ];

    private static readonly string[] Radii = ["", "&radius=5", "&radius=20", "&radius=50", "&radius=100"];

    private static string Repository => Path.GetFullPath("../../../../..", AppContext.BaseDirectory);

    public static bool TryRead(string[] options, out WebBenchmark benchmark)
    {
        benchmark = new(10, 16, "br");
        for (var i = 0; i < options.Length; i += 2)
        {
            var value = i + 1 < options.Length ? options[i + 1] : "";
            var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
            switch (options[i])
            {
                case "--seconds" when number is >= 2 and <= 120:
                    benchmark = benchmark with { Seconds = number };
                    break;
                case "--connections" when number is >= 1 and <= 128:
                    benchmark = benchmark with { Connections = number };
                    break;
                case "--encoding" when value is "br" or "identity":
                    benchmark = benchmark with { Encoding = value };
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    /// <summary>Runs the comparison and writes the table; 0 when every request was answered with 200.</summary>
    public async Task<int> RunAsync(TextWriter output, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("infoentraide-bench-").FullName;
        try
        {
            await output.WriteLineAsync($"Making {Groups} groups …");
            await ChildServer.RunToEndAsync(PortalProgram(folder, "seed", "demo", "--groups", Groups.ToString(CultureInfo.InvariantCulture)), ct);
            await using var portal = await ChildServer.StartAsync(PortalProgram(folder), "/health/ready", ct);

            var page = await MeasurePageAsync(portal.Address, Path.Combine(folder, "text.txt"), ct);
            await using var bare = await ChildServer.StartAsync(BareProgram(Path.Combine(folder, "text.txt"), page), "/bare", ct);

            await output.WriteLineAsync($"Measuring {Seconds} s each over {Connections} connections, {Encoding} …");
            var (a, b) = (new Load(), new Load());
            var slice = TimeSpan.FromSeconds((double)Seconds / Rounds);
            var (nextSearch, nextBare) = (0, 0);
            nextSearch = await new Load().RunAsync(portal.Address, Search, nextSearch, Connections, WarmUp, Encoding, ct);
            nextBare = await new Load().RunAsync(bare.Address, Bare, nextBare, Connections, WarmUp, Encoding, ct);
            for (var round = 0; round < Rounds; round++)
            {
                nextSearch = await a.RunAsync(portal.Address, Search, nextSearch, Connections, slice, Encoding, ct);
                nextBare = await b.RunAsync(bare.Address, Bare, nextBare, Connections, slice, Encoding, ct);
            }

            await ReportAsync(output, page, [("results page", a, portal), ("bare Razor page", b, bare)]);
            return a.Errors + b.Errors == 0 && a.Requests > 0 && b.Requests > 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The n-th search; all within a run are different unless it outlasts the combinations.</summary>
    private static string Search(int n)
    {
        var (word, rest) = (n % Words.Length, n / Words.Length);
        var (place, more) = (rest % Places.Length, rest / Places.Length);
        return $"{Lists[n % Lists.Length]}?q={Uri.EscapeDataString(Words[word])}&place={Uri.EscapeDataString(Places[place])}{Radii[more % Radii.Length]}";
    }

    private static string Bare(int n) => string.Create(CultureInfo.InvariantCulture, $"/bare?number={n}");

    /// <summary>Keeps the text of a page of results for the bare page and answers the average size of some, in bytes without compression.</summary>
    private static async Task<int> MeasurePageAsync(Uri portal, string textFile, CancellationToken ct)
    {
        const int Samples = 100;
        const int Step = 997;
        using var client = new HttpClient { BaseAddress = portal };
        long bytes = 0;
        var text = "";
        for (var i = 0; i < Samples; i++)
        {
            var html = await client.GetStringAsync(Search(i * Step), ct);
            bytes += System.Text.Encoding.UTF8.GetByteCount(html);
            text = text.Length < 100_000 ? text + Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(html, " ")), " ") : text;
        }

        await File.WriteAllTextAsync(textFile, text, ct);
        return (int)(bytes / Samples);
    }

    private async Task ReportAsync(TextWriter output, int page, (string Name, Load Load, ChildServer Server)[] cases)
    {
        var culture = CultureInfo.InvariantCulture;
        await output.WriteLineAsync(string.Create(culture, $"\nPage: {page} bytes without compression (average). Start to ready: {cases[0].Server.StartTime.TotalSeconds:0.00} s, bare {cases[1].Server.StartTime.TotalSeconds:0.00} s.\n"));
        await output.WriteLineAsync($"{"case",-16} {"requests",9} {"req/s",9} {"p50 ms",8} {"p99 ms",8} {"bytes",8} {"MiB",6} {"errors",7}");
        foreach (var (name, load, server) in cases)
        {
            await output.WriteLineAsync(string.Create(culture, $"{name,-16} {load.Requests,9} {load.PerSecond,9:0.0} {load.Percentile(0.5),8:0.00} {load.Percentile(0.99),8:0.00} {load.BytesPerResponse,8:0} {server.WorkingSet / 1048576.0,6:0} {load.Errors,7}"));
        }

        var (a, b) = (cases[0].Load, cases[1].Load);
        await output.WriteLineAsync(string.Create(culture, $"{"ratio",-16} {"",9} {a.PerSecond / b.PerSecond,9:0.00} {a.Percentile(0.5) / b.Percentile(0.5),8:0.00} {a.Percentile(0.99) / b.Percentile(0.99),8:0.00}\n"));
        foreach (var (name, load, server) in cases)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new
            {
                @case = name,
                seconds = Math.Round(load.Seconds, 2),
                connections = Connections,
                encoding = Encoding,
                requests = load.Requests,
                errors = load.Errors,
                perSecond = Math.Round(load.PerSecond, 1),
                p50Ms = Math.Round(load.Percentile(0.5), 3),
                p99Ms = Math.Round(load.Percentile(0.99), 3),
                pageBytes = page,
                bytesPerResponse = Math.Round(load.BytesPerResponse),
                workingSetMiB = server.WorkingSet / 1048576,
                startSeconds = Math.Round(server.StartTime.TotalSeconds, 2),
                cores = Environment.ProcessorCount,
            }));
        }
    }

    /// <summary>The portal as a program of its own, on SQLite in a folder of its own.</summary>
    internal static ProcessStartInfo PortalProgram(string storage, params string[] verb)
    {
        var project = Path.Combine(Repository, "src", "InfoEntraide.Web");

        // Beside our own output: the same configuration and framework (…/bin/Release/net10.0/).
        var program = Path.Combine(project, "bin", Path.GetRelativePath(Path.GetFullPath("../..", AppContext.BaseDirectory), AppContext.BaseDirectory), "InfoEntraide.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. verb]) { WorkingDirectory = project };
        start.Environment["Storage__Path"] = storage;
        start.Environment["Database__Provider"] = "Sqlite";
        return start;
    }

    private static ProcessStartInfo BareProgram(string textFile, int bytes) =>
        new("dotnet", [typeof(WebBenchmark).Assembly.Location, BarePage.Verb, textFile, bytes.ToString(CultureInfo.InvariantCulture)]);

    [GeneratedRegex(@"<(?<element>script|style|head)\b.*?</\k<element>>|<[^>]*>", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
