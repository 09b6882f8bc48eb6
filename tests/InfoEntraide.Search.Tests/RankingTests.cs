using static InfoEntraide.Search.Tests.SmallCorpus;

namespace InfoEntraide.Search.Tests;

public class RankingTests
{
    private static readonly GroupDocument[] Groups =
    [
        Group("a", "depression", Lausanne),
        Group("b", "depression", Vevey, name: "Lueur", description: "Rencontres avec dessin et peinture"),
        Group("c", "depression", Zurich, canton: "ZH", language: "de", name: "Lichtblick"),
        Group("d", "depression", anywhere: true, canton: "BE", format: "online"),
        Group("e", "depression", canton: "VD", name: "Lieu communiqué par le centre"),
        Group("f", "deuil", Lausanne, day: 20, status: "paused"),
        Group("g", "alcool|depression", Lausanne),
        Group("h", "cancer", Zurich, canton: "ZH", language: "de", day: 10),
    ];

    private static readonly string[] Reaches = ["Local", "SomewhereInCanton", "Anywhere", "Elsewhere"];
    private static readonly SearchEngine Catalogue = Engine(Groups);

    private static string Ids(SearchResult result) => string.Concat(result.Hits.Select(hit => Groups[hit.Ordinal].Id));

    private static Dictionary<Facet, IReadOnlyList<string>> Only(Facet facet, params string[] values) => new() { [facet] = values };

    [Fact]
    public void An_empty_request_finds_every_group()
    {
        var result = Catalogue.Search(new SearchRequest());
        Assert.Equal(Groups.Length, result.Total);
        Assert.Equal(Groups.Length, result.Hits.Count);
    }

    [Fact]
    public void Groups_whose_main_topic_it_is_come_first() => Assert.EndsWith("g", Ids(Catalogue.Search(new SearchRequest { Text = "dépression" })), StringComparison.Ordinal);

    [Fact]
    public void Near_groups_come_first_then_those_without_a_place_then_online_ones()
    {
        var result = Catalogue.Search(new SearchRequest { Text = "dépression Lausanne" });
        Assert.Equal("agbed", Ids(result));
        Assert.Equal(20, result.Interpretation.RadiusKm);
        Assert.Equal(Relaxation.None, result.Interpretation.Relaxed);
        Assert.InRange(result.Hits[2].DistanceKm ?? -1, 15, 19);
        Assert.Null(result.Hits[4].DistanceKm);
    }

    [Fact]
    public void A_chosen_radius_leaves_only_published_points_inside()
    {
        var result = Catalogue.Search(new SearchRequest { Text = "dépression", Place = "1003", RadiusKm = 5 });
        Assert.Equal("ag", Ids(result));
    }

    [Fact]
    public void Few_results_nearby_widen_the_radius()
    {
        var engine = Engine(Group("near", "deuil", Lausanne), Group("yverdon", "deuil", new GeoPoint(46.7785, 6.6411)), Group("far", "deuil", Zurich, canton: "ZH"));
        var result = engine.Search(new SearchRequest { Text = "deuil Lausanne" });
        Assert.Equal(2, result.Total);
        Assert.Equal(50, result.Interpretation.RadiusKm);
        Assert.Equal(Relaxation.RadiusWidened, result.Interpretation.Relaxed);
    }

    [Fact]
    public void A_topic_that_exists_only_far_away_is_shown_from_everywhere()
    {
        var result = Catalogue.Search(new SearchRequest { Text = "cancer Genève" });
        Assert.Equal("h", Ids(result));
        Assert.Equal(Relaxation.Everywhere, result.Interpretation.Relaxed);
        Assert.Null(result.Interpretation.RadiusKm);
    }

    [Fact]
    public void A_canton_finds_its_groups_and_those_online() => Assert.Equal("cd", Ids(Catalogue.Search(new SearchRequest { Text = "depression ZH" })));

    [Fact]
    public void Words_no_group_has_are_dropped_and_it_is_said()
    {
        var result = Catalogue.Search(new SearchRequest { Text = "xylophone" });
        Assert.Equal(Groups.Length, result.Total);
        Assert.Equal(Relaxation.WordsDropped, result.Interpretation.Relaxed);
        Assert.Equal("xylophone", result.Interpretation.Text);
    }

