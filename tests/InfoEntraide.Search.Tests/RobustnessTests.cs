using System.Text;
using FsCheck;
using FsCheck.Fluent;
using static InfoEntraide.Search.Tests.SmallCorpus;

namespace InfoEntraide.Search.Tests;

public class RobustnessTests
{
    private static readonly SearchEngine Catalogue = Engine([.. Enumerable.Range(0, 30).Select(i => Group($"g{i}", Topics[i % Topics.Count].Slug, i % 4 == 0 ? null : Lausanne))]);

    private static readonly string[] Fragments =
    [
        "dépression", "Lausanne", "1003", "mari", "'; DROP TABLE groups; --", "<script>alert(1)</script>", "\0", "\uD800", "\uDC00", "\u202E", "🙂", "e\u0301\u0301\u0301",
        "AI", "l'", "--", "\"", "%", "\r\n", "İ", "ﬁ", "Ａ", "कि", "العربية", "ß", "œ", new string('a', 3000), "depresion", "99999999999999999999",
    ];

    [Fact]
    public void No_text_makes_the_engine_fail()
    {
        var random = new Random(20260521);
        for (var i = 0; i < 5000; i++)
        {
            var request = new SearchRequest
            {
                Text = RandomText(random),
                Place = i % 3 == 0 ? RandomText(random) : "",
                RadiusKm = (i % 7) switch { 0 => double.NaN, 1 => -1, 2 => double.PositiveInfinity, 3 => 0, 4 => 10, _ => null },
                Sort = (SortOrder)(i % 5),
                Language = i % 11 == 0 ? "\uD800" : "de",
            };
            AssertSound(Catalogue.Search(request));
        }
    }

    [Fact]
    public void No_generated_string_makes_the_engine_fail() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll<string>(text => AssertSound(Catalogue.Search(new SearchRequest { Text = text, Place = text }))));

    [Fact]
    public void A_very_long_text_is_understood_by_its_beginning()
    {
        var result = Catalogue.Search(new SearchRequest { Text = "dépression " + new string('x', 100_000) + " alcool" });
        Assert.Equal(["depression"], result.Interpretation.Topics);
        Assert.True(result.Interpretation.Text.Length <= 500);
    }

    [Fact]
    public void Many_threads_get_the_same_answers()
    {
        var requests = Fragments.Select(text => new SearchRequest { Text = text + " Lausanne" }).ToArray();
        var expected = requests.Select(request => Answer(Engine(Group("a", "depression", Lausanne)), request)).ToArray();
        var shared = Engine(Group("a", "depression", Lausanne));
        Parallel.For(0, 400, i => Assert.Equal(expected[i % expected.Length], Answer(shared, requests[i % requests.Length])));
    }

    private static string Answer(SearchEngine engine, SearchRequest request)
    {
        var result = engine.Search(request);
        return $"{result.Total} {string.Join(',', result.Hits)} {string.Join(',', result.Interpretation.Topics)} {result.Interpretation.Place?.Name} {result.Interpretation.Relaxed}";
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var part = random.Next(0, 12); part > 0; part--)
        {
            text.Append(random.Next(3) == 0 ? ((char)random.Next(0, 0x10000)).ToString() : Fragments[random.Next(Fragments.Length)]);
            text.Append(random.Next(4) == 0 ? "" : " ");
        }

        return text.ToString();
    }

    private static void AssertSound(SearchResult result)
    {
        Assert.InRange(result.Total, 0, 30);
        Assert.InRange(result.Hits.Count, 0, Math.Min(result.Total, 20));
        Assert.All(result.Hits, hit => Assert.InRange(hit.Ordinal, 0, 29));
        Assert.Equal(result.Hits.Count, result.Hits.Select(hit => hit.Ordinal).Distinct().Count());
        Assert.All(result.Facets.Values, counts => Assert.All(counts, count => Assert.InRange(count.Count, 1, 30)));
    }
}
