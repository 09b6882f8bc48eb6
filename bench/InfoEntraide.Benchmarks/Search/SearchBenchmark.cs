using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using InfoEntraide.Search;

namespace InfoEntraide.Benchmarks.Search;

/// <summary>
/// The search over invented catalogues of several sizes: the query mix with all facet counts and the first page, on one thread; building, memory, following one change; and
/// the same in SQLite. One JSON object a line.
/// </summary>
internal sealed record SearchBenchmark(int Hostile)
{
    public const string Usage = """
        search --quick
            the query mix at 1000, 2700, 10000 and 100000 groups, suggestions, build, memory, one change, SQLite FTS5 beside it; under a minute, one JSON object a line.
        search
            the query mix at 2700 and 100000 groups with BenchmarkDotNet.
        search --hostile N
            N hostile texts at 100000 groups: exceptions and times.
        """;

    private const int Usual = 2_700;
    private const int Largest = 100_000;

    /// <summary>Nobody waits for suggestions after so many letters.</summary>
    private const int LongestTyped = 30;
    private const int Updates = 25;
    private const int ManyGroups = 10_000;
    private const double MiB = 1 << 20;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    private static readonly int[] Sizes = [1_000, Usual, 10_000, Largest];
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static bool TryRead(string[] options, out SearchBenchmark benchmark)
    {
        benchmark = new(0);
        switch (options)
        {
            case ["--quick"]:
                return true;
            case ["--hostile", var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and <= 10_000_000:
                benchmark = new(n);
                return true;
            default:
                return false;
        }
    }

    public async Task<int> RunAsync(TextWriter output, CancellationToken ct)
    {
        if (Hostile > 0)
        {
            return await HostileQueries.RunAsync(SearchEngine.Build(await DemoCorpus.MakeAsync(Largest, ct)), Hostile, output);
        }

        var atStart = AtRest();
        var corpus = new StrongBox<SearchCorpus?>();
        await MakeAsync(corpus, ct);

        // What made the documents may have called us: only without it on the stack does nothing keep them alive.
        await Task.Yield();
        MeasureSizes(output, corpus);
        var engine = BuildAndForget(corpus);
        Write(output, new { Case = "memory at rest, texts of the groups included", Groups = engine.Count, MiB = Math.Round((AtRest() - atStart) / MiB, 1) });
        GC.KeepAlive(engine);
        return 0;
    }

    // Its task, unlike the one it awaits, does not hold the corpus.
    private static async Task MakeAsync(StrongBox<SearchCorpus?> corpus, CancellationToken ct) => corpus.Value = await DemoCorpus.MakeAsync(Largest, ct);

    private static void MeasureSizes(TextWriter output, StrongBox<SearchCorpus?> corpus)
    {
        var requests = QueryMix.Read();
        var medians = Array.ConvertAll(Sizes, groups => Measure(output, corpus.Value!, groups, requests));
        Write(output, new { Case = "growth", From = Sizes[0], To = Largest, GroupsTimes = Largest / Sizes[0], P50Times = Math.Round(medians[^1] / medians[0], 2) });
    }

    // In a method of its own, so that nothing on the stack keeps the documents alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SearchEngine BuildAndForget(StrongBox<SearchCorpus?> corpus)
    {
        var engine = SearchEngine.Build(corpus.Value!);
        corpus.Value = null;
        return engine;
    }

    private static double Measure(TextWriter output, SearchCorpus all, int groups, IReadOnlyList<SearchRequest> requests)
    {
        // Identifiers are random: the first so many of them are a fair sample.
        var corpus = all with { Groups = [.. all.Groups.Take(groups)] };
        var (build, engine, indexBytes) = Build(corpus);
        Write(output, new { Case = "build", groups, Seconds = Math.Round(build, 3), IndexMiB = Math.Round(indexBytes / MiB, 1) });
        var mix = MeasureMix(engine, requests);
        var slowest = requests[mix.Slowest()[0].Call];
        Write(output, new
        {
            Case = "mix",
            groups,
            P50 = Math.Round(mix.Percentile(0.5), 1),
            P90 = Math.Round(mix.Percentile(0.9), 1),
            P99 = Math.Round(mix.Percentile(0.99), 1),
            Max = Math.Round(mix.Max, 1),
            P99OfMedians = Math.Round(mix.Slowest()[requests.Count / 100].Median, 1),
            Bytes = mix.BytesEach,
            Queries = requests.Count,
            Times = mix.Count,
            Slowest = $"{slowest.Text} {slowest.Place} {string.Join(' ', slowest.Filters.Select(f => $"{f.Key}={string.Join('|', f.Value)}"))} {slowest.Sort}".Trim(),
        });
        if (groups is Usual or Largest)
        {
            MeasureSuggestions(output, engine, requests);
        }

        var update = Update(engine, corpus);
        Write(output, new { Case = "one change", groups, P50Ms = Math.Round(update.Percentile(0.5) / 1000, 2), MaxMs = Math.Round(update.Max / 1000, 2), update.Count });
        CompareWithSqlite(output, corpus, engine, requests, mix);
        return mix.Percentile(0.5);
    }

    private static void Write(TextWriter output, object line) => output.WriteLine(JsonSerializer.Serialize(line, Json));

    // Long enough for the compiler to have seen everything twice, and for a p99 of a thousand and more.
    private static Sample MeasureMix(SearchEngine engine, IReadOnlyList<SearchRequest> requests)
    {
        void Call(int i) => engine.Search(requests[i]);
        var warm = Stopwatch.StartNew();
        for (var round = 0; round < 60 && (round < 3 || warm.Elapsed < WarmUp); round++)
        {
            Sample.Of(requests.Count, 1, Call);
        }

        AtRest();
        return Sample.Of(requests.Count, engine.Count > ManyGroups ? 25 : 50, Call);
    }

    /// <summary>Every beginning, letter by letter, of every text of the mix, as somebody types it.</summary>
    private static void MeasureSuggestions(TextWriter output, SearchEngine engine, IReadOnlyList<SearchRequest> requests)
    {
        var typed = requests.Select(r => r.Text ?? "").SelectMany(text => Enumerable.Range(1, Math.Min(text.Length, LongestTyped)).Select(length => text[..length])).Distinct(StringComparer.Ordinal).ToArray();
        void Call(int i) => engine.Suggest(typed[i], "fr");
        Sample.Of(typed.Length, 10, Call);
        AtRest();
        var sample = Sample.Of(typed.Length, 10, Call);
        Write(output, new
        {
            Case = "suggestions",
            Groups = engine.Count,
            P50 = Math.Round(sample.Percentile(0.5), 1),
            P90 = Math.Round(sample.Percentile(0.9), 1),
            P99 = Math.Round(sample.Percentile(0.99), 1),
            Max = Math.Round(sample.Max, 1),
            P99OfMedians = Math.Round(sample.Slowest()[typed.Length / 100].Median, 1),
            Bytes = sample.BytesEach,
            Queries = typed.Length,
            Times = sample.Count,
            Slowest = typed[sample.Slowest()[0].Call],
        });
    }

    private static (double Seconds, SearchEngine Engine, long Bytes) Build(SearchCorpus corpus)
    {
        var seconds = new List<double>();
        SearchEngine? engine = null;
        long bytes = 0;
        for (var i = 0; i < 3; i++)
        {
            engine = null;
            var before = AtRest();
            var started = Stopwatch.GetTimestamp();
            engine = SearchEngine.Build(corpus);
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            bytes = AtRest() - before;
        }

        seconds.Sort();
        return (seconds[1], engine!, bytes);
    }

    private static Sample Update(SearchEngine engine, SearchCorpus corpus)
    {
        var current = engine;
        return Sample.Of(1, Updates, _ =>
        {
            var at = Random.Shared.Next(current.Count);
            var word = $"qx{(char)('a' + (at % 26))}{(char)('a' + (at / 26 % 26))}vw";
            var group = corpus.Groups[at] with { Names = [new LanguageText("fr", $"Groupe {word}")] };
            current = current.With(new Dictionary<int, GroupDocument> { [at] = group }, current.Count);
            if (current.Search(new SearchRequest { Text = word }).Hits.All(h => h.Ordinal != at))
            {
                throw new InvalidOperationException($"{word} was not found.");
            }
        });
    }

    private static void CompareWithSqlite(TextWriter output, SearchCorpus corpus, SearchEngine engine, IReadOnlyList<SearchRequest> requests, Sample ours)
    {
        using var sqlite = new SqliteSearch(corpus);
        var understood = requests.Select(r => engine.Search(r).Interpretation).ToList();

        // At the largest size every request would take minutes there: each fifth is asked.
        var asked = Enumerable.Range(0, requests.Count).Where(i => corpus.Groups.Count <= ManyGroups || i % 5 == 0).ToList();
        foreach (var i in asked)
        {
            if (corpus.Groups.Count > ManyGroups && i is not (0 or 75))
            {
                continue;
            }

            var (total, _, _) = sqlite.Search(requests[i], understood[i]);
            var expected = engine.Search(requests[i]).Total;

            // Words differ (no stems there); everything else must find the same groups, or the comparison would not be fair.
            if (total != expected && (understood[i].Text.Length == 0 || understood[i].Topics.Count > 0))
            {
                throw new InvalidOperationException($"SQLite finds {total} instead of {expected} for '{requests[i].Text}' '{requests[i].Place}':\n{sqlite.Sql}");
            }

            if (corpus.Groups.Count > ManyGroups)
            {
                output.WriteLine($"-- SQL of: {requests[i].Text}\n{sqlite.Sql}");
            }
        }

        var times = Sample.Of(asked.Count, corpus.Groups.Count > ManyGroups ? 1 : 2, i => sqlite.Search(requests[asked[i]], understood[asked[i]]));
        Write(output, new
        {
            Case = "sqlite fts5",
            Groups = corpus.Groups.Count,
            P50 = Math.Round(times.Percentile(0.5), 1),
            P90 = Math.Round(times.Percentile(0.9), 1),
            P99 = Math.Round(times.Percentile(0.99), 1),
            Max = Math.Round(times.Max, 1),
            Queries = asked.Count,
            RatioP50 = Math.Round(times.Percentile(0.5) / ours.Percentile(0.5), 1),
            RatioP99 = Math.Round(times.Percentile(0.99) / ours.Percentile(0.99), 1),
        });
    }

    private static long AtRest()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