    [Fact]
    public void A_topic_without_a_group_shows_its_relatives()
    {
        var result = Catalogue.Search(new SearchRequest { Text = "cancer du sein" });
        Assert.Equal("h", Ids(result));
        Assert.Equal(Relaxation.RelatedTopics, result.Interpretation.Relaxed);
    }

    [Fact]
    public void Words_of_the_description_find_a_group() => Assert.Equal("b", Ids(Catalogue.Search(new SearchRequest { Text = "peinture" })));

    [Fact]
    public void Words_beside_a_topic_only_raise_the_score()
    {
        var result = Catalogue.Search(new SearchRequest { Text = "dépression peinture" });
        Assert.Equal(6, result.Total);
        Assert.Equal('b', Ids(result)[0]);
    }

    [Fact]
    public void Groups_with_more_of_the_words_come_first()
    {
        var engine = Engine(Group("one", "deuil", name: "Peinture peinture peinture"), Group("two", "deuil", description: "dessin, peinture"));
        Assert.Equal(1, engine.Search(new SearchRequest { Text = "peinture dessin" }).Hits[0].Ordinal);
    }

    [Fact]
    public void Equal_groups_come_by_language_then_verified_then_open_then_name()
    {
        var engine = Engine(
            Group("0", "deuil", name: "B"), Group("1", "deuil", name: "A", status: "paused"), Group("2", "deuil", name: "A", verified: false),
            Group("3", "deuil", name: "A", language: "de"), Group("4", "deuil", name: "A"));
        var result = engine.Search(new SearchRequest { Text = "deuil", Language = "fr" });
        Assert.Equal([4, 0, 1, 2, 3], result.Hits.Select(hit => hit.Ordinal));
    }

    [Fact]
    public void Facets_are_counted_without_their_own_filter()
    {
        var result = Catalogue.Search(new SearchRequest { Text = "dépression", Filters = Only(Facet.Canton, "ZH") });
        Assert.Equal("c", Ids(result));
        Assert.Equal([new FacetCount("VD", 4), new FacetCount("BE", 1), new FacetCount("ZH", 1)], result.Facets[Facet.Canton]);
        Assert.Equal([new FacetCount("de", 1)], result.Facets[Facet.Language]);
        Assert.Equal([new FacetCount("depression", 1)], result.Facets[Facet.Topic]);
    }

    [Fact]
    public void Two_filters_narrow_each_others_counts()
    {
        var filters = new Dictionary<Facet, IReadOnlyList<string>> { [Facet.Canton] = ["ZH"], [Facet.Topic] = ["depression", "deuil"] };
        var result = Catalogue.Search(new SearchRequest { Filters = filters });
        Assert.Equal("c", Ids(result));
        Assert.Equal([new FacetCount("cancer", 1), new FacetCount("depression", 1)], result.Facets[Facet.Topic]);
        Assert.Equal([new FacetCount("VD", 5), new FacetCount("BE", 1), new FacetCount("ZH", 1)], result.Facets[Facet.Canton]);
    }

    [Fact]
    public void A_filter_value_nobody_has_finds_nothing()
    {
        var result = Catalogue.Search(new SearchRequest { Text = "dépression", Filters = Only(Facet.Centre, "nowhere") });
        Assert.Equal(0, result.Total);
        Assert.Empty(result.Hits);
    }

    [Fact]
    public void Results_can_be_sorted_by_distance() =>
        Assert.Equal("agbc", Ids(Catalogue.Search(new SearchRequest { Text = "dépression", Place = "Lausanne", RadiusKm = 500, Sort = SortOrder.Distance })));

    [Fact]
    public void Results_can_be_sorted_by_name() =>
        Assert.Equal("adgceb", Ids(Catalogue.Search(new SearchRequest { Text = "dépression", Sort = SortOrder.Name })));

    [Fact]
    public void The_newest_come_first_on_request() => Assert.StartsWith("fh", Ids(Catalogue.Search(new SearchRequest { Sort = SortOrder.Newest })), StringComparison.Ordinal);

