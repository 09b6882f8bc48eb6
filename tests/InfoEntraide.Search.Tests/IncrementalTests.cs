using System.Globalization;
using static InfoEntraide.Search.Tests.SmallCorpus;

namespace InfoEntraide.Search.Tests;

/// <summary>An engine that followed a series of changes answers exactly like one built from scratch.</summary>
public class IncrementalTests
{
    private static readonly string[] Words =
    [
        "peinture", "dessin", "randonnée", "Gesprächsrunde", "Abendgruppe", "chiacchierare", "depression", "Trauer", "Lausane", "berne", "mindfulness", "Wandern", "wanderung",
        "journaux", "journal", "proches", "meditation", "médiation", "Zuerich", "apéro", "kreativ", "kreative", "tango", "sauna", "velo", "Krebsgruppe", "alcol", "deprssion",
    ];

    private static readonly string[] Queries =
    [
        "", "dépression", "depression lausanne", "depression peinture", "peinture dessin", "randonnée", "Wandern Bern", "wanderungen", "Trauer Zürich", "deprssion", "Lausane", "tango sauna velo",
        "meditation", "médiation", "meditatoin", "journaux", "kreativ", "mari alcoolique", "cancer du sein", "krebs", "1003", "canton de Berne", "abendgruppe", "chiacchierare lugano", "apero", "zürich sauna",
        "mindfulnes", "xyz", "deuil suicide vevey", "berne", "Zuerich",
    ];

