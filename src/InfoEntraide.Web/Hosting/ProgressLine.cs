namespace InfoEntraide.Web.Hosting;

/// <summary>A line on a terminal that counts up; silent when the output goes to a file.</summary>
internal sealed class ProgressLine(TextWriter output, string what) : IProgress<int>, IDisposable
{
    private readonly Lock gate = new();
    private bool open;

    public void Report(int value)
    {
        if (Console.IsOutputRedirected)
        {
            return;
        }

        lock (gate)
        {
            output.Write($"\r{value} {what} …");
            open = true;
        }
    }

    public void Finish()
    {
        lock (gate)
        {
            if (open)
            {
                output.WriteLine();
                open = false;
            }
        }
    }

    public void Dispose() => Finish();
}
