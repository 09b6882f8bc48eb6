using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InfoEntraide.Benchmarks;

/// <summary>A server in a process of its own on a free loopback port; it ends with this object.</summary>
public sealed class ChildServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(20);

    /// <summary>Enough of what a program says to tell why it did not start.</summary>
    private const int KeptOutput = 16 * 1024;

    private readonly Process process;

    private ChildServer(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>From the start of the process to the first good answer.</summary>
    public TimeSpan StartTime { get; private set; }

    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Starts a server and waits until <paramref name="ready"/> answers 200.</summary>
    public static async Task<ChildServer> StartAsync(ProcessStartInfo start, string ready, CancellationToken ct)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        start.Environment["URLS"] = address.GetLeftPart(UriPartial.Authority);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var watch = Stopwatch.StartNew();
        var (process, output) = Run(start);
        var server = new ChildServer(process, address);
        using var client = new HttpClient { BaseAddress = address };
        while (!await AnswersAsync(client, ready, ct))
        {
            if (process.HasExited || watch.Elapsed > StartLimit)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} did not answer at {ready}:\n{await output}");
            }

            await Task.Delay(PollEvery, ct);
        }

        server.StartTime = watch.Elapsed;
        return server;
    }

    /// <summary>Runs a program to its end and answers the beginning of what it said.</summary>
    public static async Task<string> RunToEndAsync(ProcessStartInfo start, CancellationToken ct)
    {
        var (program, output) = Run(start);
        using (program)
        {
            await program.WaitForExitAsync(ct);
            if (program.ExitCode != 0)
            {
                throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} ended with {program.ExitCode}:\n{await output}");
            }

            return await output;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static (Process Program, Task<string> Output) Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        var program = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        return (program, ReadAsync(program.StandardOutput));
    }

    /// <summary>Reads all a program writes, so that a full pipe never stops it, and keeps the beginning.</summary>
    private static async Task<string> ReadAsync(StreamReader output)
    {
        var kept = new StringBuilder();
        var buffer = new char[4096];
        for (int read; (read = await output.ReadAsync(buffer)) > 0;)
        {
            kept.Append(buffer, 0, Math.Min(read, KeptOutput - kept.Length));
        }

        return kept.ToString();
    }

    private static async Task<bool> AnswersAsync(HttpClient client, string path, CancellationToken ct)
    {
        try
        {
            using var response = await client.GetAsync(path, ct);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not listening yet: that is what the caller waits for.
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
