using System.Text.Json;
using InfoEntraide.Benchmarks;
using InfoEntraide.Benchmarks.Search;

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

    case ["search"]:
        SearchMix.Run();
        return 0;

    case ["search", .. var options] when SearchBenchmark.TryRead(options, out var benchmark):
        return await benchmark.RunAsync(Console.Out, CancellationToken.None);

    case [SnapshotCase.Verb, var storage]:
        Console.WriteLine(JsonSerializer.Serialize(await SnapshotCase.RunAsync(storage, CancellationToken.None)));
        return 0;

    case [BarePage.Verb, var textFile, var bytes]:
        await BarePage.ServeAsync(textFile, int.Parse(bytes, System.Globalization.CultureInfo.InvariantCulture));
        return 0;

    case ["quality", .. var options]:
        return QualityCommand.Run(options, Console.Out);

    default:
        await Console.Error.WriteLineAsync(string.Join('\n', WebBenchmark.Usage, SnapshotBenchmark.Usage, SearchBenchmark.Usage, QualityCommand.Usage));
        return 2;
}