    private static readonly string[] Cantons = ["VD", "BE", "ZH", "GE", "TI", "SG"];
    private static readonly GeoPoint?[] Points = [Lausanne, Vevey, Bern, Zurich, Geneva, null];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 40)]
    [InlineData(4, 300)]
    public void After_random_changes_every_answer_is_that_of_a_full_build(int seed, int groupsAtFirst)
    {
        var random = new Random(seed);
        var made = 0;
        var groups = Enumerable.Range(0, groupsAtFirst).Select(_ => Random(random, made++)).ToList();
        var engine = Engine([.. groups]);
        for (var step = 0; step < 60; step++)
        {
            WarmSomeOrders(engine, random);
            engine = Change(engine, groups, random, ref made);
            if (step % 4 == 0)
            {
                AssertSame(Engine([.. groups]), engine, random, step);
            }
        }
    }

    [Fact]
    public void A_word_that_only_a_removed_group_had_is_unknown_again()
    {
        var engine = Engine(Group("a", "deuil", name: "Deprssion"), Group("b", "deuil"));
        Assert.Null(engine.Search(new SearchRequest { Text = "deprssion" }).Interpretation.Corrected);

        var without = engine.With(new Dictionary<int, GroupDocument> { [0] = Group("a", "deuil", name: "Deuil") }, 2);
        Assert.Equal("Dépression", without.Search(new SearchRequest { Text = "deprssion" }).Interpretation.Corrected, ignoreCase: true);
        Assert.Null(engine.Search(new SearchRequest { Text = "deprssion" }).Interpretation.Corrected);
    }

    [Fact]
    public void The_engine_from_before_goes_on_answering_as_before()
    {
        var groups = Enumerable.Range(0, 50).Select(i => Random(new Random(i), i)).ToArray();
        var engine = Engine(groups);
        var before = Queries.Select(q => Answer(engine.Search(new SearchRequest { Text = q, Take = 100 }))).ToArray();
        var next = engine;
        for (var i = 0; i < 20; i++)
        {
            next = next.With(new Dictionary<int, GroupDocument> { [i] = Random(new Random(1000 + i), 1000 + i), [49 + i + 1] = Random(new Random(2000 + i), 2000 + i) }, 51 + i);
        }

        Assert.Equal(before, Queries.Select(q => Answer(engine.Search(new SearchRequest { Text = q, Take = 100 }))).ToArray());
        Assert.Equal((50, 70), (engine.Count, next.Count));
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(-1, 2)]
    [InlineData(0, 4)]
    public void A_list_with_holes_is_refused(int position, int count) =>
        Assert.Throws<ArgumentException>(() => Engine(Group("a", "deuil"), Group("b", "deuil")).With(new Dictionary<int, GroupDocument> { [position] = Group("c", "deuil") }, count));

    private static SearchEngine Change(SearchEngine engine, List<GroupDocument> groups, Random random, ref int made)
    {
        var changed = new Dictionary<int, GroupDocument>();
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var position = groups.Count == 0 ? 0 : random.Next(groups.Count);
            switch (random.Next(4))
            {
                case 0 when groups.Count > 0:
                    // The last one takes the place of the one that goes.
                    groups[position] = groups[^1];
                    groups.RemoveAt(groups.Count - 1);
                    changed.Remove(groups.Count);
                    if (position < groups.Count)
                    {
                        changed[position] = groups[position];
                    }

                    break;
                case 1 when groups.Count > 0:
                    groups[position] = Random(random, made++) with { Id = groups[position].Id };
                    changed[position] = groups[position];
                    break;
                case 2 when groups.Count > 0:
                    groups[position] = groups[position] with { VerifiedOn = groups[position].VerifiedOn is null ? new DateOnly(2026, 5, 1) : null };
                    changed[position] = groups[position];
                    break;
                default:
                    groups.Add(Random(random, made++));
                    changed[groups.Count - 1] = groups[^1];
                    break;
            }
        }

        return engine.With(changed, groups.Count);
    }

    private static void WarmSomeOrders(SearchEngine engine, Random random) =>
        engine.Search(new SearchRequest { Language = random.Next(2) == 0 ? "fr" : "de", Sort = (SortOrder)random.Next(4) });

    private static void AssertSame(SearchEngine full, SearchEngine incremental, Random random, int step)
    {
        foreach (var text in Queries)
        {
            var request = new SearchRequest
            {
                Text = text,
                Place = random.Next(4) == 0 ? "Lausanne" : "",
                RadiusKm = random.Next(5) == 0 ? 50 : null,
                Language = random.Next(3) switch { 0 => "fr", 1 => "de", _ => "it" },
                Sort = (SortOrder)random.Next(4),
                Skip = random.Next(3) == 0 ? 5 : 0,
                Take = 30,
                Filters = random.Next(3) == 0 ? new Dictionary<Facet, IReadOnlyList<string>> { [Facet.Canton] = [Cantons[random.Next(Cantons.Length)]] } : new Dictionary<Facet, IReadOnlyList<string>>(),
            };
            Assert.Equal($"{step} {text}: {Answer(full.Search(request))}", $"{step} {text}: {Answer(incremental.Search(request))}");
        }
    }

    /// <summary>Everything a result says, scores to the last bit included.</summary>
    private static string Answer(SearchResult result)
    {
        var interpretation = result.Interpretation;
        return string.Create(CultureInfo.InvariantCulture, $"""
            {result.Total} {string.Join(' ', result.Hits.Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Ordinal}:{h.DistanceKm:R}:{h.Score:R}")))}
            {string.Join(' ', result.Facets.OrderBy(f => f.Key).Select(f => $"{f.Key}={string.Join(',', f.Value)}"))}
            {string.Join(',', interpretation.Topics)} {interpretation.Place} {interpretation.Text} {interpretation.Corrected} {interpretation.Crisis} {interpretation.Relatives}
            {interpretation.UnknownPlace} {interpretation.RadiusKm} {interpretation.Relaxed} {string.Join(',', interpretation.Alternatives)}
            """);
    }

    private static GroupDocument Random(Random random, int number)
    {
        var canton = random.Next(Cantons.Length);
        var topics = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Topics[random.Next(Topics.Count)].Slug).Distinct();
        return Group(
            $"g{number:D5}",
            string.Join('|', topics),
            random.Next(5) == 0 ? null : Points[canton],
            Cantons[canton],
            random.Next(3) switch { 0 => "fr", 1 => "de", _ => "it" },
            random.Next(4) switch { 0 => "in-creation", 1 => "paused", _ => "active" },
            anywhere: random.Next(6) == 0,
            verified: random.Next(3) > 0,
            name: Text(random, 2),
            description: Text(random, random.Next(12)),
            day: random.Next(1, 29));
    }

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));
}
