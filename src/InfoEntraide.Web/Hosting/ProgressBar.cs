using InfoEntraide.Web.Features.Exchange;

namespace InfoEntraide.Web.Hosting;

/// <summary>A progress bar on a terminal; silent when the output goes elsewhere.</summary>
internal sealed class ProgressBar(TextWriter writer, bool isTerminal) : IProgress<ImportProgress>, IDisposable
{
    private const int Width = 30;

    private string last = "";

    /// <summary>On standard error, so that the report on standard output can be redirected while the bar shows.</summary>
    public static ProgressBar OnConsole() => new(Console.Error, !Console.IsErrorRedirected);

    public void Report(ImportProgress value) => Show(value.Phase.ToString(), value.Done, value.Total);

    /// <summary>For work that only tells how much of it is done.</summary>
    public IProgress<int> Counting(string what, int total) => new Counter(this, what, total);

    /// <summary>Clears the bar: what follows starts on an empty line.</summary>
    public void Dispose()
    {
        if (last.Length > 0)
        {
            writer.Write("\r" + new string(' ', last.Length) + "\r");
            last = "";
        }
    }

    private void Show(string what, int done, int total)
    {
        if (!isTerminal || total == 0)
        {
            return;
        }

        var filled = (int)((long)done * Width / total);
        var line = $"{what,-7} [{new string('#', filled)}{new string('.', Width - filled)}] {done}/{total}";
        if (line != last)
        {
            writer.Write("\r" + line.PadRight(last.Length));
            last = line;
        }
    }

    private sealed class Counter(ProgressBar bar, string what, int total) : IProgress<int>
    {
        public void Report(int value) => bar.Show(what, value, total);
    }
}
