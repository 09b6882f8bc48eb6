using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using InfoEntraide.Search;

namespace InfoEntraide.Benchmarks.Search;

/// <summary>The query mix with BenchmarkDotNet: mean time and allocation for one query of it. Not sealed, because BenchmarkDotNet derives from it.</summary>
[MemoryDiagnoser]
public class SearchMix
{
    /// <summary>Queries of the mix, all of which are one invocation.</summary>
    private const int Queries = 213;

    private IReadOnlyList<SearchRequest> requests = [];
    private SearchEngine? engine;

    /// <summary>How many groups the catalogue has.</summary>
    [Params(2_700, 100_000)]
    public int Groups { get; set; }

    // In this process: nothing is to be built or restored for it.
    public static void Run() => BenchmarkRunner.Run<SearchMix>(DefaultConfig.Instance.AddJob(Job.MediumRun.WithToolchain(InProcessEmitToolchain.Instance)));

    // Not awaited by this toolchain if it were asynchronous.
    [GlobalSetup]
    public void Build()
    {
        requests = QueryMix.Read();
        if (requests.Count != Queries)
        {
            throw new InvalidOperationException($"The mix has {requests.Count} queries, not {Queries}.");
        }

        engine = SearchEngine.Build(DemoCorpus.MakeAsync(Groups, CancellationToken.None).GetAwaiter().GetResult());
    }

    [Benchmark(OperationsPerInvoke = Queries)]
    public int Search()
    {
        var total = 0;
        foreach (var request in requests)
        {
            total += engine!.Search(request).Total;
        }

        return total;
    }
}