    [Fact]
    public void Distance_without_a_place_is_relevance()
    {
        var byDistance = Catalogue.Search(new SearchRequest { Text = "dépression", Sort = SortOrder.Distance });
        Assert.Equal(Ids(Catalogue.Search(new SearchRequest { Text = "dépression" })), Ids(byDistance));
    }

    [Theory]
    [InlineData(-5, 3, 3)]
    [InlineData(6, 20, 2)]
    [InlineData(100, 20, 0)]
    [InlineData(int.MaxValue, int.MaxValue, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, int.MaxValue, 8)]
    public void Pages_outside_the_results_are_cut(int skip, int take, int expected)
    {
        var result = Catalogue.Search(new SearchRequest { Skip = skip, Take = take });
        Assert.Equal(expected, result.Hits.Count);
        Assert.Equal(Groups.Length, result.Total);
    }

    [Fact]
    public void Pages_follow_each_other_without_gap_or_repetition()
    {
        var engine = Engine([.. Enumerable.Range(0, 100).Select(i => Group($"g{i}", i % 2 == 0 ? "deuil" : "alcool", Lausanne, verified: i % 3 == 0))]);
        var pages = Enumerable.Range(0, 10).SelectMany(page => engine.Search(new SearchRequest { Skip = page * 10, Take = 10 }).Hits).Select(hit => hit.Ordinal);
        Assert.Equal(engine.Search(new SearchRequest { Take = 100 }).Hits.Select(hit => hit.Ordinal), pages);
    }

    [Fact]
    public void An_empty_catalogue_answers_too() => Assert.Equal(0, SearchEngine.Build(new SearchCorpus([], [], [], [])).Search(new SearchRequest { Text = "deuil Bern" }).Total);

    [Theory]
    [InlineData("dépression")]
    [InlineData("dépression peinture Lausanne")]
    [InlineData("deuil alcool")]
    [InlineData("peinture dessin")]
    [InlineData("Lausanne")]
    [InlineData("")]
    public void An_explanation_adds_up_to_the_score_and_follows_the_order(string text)
    {
        var request = new SearchRequest { Text = text };
        var explained = Catalogue.Explain(request);
        Assert.Equal(Catalogue.Search(request).Hits, explained.Result.Hits);
        Assert.Equal(explained.Result.Hits, explained.Hits.Select(h => h.Hit));
        Assert.NotEmpty(explained.Hits);
        Assert.All(explained.Hits, h => Assert.Equal(h.Hit.Score, h.Relevance + h.WordScore + h.NearnessScore));
        var keys = explained.Hits.Select(h => (Array.IndexOf(Reaches, h.Reach), -Math.Round(h.Hit.Score, 6), h.IsInLanguage ? 0 : 1, h.Rank)).ToList();
        Assert.Equal(keys.Order(), keys);
    }

    [Fact]
    public void An_explanation_names_topics_and_words_by_field()
    {
        var engine = Engine(Group("a", "deuil|depression", name: "Peinture", description: "peinture, dessin, peinture"), Group("b", "alcool", description: "dessin"));
        var topics = engine.Explain(new SearchRequest { Text = "dépression et deuil" }).Hits.Single();
        Assert.Equal(["deuil", "depression"], topics.Topics.OrderByDescending(t => t.IsMain).Select(t => t.Slug));
        Assert.Equal(topics.Relevance, topics.Topics.Sum(t => t.Score), 5);

        var words = engine.Explain(new SearchRequest { Text = "peinture dessin" }).Hits[0];
        var (painting, drawing) = (words.Words[0], words.Words[1]);
        Assert.Equal(("peinture", 3, 0, 2), (painting.Word, painting.InNames, painting.InTopics, painting.InDescriptions));
        Assert.Equal((0, 1), (drawing.InNames, drawing.InDescriptions));
        Assert.True(painting.Rarity > drawing.Rarity);
        Assert.Equal(painting.Score, painting.ScoreOf(painting.InNames) + painting.ScoreOf(painting.InDescriptions), 6);
    }

}
