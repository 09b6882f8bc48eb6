using System.Diagnostics;
using System.Text;
using System.Text.Json;
using InfoEntraide.Search;

namespace InfoEntraide.Benchmarks.Search;

/// <summary>Texts nobody means well with, the same for the same seed: random Unicode, very long ones, control characters, lone surrogates, right to left, emoji, SQL, HTML.</summary>
internal static class HostileQueries
{
    private const int Seed = 20260302;
    private const double LimitMs = 5;

    private static readonly string[] Fragments =
    [
        "dépression", "Lausanne", "1003", "mari", "Angst", "zürich", "'; DROP TABLE groups; --", "' OR 1=1 --", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\0", "\u0007", "\u001b[31m",
        "\uD800", "\uDC00", "\uDFFF\uD800", "\u202E", "\u200F", "\u2066", "\uFEFF", "\u200B", "🙂", "👩‍👩‍👧‍👦", "🇨🇭", "e\u0301\u0301\u0301", "AI", "l'", "--", "\"", "%", "%00", "\r\n", "İ", "ﬁ", "Ａ", "कि", "العربية", "שלום",
        "中文", "ß", "œ", "../../etc/passwd", "{{7*7}}", "${jndi:ldap://x}", "depresion", "99999999999999999999", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "NaN", "-1", "1e308",
    ];

    public static SearchRequest Make(Random random) => new()
    {
        Text = Text(random),
        Place = random.Next(3) == 0 ? Text(random) : "",
        RadiusKm = random.Next(8) switch { 0 => double.NaN, 1 => -1, 2 => double.PositiveInfinity, 3 => double.MaxValue, 4 => 1e-9, 5 => 20, _ => null },
        Sort = (SortOrder)random.Next(-1, 6),
        Skip = random.Next(20) == 0 ? int.MaxValue : 0,
        Language = random.Next(10) == 0 ? Text(random) : "de",
        Filters = random.Next(5) == 0 ? new Dictionary<Facet, IReadOnlyList<string>> { [(Facet)random.Next(-1, 12)] = [Text(random), "VD"] } : new Dictionary<Facet, IReadOnlyList<string>>(),
    };

    public static async Task<int> RunAsync(SearchEngine engine, int count, TextWriter output)
    {
        var warm = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            engine.Search(Make(warm));
        }

        var random = new Random(Seed);
        var slowest = (Ms: 0.0, Request: new SearchRequest());
        var (times, again, exceptions) = (new List<double>(count), new List<double>(count), 0);
        for (var i = 0; i < count; i++)
        {
            var request = Make(random);
            var started = Stopwatch.GetTimestamp();
            try
            {
                engine.Search(request);
            }
            catch (Exception e)
            {
                // Counted and shown: none at all is what this is about.
                exceptions++;
                await output.WriteLineAsync($"{e}\n{JsonSerializer.Serialize(request.Text[..Math.Min(200, request.Text.Length)])}");
            }

            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            again.Add(times[^1] < LimitMs / 2 ? times[^1] : Fastest(engine, request, times[^1]));
            if (again[^1] > slowest.Ms)
            {
                slowest = (again[^1], request);
            }
        }

        times.Sort();
        again.Sort();
        var at = (int)Math.Min(count - 1, count * 0.999);
        var p999 = times[at];
        await output.WriteLineAsync(JsonSerializer.Serialize(new
        {
            @case = "hostile",
            groups = engine.Count,
            queries = count,
            exceptions,
            p50 = Math.Round(times[count / 2] * 1000, 1),
            p999Ms = Math.Round(p999, 3),
            maxMs = Math.Round(times[^1], 3),
            p999AgainMs = Math.Round(again[at], 3),
            maxAgainMs = Math.Round(again[^1], 3),
            slowest = slowest.Request with { Text = Start(slowest.Request.Text), Place = Start(slowest.Request.Place), RadiusKm = null },
            radius = $"{slowest.Request.RadiusKm}",
        }));
        return exceptions == 0 && p999 <= LimitMs ? 0 : 1;
    }

    // A slow one is asked again: on a machine that does other things this tells a slow query from an unlucky moment. The limit is for the first time all the same.
    private static double Fastest(SearchEngine engine, SearchRequest request, double fastest)
    {
        for (var i = 0; i < 3; i++)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                engine.Search(request);
            }
            catch (Exception)
            {
                return fastest; // counted the first time
            }

            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return fastest;
    }

    private static string Start(string text) => text[..Math.Min(text.Length, 300)];

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        switch (random.Next(40))
        {
            case 0:
                text.Append('a', 100_000);
                break;
            case 1:
                text.Insert(0, Fragments[random.Next(Fragments.Length)] + " ", 1 + (100_000 / 20));
                break;
            default:
                for (var part = random.Next(12); part > 0; part--)
                {
                    text.Append(random.Next(3) switch { 0 => ((char)random.Next(0x10000)).ToString(), 1 => char.ConvertFromUtf32(random.Next(0x10000, 0x20000)), _ => Fragments[random.Next(Fragments.Length)] });
                    text.Append(random.Next(4) == 0 ? "" : " ");
                }

                break;
        }

        return text.ToString();
    }
}
