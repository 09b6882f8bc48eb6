using InfoEntraide.Search.Language;
using InfoEntraide.Search.Ranking;

namespace InfoEntraide.Search.Tests;

/// <summary>The fast search beside one that looks at every group (<see cref="SlowRanking"/>), on random groups and random requests.</summary>
public class FastRankingTests
{
    private static readonly string[] Words = ["peinture", "dessin", "randonnée", "Gesprächsrunde", "chiacchierare", "Trauer", "Wandern", "yoga", "tango", "velo", "depression", "parler", "Abend", "cinéma"];
    private static readonly string[] Cantons = ["VD", "BE", "ZH", "GE", "TI", "SG", "AI"];
    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu"];
    private static readonly string[] Languages = ["fr", "de", "it", "en", "pt"];

    private static readonly GeoPoint[] Centres = [SmallCorpus.Lausanne, SmallCorpus.Vevey, SmallCorpus.Bern, SmallCorpus.Zurich, SmallCorpus.Geneva];

    [Theory]
    [InlineData(1, 0, 40)]
    [InlineData(2, 1, 60)]
    [InlineData(3, 30, 600)]
    [InlineData(4, 130, 500)]
    [InlineData(5, 64, 500)]
    [InlineData(6, 1500, 130)]
    public void A_random_request_is_answered_as_if_every_group_had_been_looked_at(int seed, int groups, int requests)
    {
        var random = new Random(seed);
        var catalogue = new Catalogue(random, groups);
        catalogue.AssertSame(random, requests);
    }

    [Theory]
    [InlineData(11, 0, 60)]
    [InlineData(12, 70, 60)]
    [InlineData(13, 600, 25)]
    public void So_it_is_after_random_changes(int seed, int groups, int changes)
    {
        var random = new Random(seed);
        var catalogue = new Catalogue(random, groups);
        for (var i = 0; i < changes; i++)
        {
            catalogue.Change(random);
            catalogue.AssertSame(random, 4);
        }
    }

    /// <summary>Random groups with their index.</summary>
    private sealed class Catalogue
    {
        private readonly List<GroupDocument> groups;
        private Lexicon lexicon = new();
        private GroupIndex index;
        private int made;

        public Catalogue(Random random, int count)
        {
            foreach (var word in (string[])["avec", "und", "le"])
            {
                lexicon.Add(word, WordUse.Stop);
            }

            groups = [.. Enumerable.Range(0, count).Select(_ => Group(random))];
            index = new GroupIndex(new SearchCorpus(SmallCorpus.Topics, [], [], groups), lexicon);
        }

        public void AssertSame(Random random, int requests)
        {
            var slow = new SlowRanking(SmallCorpus.Topics, groups, lexicon);
            var finder = new GroupFinder(index, SmallCorpus.Topics);
            for (var i = 0; i < requests; i++)
            {
                var (plan, filters) = (Plan(random), Filters(random));
                var (answer, relaxed, scope) = slow.Find(plan, filters);
                var found = finder.Find(plan, FacetFilter.From(filters, index.Values), wordOf: null);
                var request = $"{plan} {string.Join(' ', plan.Topics)} {string.Join(' ', plan.WordStems)} {string.Join(' ', filters.Select(f => $"{f.Key}={string.Join('|', f.Value)}"))}";
                Assert.Equal($"{request}\n{answer} {relaxed} {scope}", $"{request}\n{Answers.Of(found.Groups.Total, found.Groups.Hits, found.Groups.Facets)} {found.Relaxed} {found.Scope}");
            }
        }

        public void Change(Random random)
        {
            var changed = new Dictionary<int, GroupDocument>();
            for (var n = random.Next(1, 5); n > 0; n--)
            {
                var position = random.Next(groups.Count + 1);
                if (position == groups.Count)
                {
                    groups.Add(Group(random));
                }
                else if (random.Next(3) == 0)
                {
                    groups[position] = groups[^1];
                    groups.RemoveAt(groups.Count - 1);
                    changed.Remove(groups.Count);
                }
                else
                {
                    groups[position] = Group(random);
                }

                if (position < groups.Count)
                {
                    changed[position] = groups[position];
                }
            }

            lexicon = lexicon.Copy();
            index = index.With(changed, groups.Count, lexicon);
        }

        private SearchPlan Plan(Random random)
        {
            var topics = random.Next(3) == 0
                ? Enumerable.Range(0, SmallCorpus.Topics.Count).OrderBy(_ => random.Next()).Take(random.Next(1, 6)).Select((t, i) => new WantedTopic(t, i == 0 ? 1 : 0.1 + (0.9 * random.NextDouble()))).ToList()
                : [];
            var stems = random.Next(2) == 0
                ? Words.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(w => lexicon.FindStem(Folded(w))).Where(s => s != Lexicon.Unknown).Distinct().ToArray()
                : [];
            var required = topics.Count == 0 && (stems.Length > 0 || random.Next(8) == 0);
            return new SearchPlan
            {
                Topics = topics,
                WordStems = stems,
                WordsRequired = required,
                Scope = Scope(random),
                Language = random.Next(9) == 0 ? "xx" : Languages[random.Next(Languages.Length)],
                Sort = (SortOrder)random.Next(5),
                Skip = random.Next(3) == 0 ? random.Next(Math.Max(1, groups.Count + 5)) : 0,
                Take = random.Next(10) == 0 ? random.Next(groups.Count + 10) : random.Next(25),
            };
        }

