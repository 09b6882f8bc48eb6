using System.Diagnostics;

namespace InfoEntraide.Search.Tests;

public sealed class SuggestionTests
{
    private static readonly SearchEngine Engine = SearchEngine.Build(new SearchCorpus(SmallCorpus.Topics, SmallCorpus.Cantons, SmallCorpus.Places, [])
    {
        Centres = [new("info-entraide-vaud", [new("fr", "Info-Entraide Vaud")], "Lausanne"), new("selbsthilfe-bern", [new("de", "Selbsthilfe Bern"), new("fr", "Entraide Berne")], "Bern")],
    });

    [Theory]
    [InlineData("dépr", "fr", "depression")]
    [InlineData("DEPR", "fr", "depression")]
    [InlineData("krebs", "de", "cancer")]
    [InlineData("sein", "fr", "cancer-du-sein")]
    [InlineData("cancer du s", "fr", "cancer-du-sein")]
    [InlineData("coelia", "fr", "coeliaquie")]
    [InlineData("cœlia", "fr", "coeliaquie")]
    [InlineData("laus", "fr", "Lausanne VD")]
    [InlineData("Bains", "fr", "Yverdon-les-Bains VD")]
    [InlineData("lucer", "fr", null)]
    [InlineData("1004", "fr", "1004 Lausanne")]
    [InlineData("wil", "de", "Wil SG")]
    [InlineData("zuri", "it", "Zürich ZH")]
    [InlineData("biel", "de", "Biel/Bienne BE")]
    [InlineData("vau", "fr", "VD")]
    [InlineData("selbsth", "de", "selbsthilfe-bern")]
    public void The_beginning_of_any_word_is_enough(string typed, string language, string? expected) =>
        Assert.Equal(expected, First(typed, language)?.Value);

