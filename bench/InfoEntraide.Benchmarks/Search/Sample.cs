using System.Diagnostics;

namespace InfoEntraide.Benchmarks.Search;

/// <summary>Times of single calls in microseconds, and what they allocated on their thread.</summary>
internal sealed class Sample
{
    private readonly List<double> times = [];
    private readonly List<List<double>> byCall = [];
    private long allocated;

    public int Count => times.Count;

    public long BytesEach => Count == 0 ? 0 : allocated / Count;

    public double Max => Percentile(1);

    /// <summary>Makes each call so many times in turn on this thread.</summary>
    /// <param name="calls">How many different calls there are.</param>
    /// <param name="rounds">How often each is made.</param>
    /// <param name="call">Makes one of them.</param>
    public static Sample Of(int calls, int rounds, Action<int> call)
    {
        var sample = new Sample();
        for (var i = 0; i < calls; i++)
        {
            sample.byCall.Add(new(rounds));
        }

        sample.times.Capacity = calls * rounds;
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < calls; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var started = Stopwatch.GetTimestamp();
                call(i);
                var time = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
                sample.allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                sample.times.Add(time);
                sample.byCall[i].Add(time);
            }
        }

        sample.times.Sort();
        sample.byCall.ForEach(list => list.Sort());
        return sample;
    }

    /// <summary>The time that this share of the calls did not exceed.</summary>
    public double Percentile(double share) => Count == 0 ? double.NaN : times[Math.Clamp((int)Math.Ceiling(share * Count) - 1, 0, Count - 1)];

    /// <summary>The median time of each call, slowest first: what is left when other programs take the processor now and then.</summary>
    public IReadOnlyList<(int Call, double Median)> Slowest() => [.. byCall.Select((list, i) => (i, list[list.Count / 2])).OrderByDescending(x => x.Item2)];
}
