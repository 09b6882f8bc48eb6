using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;

namespace InfoEntraide.Benchmarks;

/// <summary>One result as a bare page writes it.</summary>
public sealed record BareRow(string Path, string Name, string Text);

/// <summary>
/// What the portal is measured against: an MVC page that does nothing but write rows of given texts and stops at a given size. It runs with
/// routing and the portal's response compression (Brotli, fastest) and no other middleware, and logs nothing.
/// </summary>
public sealed record BarePage(IReadOnlyList<BareRow> Rows, string Filler)
{
    public const string Verb = "bare";

    private const int RowTextLength = 200;
    private const int NameLength = 40;

    public static Task ServeAsync(string textFile, int bytes)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton(new BareText(File.ReadAllText(textFile), bytes));
        builder.Services.AddControllersWithViews().AddApplicationPart(typeof(BarePage).Assembly);
        builder.Services.AddResponseCompression(o => o.EnableForHttps = true);
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        var app = builder.Build();
        app.UseResponseCompression();
        app.MapControllers();
        return app.RunAsync();
    }

    /// <summary>As many rows of the text as fit, in another order for each number, and a comment for what remains.</summary>
    public static BarePage Of(BareText source, int number)
    {
        // What the view writes around the rows, and around the parts of one.
        const int Frame = 158;
        const int Markup = 68;
        var rows = new List<BareRow>();
        var size = Frame;
        for (var i = 0; ; i++)
        {
            var text = source.Chunk(number + (i * 7), RowTextLength);
            var row = new BareRow($"/bare/{number}/{i}", text[..NameLength], text);
            var length = Markup + Encoding.UTF8.GetByteCount(row.Path) + Encoding.UTF8.GetByteCount(row.Name) + Encoding.UTF8.GetByteCount(row.Text);
            if (size + length > source.Bytes)
            {
                return new(rows, new string('.', Math.Max(0, source.Bytes - size)));
            }

            rows.Add(row);
            size += length;
        }
    }
}

/// <summary>The text of a real page without its markup, and the size in bytes to reach.</summary>
public sealed class BareText(string text, int bytes)
{
    // Plain letters only, so that encoding neither lengthens the page nor makes one of the two servers work harder.
    private readonly string letters = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' '));

    public int Bytes => bytes;

    public string Chunk(int index, int length)
    {
        var start = (int)((long)index * length % Math.Max(1, letters.Length - length));
        return letters.Substring(start, Math.Min(length, letters.Length - start)).PadRight(length);
    }
}

public sealed class BareController(BareText text) : Controller
{
    [HttpGet("/bare")]
    public IActionResult Index(int number) => View(BarePage.Of(text, number % 100_000));
}