        private static PlaceScope Scope(Random random)
        {
            if (random.Next(3) == 0)
            {
                return new PlaceScope(null, SearchEngine.DefaultRadiusKm, OnlyWithin: false);
            }

            var canton = random.Next(6) == 0 ? "UR" : Cantons[random.Next(Cantons.Length)];
            if (random.Next(4) == 0)
            {
                return new PlaceScope(new RecognisedPlace(canton, canton, null, null), SearchEngine.DefaultRadiusKm, OnlyWithin: false);
            }

            GeoPoint point = random.Next(20) switch { 0 => new(46.516, 6.6328 + 180), 1 => new(89.9, 20), 2 => new(-20, 179.5), 3 => new(double.NaN, 7), _ => Point(random) };
            var chosen = random.Next(2) == 0;
            double[] radius = chosen ? [0.5, 2, 5, 20, 50, 70, 100, 500, 3000, 19_000, 30_000] : [SearchEngine.DefaultRadiusKm];
            return new PlaceScope(new RecognisedPlace("x", canton, "1000", point), radius[random.Next(radius.Length)], chosen);
        }

        private static Dictionary<Facet, IReadOnlyList<string>> Filters(Random random)
        {
            var filters = new Dictionary<Facet, IReadOnlyList<string>>();
            for (var n = random.Next(2) == 0 ? 0 : random.Next(1, 4); n > 0; n--)
            {
                (Facet Facet, string[] Values) choice = random.Next(8) switch
                {
                    0 => (Facet.Canton, Cantons),
                    1 => (Facet.Language, Languages),
                    2 => (Facet.Status, ["active", "paused"]),
                    3 => (Facet.Weekday, Weekdays),
                    4 => (Facet.Topic, [.. SmallCorpus.Topics.Select(t => t.Slug)]),
                    5 => (Facet.Centre, [.. Enumerable.Range(0, 30).Select(i => $"centre-{i}")]),
                    6 => ((Facet)77, ["x"]),
                    _ => (Facet.Audience, ["affected", "relatives", "nobody"]),
                };
                filters[choice.Facet] = [.. Enumerable.Range(0, random.Next(4)).Select(_ => choice.Values[random.Next(choice.Values.Length)])];
            }

            return filters;
        }

        private GroupDocument Group(Random random)
        {
            var language = Languages[random.Next(Languages.Length)];
            return new GroupDocument
            {
                Id = $"g{(made++ * 7919) % 100_003:D6}",
                Names = random.Next(20) == 0 ? [] : [new LanguageText(language, Text(random, random.Next(1, 3))), new LanguageText(Languages[random.Next(Languages.Length)], Text(random, 1))],
                Descriptions = [new LanguageText(language, Text(random, random.Next(10)))],
                Topics = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(30) == 0 ? "unknown" : SmallCorpus.Topics[random.Next(SmallCorpus.Topics.Count)].Slug)],
                Point = random.Next(5) == 0 ? null : random.Next(40) == 0 ? new GeoPoint(random.Next(-90, 90), random.Next(-400, 400)) : Point(random),
                Anywhere = random.Next(6) == 0,
                VerifiedOn = random.Next(3) == 0 ? null : new DateOnly(2026, 1, 1),
                CreatedAt = new DateTimeOffset(2025, 1, random.Next(1, 29), 0, 0, 0, TimeSpan.Zero),
                Values = new Dictionary<Facet, IReadOnlyList<string>>
                {
                    [Facet.Canton] = random.Next(9) == 0 ? [] : [Cantons[random.Next(Cantons.Length)]],
                    [Facet.Centre] = [$"centre-{random.Next(random.Next(1, 200))}"],
                    [Facet.Language] = random.Next(4) == 0 ? [language, language, Languages[random.Next(Languages.Length)]] : [language],
                    [Facet.Status] = random.Next(9) == 0 ? [] : [random.Next(4) switch { 0 => "in-creation", 1 => "paused", _ => "active" }],
                    [Facet.Weekday] = [.. Weekdays.Where(_ => random.Next(3) == 0)],
                    [Facet.Audience] = [random.Next(2) == 0 ? "affected" : "relatives"],
                },
            };
        }

        // Few distinct ones and many near each other: ties and every step of nearness occur.
        private static GeoPoint Point(Random random)
        {
            var centre = Centres[random.Next(Centres.Length)];
            var spread = random.Next(3) switch { 0 => 0, 1 => 0.1, _ => 0.6 };
            return new GeoPoint(centre.Latitude + (spread * (random.NextDouble() - 0.5)), centre.Longitude + (spread * (random.NextDouble() - 0.5)));
        }

        private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => random.Next(6) == 0 ? "avec" : Words[random.Next(Words.Length)]));

        private static ReadOnlySpan<char> Folded(string word)
        {
            var tokens = new TokenBuffer();
            tokens.Read(word);
            return tokens.Folded(0).ToString();
        }
    }
}
