using System.Text.Json;
using InfoEntraide.Benchmarks;

switch (args)
{
    case ["web", .. var options] when WebBenchmark.TryRead(options, out var benchmark):
        using (var stop = new CancellationTokenSource())
        {
            Console.CancelKeyPress += (_, pressed) =>
            {
                pressed.Cancel = true;
                stop.Cancel();
            };
            return await benchmark.RunAsync(Console.Out, stop.Token);
        }

    case ["snapshot", .. var options] when SnapshotBenchmark.TryRead(options, out var benchmark):
        return await benchmark.RunAsync(Console.Out, CancellationToken.None);

    case [SnapshotCase.Verb, var storage]:
        Console.WriteLine(JsonSerializer.Serialize(await SnapshotCase.RunAsync(storage, CancellationToken.None)));
        return 0;

    case [BarePage.Verb, var textFile, var bytes]:
        await BarePage.ServeAsync(textFile, int.Parse(bytes, System.Globalization.CultureInfo.InvariantCulture));
        return 0;

    default:
        await Console.Error.WriteLineAsync(WebBenchmark.Usage + "\n" + SnapshotBenchmark.Usage);
        return 2;
}
