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
        "<img src=x onerror=alert(1)>", "' OR 1=1 --", "\u001b[31m", "\uDFFF\uD800", "\u2066", "\uFEFF", "\u200B", "\u200F", "👩‍👩‍👧", "🇨🇭", "שלום", "中文", "{{7*7}}", "1e308", "-1", "Angst", "zürich",
        "AI", "l'", "--", "\"", "%", "\r\n", "İ", "ﬁ", "Ａ", "कि", "العربية", "ß", "œ", new string('a', 3000), "depresion", "99999999999999999999",
    ];

    [Fact]
    public void No_text_makes_the_engine_fail()
    {
        var random = new Random(20260521);
        for (var i = 0; i < 20_000; i++)
        {
            var request = new SearchRequest
            {
                Text = RandomText(random),
                Place = i % 3 == 0 ? RandomText(random) : "",
                RadiusKm = (i % 7) switch { 0 => double.NaN, 1 => -1, 2 => double.PositiveInfinity, 3 => 0, 4 => 10, _ => null },
                Sort = (SortOrder)(i % 5),
                Skip = i % 97 == 0 ? int.MaxValue : 0,
                Language = i % 11 == 0 ? "\uD800" : "de",
                Filters = i % 13 == 0 ? new Dictionary<Facet, IReadOnlyList<string>> { [(Facet)random.Next(-1, 12)] = [RandomText(random), "VD"] } : new Dictionary<Facet, IReadOnlyList<string>>(),
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

    [Fact]
    public void Searches_go_on_while_the_engine_is_replaced_and_each_answers_from_one_state()
    {
        // In state n all groups are called after n: an answer that mixes two states would show.
        var states = new SearchEngine[40];
        states[0] = Engine([.. Enumerable.Range(0, 200).Select(i => Group($"g{i}", "deuil", Lausanne, name: "etat0"))]);
        var current = states[0];
        var (searches, wrong) = (0, 0);
        var swaps = Task.Run(() =>
        {
            for (var n = 1; n < states.Length; n++)
            {
                var groups = Enumerable.Range(0, 200 + (n % 3)).ToDictionary(i => i, i => Group($"g{i}", n % 2 == 0 ? "deuil" : "alcool", Lausanne, name: $"etat{n}"));
                states[n] = current.With(groups, groups.Count);
                Volatile.Write(ref current, states[n]);
            }
        });
        Parallel.For(0, 4, _ =>
        {
            do
            {
                var engine = Volatile.Read(ref current);
                var n = Array.IndexOf(states, engine);
                var byWord = engine.Search(new SearchRequest { Text = $"etat{n}", Take = 1000 });
                var near = engine.Search(new SearchRequest { Text = n % 2 == 0 ? "deuil Lausanne" : "alcool Lausanne", Take = 1000 });
                var all = engine.Search(new SearchRequest { Filters = new Dictionary<Facet, IReadOnlyList<string>> { [Facet.Canton] = ["VD"] }, Take = 1000 });
                var right = byWord.Total == engine.Count && near.Hits.Count == engine.Count && all.Total == engine.Count && all.Facets[Facet.Status].Single().Count == engine.Count;
                Interlocked.Increment(ref searches);
                Interlocked.Add(ref wrong, right ? 0 : 1);
            }
            while (!swaps.IsCompleted);
        });
        Assert.Equal(TaskStatus.RanToCompletion, swaps.Status);
        Assert.Equal(0, wrong);
        Assert.True(searches >= 4);
    }

    [Fact]
    public void Topics_that_are_being_learned_on_another_thread_are_waited_for()
    {
        // Topics nobody else has: the knowledge of the others may be there already.
        TopicDocument[] topics = [new("marais", "autres", [new("fr", "Marais"), new("de", "Moor")], [new("fr", "tourbière")])];
        SearchEngine.Prepare(topics);
        var engine = SearchEngine.Build(new SearchCorpus(topics, Cantons, Places, [Group("a", "marais")]));
        Assert.Equal(["marais"], engine.Search(new SearchRequest { Text = "tourbière" }).Interpretation.Topics);
        Assert.Equal(["deuil"], Engine().Read(new SearchRequest { Text = "deuil" }).Interpretation.Topics);
    }

    [Fact]
    public void Engines_of_one_thesaurus_do_not_write_each_others_names()
    {
        SearchEngine[] engines = [.. new[] { "Genève", "Zürich", "Neuchâtel" }.Select(name =>
            SearchEngine.Build(new SearchCorpus(Topics, Cantons, [new PlaceDocument("1000", name, name, "VD", Lausanne, [])], [])))];
        Assert.Equal(["deuil Zürich", "deuil Neuchâtel"], new[] { (1, "deuil zurihc"), (2, "deuil neuchatell") }.Select(q => engines[q.Item1].Read(new SearchRequest { Text = q.Item2 }).Interpretation.Corrected));
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
