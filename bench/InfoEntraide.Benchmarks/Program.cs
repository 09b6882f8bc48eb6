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

    case [BarePage.Verb, var textFile, var bytes]:
        await BarePage.ServeAsync(textFile, int.Parse(bytes, System.Globalization.CultureInfo.InvariantCulture));
        return 0;

    default:
        await Console.Error.WriteLineAsync(WebBenchmark.Usage);
        return 2;
}
