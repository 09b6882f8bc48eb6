using System.Diagnostics;
using InfoEntraide.Search;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Hosting;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Benchmarks;

/// <summary>What was measured of the catalogue at one size. Times in milliseconds, sizes in MiB (2^20 bytes).</summary>
/// <param name="Groups">Public groups.</param>
/// <param name="BuildMs">Reading everything from the database and making the picture, in a fresh process.</param>
/// <param name="RestHeap">Managed memory with one picture, after a collection.</param>
/// <param name="RestWorkingSet">Memory of the process then.</param>
/// <param name="BuildPeakHeap">Most managed memory, garbage included, while it was built.</param>
/// <param name="UpdateMs">From the end of the save of one group until it is found by a search: median.</param>
/// <param name="UpdateMaxMs">The slowest of them.</param>
/// <param name="UpdateCpuMs">Processor time of the whole process in between, median: what is left of it on a machine that does other things too.</param>
/// <param name="UpdateAllocated">Memory allocated for one update.</param>
/// <param name="UpdatePeakHeap">Most managed memory, garbage included, during a row of updates.</param>
/// <param name="OtherInstanceMs">What another instance takes once it asks.</param>
/// <param name="RebuildMs">A change that is not about a group: everything anew while the old picture serves.</param>
/// <param name="RebuildPeakHeap">Most managed memory, garbage included, meanwhile.</param>
/// <param name="RebuildPeakWorkingSet">Most memory of the process meanwhile.</param>
/// <param name="FileMiB">Size of the copy on disk.</param>
/// <param name="WriteMs">Writing it, until it is safe.</param>
/// <param name="ReadMs">Reading it.</param>
/// <param name="MakeMs">Making the picture from it: index and lists.</param>
public sealed record SnapshotFigures(
    int Groups, double BuildMs, double RestHeap, double RestWorkingSet, double BuildPeakHeap, double UpdateMs, double UpdateMaxMs, double UpdateCpuMs, double UpdateAllocated, double UpdatePeakHeap,
    double OtherInstanceMs, double RebuildMs, double RebuildPeakHeap, double RebuildPeakWorkingSet, double FileMiB, double WriteMs, double ReadMs, double MakeMs);

/// <summary>Measures the catalogue of one database, in a process of its own so that nothing else is in its memory.</summary>
internal static class SnapshotCase
{
    public const string Verb = "snapshot-case";

    private const int Updates = 25;
    private const int NotCounted = 5;
    private const double MiB = 1 << 20;

    public static async Task<SnapshotFigures> RunAsync(string folder, CancellationToken ct)
    {
        await using var services = Services(folder);
        var catalogue = services.GetRequiredService<PublicCatalogue>();
        var file = services.GetRequiredService<CatalogueFile>();
        var (build, buildPeak) = await MeasureAsync(() => catalogue.RefreshAsync(ct));
        var (restHeap, restWorkingSet) = AtRest();

        using var following = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var follow = FollowAsync(services, following.Token);
        var (times, processor) = (new List<double>(), new List<double>());
        long allocated = 0;
        var (_, updatePeak) = await MeasureAsync(async () =>
        {
            for (var i = 0; i < NotCounted + Updates; i++)
            {
                allocated = i == NotCounted ? GC.GetTotalAllocatedBytes() : allocated;
                var (elapsed, cpu) = await ChangeOneAsync(services, catalogue, i, ct);
                times.Add(elapsed);
                processor.Add(cpu);
            }
        });
        allocated = (GC.GetTotalAllocatedBytes() - allocated) / Updates;
        await following.CancelAsync();
        await follow;

        var other = await OtherInstanceAsync(services, folder, ct);
        await catalogue.RefreshAsync(ct);
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
            (await db.Topics.FirstAsync(ct)).Name = LocalizedText.Of(PortalLanguage.Fr, "Autre nom");
            await db.SaveChangesAsync(ct);
        }

        AtRest();
        var (rebuild, rebuildPeak) = await MeasureAsync(() => catalogue.RefreshAsync(ct));
        AtRest();
        var (write, _) = await MeasureAsync(() => Task.Run(() => file.Write(catalogue.Current.Content), ct));
        CatalogueContent? copy = null;
        CatalogueSnapshot? made = null;
        var (reading, _) = await MeasureAsync(() => Task.Run(() => copy = file.Read(), ct));
        var (making, _) = await MeasureAsync(() => Task.Run(() => made = new CatalogueSnapshot(copy!), ct));
        if (made?.Groups.Count != catalogue.Current.Groups.Count)
        {
            throw new InvalidOperationException("The copy is not the catalogue.");
        }

