using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace InfoEntraide.Benchmarks;

/// <summary>
/// The catalogue at two sizes: making it, following a change of one group, memory, the copy on disk, starting with and without a database. Each size runs in a process of its own on
/// a SQLite file of its own.
/// </summary>
public sealed record SnapshotBenchmark(IReadOnlyList<int> Sizes)
{
    public const string Usage = """
        snapshot [--groups 2700,100000]
            build, update of one group, memory at rest and at peak, copy on disk and start without a database.
        """;

    public static bool TryRead(string[] options, out SnapshotBenchmark benchmark)
    {
        benchmark = new([2_700, 100_000]);
        if (options is ["--groups", var list])
        {
            var sizes = list.Split(',').Select(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToList();
            benchmark = new(sizes);
            return sizes.TrueForAll(n => n is >= 100 and <= 100_000);
        }

        return options is [];
    }

    /// <summary>Runs all sizes and writes a table and one JSON object a line; 0 when the limits are met.</summary>
    public async Task<int> RunAsync(TextWriter output, CancellationToken ct)
    {
        var rows = new List<(SnapshotFigures Figures, double Start, double StartOnCopy)>();
        foreach (var groups in Sizes)
        {
            var folder = Directory.CreateTempSubdirectory("infoentraide-bench-").FullName;
            try
            {
                await output.WriteLineAsync($"Making {groups} groups …");
                await ChildServer.RunToEndAsync(WebBenchmark.PortalProgram(folder, "seed", "demo", "--groups", groups.ToString(CultureInfo.InvariantCulture)), ct);
                await output.WriteLineAsync("Measuring …");
                var text = await ChildServer.RunToEndAsync(new ProcessStartInfo("dotnet", [typeof(SnapshotBenchmark).Assembly.Location, SnapshotCase.Verb, folder]), ct);
                var figures = JsonSerializer.Deserialize<SnapshotFigures>(text.AsSpan(text.LastIndexOf('{')))!;
                rows.Add((figures, await StartAsync(WebBenchmark.PortalProgram(folder), ct), await StartAsync(WithoutDatabase(folder), ct)));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        await ReportAsync(output, rows);
        return rows.TrueForAll(r => r.Figures.UpdateMaxMs <= 100 && r.Figures.OtherInstanceMs <= 3000) ? 0 : 1;
    }

    private static async Task<double> StartAsync(ProcessStartInfo program, CancellationToken ct)
    {
        await using var server = await ChildServer.StartAsync(program, "/health/ready", ct);
        return server.StartTime.TotalMilliseconds;
    }

    private static ProcessStartInfo WithoutDatabase(string folder)
    {
        var program = WebBenchmark.PortalProgram(folder);
        program.Environment["ConnectionStrings__Portal"] = $"Data Source={folder}/not-there/portal.db";
        return program;
    }

    private static async Task ReportAsync(TextWriter output, List<(SnapshotFigures Figures, double Start, double StartOnCopy)> rows)
    {
        var culture = CultureInfo.InvariantCulture;
        (string Name, Func<(SnapshotFigures Figures, double Start, double StartOnCopy), double> Value)[] lines =
        [
            ("groups", r => r.Figures.Groups),
            ("build from the database, ms", r => r.Figures.BuildMs),
            ("  managed memory at rest, MiB", r => r.Figures.RestHeap),
            ("  process at rest, MiB", r => r.Figures.RestWorkingSet),
            ("  managed peak, MiB", r => r.Figures.BuildPeakHeap),
            ("one group changed: found after, ms", r => r.Figures.UpdateMs),
            ("  slowest, ms", r => r.Figures.UpdateMaxMs),
            ("  processor time, ms", r => r.Figures.UpdateCpuMs),
            ("  allocated, MiB", r => r.Figures.UpdateAllocated),
            ("  managed peak of a row of them, MiB", r => r.Figures.UpdatePeakHeap),
            ("another instance, once it asks, ms", r => r.Figures.OtherInstanceMs),
            ("all anew while serving, ms", r => r.Figures.RebuildMs),
            ("  managed peak, MiB", r => r.Figures.RebuildPeakHeap),
            ("  process peak, MiB", r => r.Figures.RebuildPeakWorkingSet),
            ("copy on disk, MiB", r => r.Figures.FileMiB),
            ("  writing, ms", r => r.Figures.WriteMs),
            ("  reading, ms", r => r.Figures.ReadMs),
            ("  making the picture from it, ms", r => r.Figures.MakeMs),
            ("start to ready with a database, ms", r => r.Start),
            ("start to ready without, ms", r => r.StartOnCopy),
        ];
        foreach (var (name, value) in lines)
        {
            await output.WriteLineAsync($"{name,-40}{string.Concat(rows.Select(r => value(r).ToString("0.#", culture).PadLeft(12)))}");
        }

        foreach (var (figures, start, startOnCopy) in rows)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new { @case = "snapshot", figures, startMs = Math.Round(start), startWithoutDatabaseMs = Math.Round(startOnCopy), cores = Environment.ProcessorCount }));
        }
    }
}
