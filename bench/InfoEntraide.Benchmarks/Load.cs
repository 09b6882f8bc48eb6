using System.Diagnostics;
using System.Net;

namespace InfoEntraide.Benchmarks;

/// <summary>What a number of connections got out of a server that was asked as fast as it answered.</summary>
public sealed class Load
{
    /// <summary>No run sends more requests than this, whatever its time.</summary>
    private const int MaxRequests = 1_000_000;

    private readonly List<double> milliseconds = [];

    public double Seconds { get; private set; }

    public int Errors { get; private set; }

    /// <summary>Bytes of all bodies as they came over the connection.</summary>
    public long Bytes { get; private set; }

    public int Requests => milliseconds.Count;

    public double PerSecond => Seconds == 0 ? 0 : Requests / Seconds;

    public double BytesPerResponse => Requests == 0 ? 0 : (double)Bytes / Requests;

    /// <summary>The time in milliseconds within which this share of the requests was answered.</summary>
    public double Percentile(double share)
    {
        if (milliseconds.Count == 0)
        {
            return double.NaN;
        }

        milliseconds.Sort();
        return milliseconds[Math.Clamp((int)Math.Ceiling(share * milliseconds.Count) - 1, 0, milliseconds.Count - 1)];
    }

    /// <summary>Asks for <paramref name="path"/> of 0, 1, 2 … over <paramref name="connections"/> connections for a time and adds up what came.</summary>
    /// <returns>The number to go on from.</returns>
    public async Task<int> RunAsync(Uri server, Func<int, string> path, int from, int connections, TimeSpan time, string encoding, CancellationToken ct)
    {
        if (!server.IsLoopback)
        {
            throw new ArgumentException("Only servers on this machine are asked.", nameof(server));
        }

        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { BaseAddress = server };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", encoding);
        var next = from - 1;
        var watch = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, connections).Select(_ => Task.Run(WorkAsync, ct)).ToList();
        foreach (var (times, bytes, errors) in await Task.WhenAll(workers))
        {
            milliseconds.AddRange(times);
            Bytes += bytes;
            Errors += errors;
        }

        Seconds += watch.Elapsed.TotalSeconds;
        return next + 1;

        async Task<(List<double> Times, long Bytes, int Errors)> WorkAsync()
        {
            var times = new List<double>();
            var buffer = new byte[64 * 1024];
            long bytes = 0;
            var errors = 0;
            while (watch.Elapsed < time)
            {
                var number = Interlocked.Increment(ref next);
                if (number - from >= MaxRequests)
                {
                    break;
                }

                var sent = Stopwatch.GetTimestamp();
                using var response = await client.GetAsync(path(number), HttpCompletionOption.ResponseHeadersRead, ct);
                await using var body = await response.Content.ReadAsStreamAsync(ct);
                for (int read; (read = await body.ReadAsync(buffer, ct)) > 0;)
                {
                    bytes += read;
                }

                times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                errors += response.StatusCode == HttpStatusCode.OK ? 0 : 1;
            }

            return (times, bytes, errors);
        }
    }
}