        times.RemoveRange(0, NotCounted);
        processor.RemoveRange(0, NotCounted);
        times.Sort();
        processor.Sort();
        return new SnapshotFigures(
            catalogue.Current.Groups.Count, Round(build), Round(restHeap), Round(restWorkingSet), Round(buildPeak.Heap), Round(times[times.Count / 2]), Round(times[^1]), Round(processor[processor.Count / 2]), Round(allocated / MiB),
            Round(updatePeak.Heap), Round(other), Round(rebuild), Round(rebuildPeak.Heap), Round(rebuildPeak.WorkingSet), Round(new FileInfo(file.Path).Length / MiB), Round(write), Round(reading), Round(making));
    }

    private static double Round(double value) => Math.Round(value, 2);

    private static ServiceProvider Services(string folder)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new Storage(folder))
            .AddSingleton<PublicCatalogue>()
            .AddSingleton<CatalogueChanges>()
            .AddSingleton<CatalogueFile>();
        services.AddPortalDatabase(new ConfigurationBuilder().Build(), folder);
        return services.BuildServiceProvider();
    }

    private static async Task FollowAsync(ServiceProvider services, CancellationToken ct)
    {
        var (catalogue, changes) = (services.GetRequiredService<PublicCatalogue>(), services.GetRequiredService<CatalogueChanges>());
        try
        {
            while (true)
            {
                await catalogue.FollowAsync(await changes.TakeAsync(ct), ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The end of the measurement.
        }
    }

    private static async Task<(double Ms, double CpuMs)> ChangeOneAsync(ServiceProvider services, PublicCatalogue catalogue, int number, CancellationToken ct)
    {
        var before = catalogue.Current;
        var word = $"qx{(char)('a' + (number % 26))}{(char)('a' + (number / 26))}vw"; // nothing the thesaurus could make sense of
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var id = before.Groups[(int)(number * 7919L % before.Groups.Count)].PublicId;
        (await db.Groups.SingleAsync(g => g.PublicId == id, ct)).Name = LocalizedText.Of(PortalLanguage.Fr, $"Groupe {word}");
        await db.SaveChangesAsync(ct);
        var (saved, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var after = await catalogue.AfterAsync(before, ct);
        var result = after.Search.Search(new SearchRequest { Text = word });
        var (elapsed, spent) = (Stopwatch.GetElapsedTime(saved).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
        return result.Total == 1 && after.Groups[result.Hits[0].Ordinal].PublicId == id ? (elapsed, spent) : throw new InvalidOperationException($"{word} was not found.");
    }

    private static async Task<double> OtherInstanceAsync(ServiceProvider services, string folder, CancellationToken ct)
    {
        await using var others = Services(folder);
        var other = others.GetRequiredService<PublicCatalogue>();
        await other.RefreshAsync(ct);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        (await db.Groups.OrderBy(g => g.PublicId).FirstAsync(ct)).Name = LocalizedText.Of(PortalLanguage.De, "Anderswo");
        await db.SaveChangesAsync(ct);
        var (elapsed, _) = await MeasureAsync(() => other.RefreshAsync(ct));
        return elapsed;
    }

    private static (double Heap, double WorkingSet) AtRest()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return (GC.GetTotalMemory(forceFullCollection: false) / MiB, Environment.WorkingSet / MiB);
    }

    /// <summary>Runs something and looks at the memory every few milliseconds meanwhile.</summary>
    private static async Task<(double Ms, (double Heap, double WorkingSet) Peak)> MeasureAsync(Func<Task> run)
    {
        using var done = new CancellationTokenSource();
        var (heap, workingSet) = (0L, 0L);
        var sampler = Task.Factory.StartNew(
            () =>
            {
                do
                {
                    heap = Math.Max(heap, GC.GetTotalMemory(forceFullCollection: false));
                    workingSet = Math.Max(workingSet, Environment.WorkingSet);
                }
                while (!done.Token.WaitHandle.WaitOne(5));
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        var started = Stopwatch.GetTimestamp();
        await run();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await done.CancelAsync();
        await sampler;
        return (elapsed, (heap / MiB, workingSet / MiB));
    }
}