    [Theory]
    [InlineData("depresion", "fr", "depression")]
    [InlineData("depresi", "de", "depression")]
    [InlineData("dperes", "fr", "depression")]
    [InlineData("deppres", "fr", "depression")]
    [InlineData("parkimson", "fr", "parkinson")]
    [InlineData("lausane", "fr", "Lausanne VD")]
    [InlineData("cancre du sein", "fr", "cancer-du-sein")]
    [InlineData("Zuerich", "de", "Zürich ZH")]
    public void One_typing_error_is_tolerated_in_a_word_of_five_letters(string typed, string language, string expected) =>
        Assert.Equal(expected, First(typed, language)?.Value);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("xqzw")]
    [InlineData("wxl")]
    [InlineData("depreszzon")]
    [InlineData("  ,;. ")]
    public void Nothing_is_suggested_for_what_begins_nothing(string typed) => Assert.Empty(Engine.Suggest(typed, "fr"));

    [Fact]
    public void The_label_is_in_the_language_of_the_page_and_says_by_which_word_it_was_found()
    {
        var found = Engine.Suggest("depressiv", "it")[0];
        Assert.Equal(("Depressione", "depressiv"), (found.Label, found.Via));
        Assert.Equal(default, found.Match);
        Assert.Null(Engine.Suggest("depressio", "it")[0].Via);
    }

    [Theory]
    [InlineData("depr", "fr", "Dépr")]
    [InlineData("sein", "fr", "sein")]
    [InlineData("coel", "fr", "cœl")]
    [InlineData("yverdon l", "fr", "Yverdon-l")]
    [InlineData("anni di pa", "it", null)]
    [InlineData("attacchi di pa", "it", "Attacchi di pa")]
    [InlineData("depresion", "fr", "Dépression")]
    public void The_match_is_what_was_typed_of_the_label(string typed, string language, string? expected)
    {
        var found = First(typed, language);
        Assert.Equal(expected, found is { Match.Length: > 0 } ? found.Label.Substring(found.Match.Start, found.Match.Length) : null);
    }

    [Fact]
    public void After_a_topic_that_is_typed_out_come_places()
    {
        var found = Engine.Suggest("dépression lau", "de");
        Assert.Equal(("Lausanne VD", "depression", "Depression"), (found[0].Value, found[0].Topic, found[0].TopicLabel));
        Assert.Equal("Lau", found[0].Label.Substring(found[0].Match.Start, found[0].Match.Length));
        Assert.All(found, s => Assert.Equal(SuggestionKind.Locality, s.Kind));
    }

    [Fact]
    public void The_end_of_a_sentence_is_enough() => Assert.Equal("alcool", Engine.Suggest("mon voisin a un problème d'alco", "fr")[0].Value);

    [Fact]
    public void Long_synonyms_are_for_searching_and_not_suggested()
    {
        var engine = SearchEngine.Build(new SearchCorpus(
            [new("insomnie", "sommeil", [new("fr", "Insomnie")], [new("fr", "je ne dors plus la nuit"), new("fr", "nuits blanches")])], [], [], []));
        Assert.Empty(engine.Suggest("je ne do", "fr"));
        Assert.Equal("insomnie", engine.Suggest("nuits bl", "fr")[0].Value);
    }

    [Fact]
    public void A_town_with_more_postcodes_comes_before_a_village()
    {
        var engine = SearchEngine.Build(new SearchCorpus([], SmallCorpus.Cantons,
        [
            new("1099", "Bernau", "Bernau", "AG", SmallCorpus.Bern, []), .. Enumerable.Range(3001, 12).Select(n => new PlaceDocument($"{n}", "Bern", "Bern", "BE", SmallCorpus.Bern, ["Berne", "Berna"])),
            new("3998", "Bernetal", "Bernetal", "VS", SmallCorpus.Bern, []),
        ], []));
        Assert.Equal(["Bern BE", "BE", "Bernau AG", "Bernetal VS"], engine.Suggest("bern", "de").Select(s => s.Value));
        Assert.Equal("Bern BE", engine.Suggest("ber", "de")[0].Value);
    }

    [Fact]
    public void Nothing_stands_twice_and_the_order_is_always_the_same()
    {
        foreach (var typed in "de an ca pa la ber ge su al tri".Split(' '))
        {
            foreach (var language in (string[])["fr", "de", "it", "en"])
            {
                var found = Engine.Suggest(typed, language);
                Assert.True(found.Count <= SearchEngine.MaxSuggestions);
                Assert.Equal(found.Select(s => (s.Kind, s.Value)).Distinct(), found.Select(s => (s.Kind, s.Value)));
                Assert.Equal(found, Engine.Suggest(typed, language));
                Assert.Equal(Math.Min(3, found.Count), Engine.Suggest(typed, language, 3).Count);
            }
        }
    }

    [Fact]
    public void An_engine_after_a_change_of_groups_suggests_the_same() =>
        Assert.Equal(Engine.Suggest("dep", "fr"), Engine.With(new Dictionary<int, GroupDocument> { [0] = SmallCorpus.Group("a", "depression") }, 1).Suggest("dep", "fr"));

    [Fact]
    public void No_text_makes_it_fail()
    {
        var random = new Random(20260411);
        var letters = "aeinrst dpblu-'’éüœß·.,1024\u0301\u200b\ud83d\ude00\0\tאبД中";
        var longest = TimeSpan.Zero;
        for (var i = 0; i < 20_000; i++)
        {
            var typed = string.Create(random.Next(0, 40), random, (span, r) =>
            {
                for (var c = 0; c < span.Length; c++)
                {
                    span[c] = r.Next(20) == 0 ? (char)r.Next(char.MaxValue + 1) : letters[r.Next(letters.Length)];
                }
            });
            var started = Stopwatch.GetTimestamp();
            var found = Engine.Suggest(typed, "fr");
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
            Assert.All(found, s => Assert.True(s.Match.Start >= 0 && s.Match.Start + s.Match.Length <= s.Label.Length, $"{typed} → {s}"));
        }

        Assert.Empty(Engine.Suggest(new string('x', 100_000), "fr"));
        Assert.Empty(Engine.Suggest(null, "xx"));
        Assert.True(longest < TimeSpan.FromSeconds(1));
    }

    private static Suggestion? First(string typed, string language) => Engine.Suggest(typed, language) is [var first, ..] ? first : null;
}
