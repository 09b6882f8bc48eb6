namespace InfoEntraide.Search.Tests;

public class UnderstandingTests
{
    private static Interpretation Read(string text, string place = "") => SmallCorpus.WithoutGroups.Search(new SearchRequest { Text = text, Place = place }).Interpretation;

    [Theory]
    [InlineData("depression", "depression")]
    [InlineData("DÉPRESSION", "depression")]
    [InlineData("de\u0301pression", "depression")]
    [InlineData("l'alcool", "alcool")]
    [InlineData("d’anxiété", "anxiete")]
    [InlineData("maladie coeliaque", "coeliaquie")]
    [InlineData("Zoeliakie", "coeliaquie")]
    [InlineData("sans gluten", "coeliaquie")]
    [InlineData("dépressives", "depression")]
    [InlineData("burn out", "burn-out")]
    [InlineData("burnout", "burn-out")]
    [InlineData("cancro al seno", "cancer-du-sein")]
    [InlineData("j'ai peur de sortir de chez moi", "attaques-de-panique")]
    [InlineData("Parkinson's", "parkinson")]
    public void A_topic_is_found_however_it_is_written(string text, string topic) => Assert.Equal(topic, Read(text).Topics[0]);

    [Theory]
    [InlineData("Brustkrebsgruppe", "cancer-du-sein")]
    [InlineData("Angststörungen", "anxiete")]
    [InlineData("Arbeitsburnout", "burn-out")]
    public void German_compounds_are_taken_apart(string text, string topic) => Assert.Equal(topic, Read(text).Topics[0]);

    [Fact]
    public void The_more_exact_topic_hides_the_broader_one() => Assert.Equal(["cancer-du-sein"], Read("cancer du sein").Topics);

    [Fact]
    public void Two_topics_in_one_query_are_both_seen() => Assert.Equal(["alcool", "depression"], Read("dépression et alcool").Topics.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    [Theory]
    [InlineData("mon mari est alcoolique")]
    [InlineData("meine Frau trinkt zu viel")]
    [InlineData("Alkohol Angehörige")]
    public void Kinship_words_put_the_topic_for_relatives_first(string text)
    {
        var reading = Read(text);
        Assert.True(reading.Relatives);
        Assert.Equal("proches-alcool", reading.Topics[0]);
    }

    [Fact]
    public void Without_kinship_words_nobody_is_taken_for_a_relative() => Assert.False(Read("je bois trop d'alcool").Relatives);

    [Theory]
    [InlineData("NA", "narcotiques")]
    [InlineData("na", "narcotiques")]
    [InlineData("groupe NA", "narcotiques")]
    [InlineData("rente AI", "invalidite")]
    [InlineData("iv", "invalidite")]
    public void Abbreviations_count_in_capitals_or_alone(string text, string topic) => Assert.Equal(topic, Read(text).Topics[0]);

    [Theory]
    [InlineData("j'ai besoin d'aide")]
    [InlineData("na und")]
    [InlineData("ai bambini")]
    public void Abbreviations_that_are_words_are_words_in_a_sentence(string text) => Assert.Empty(Read(text).Topics);

    [Theory]
    [InlineData("gruppo di auto-aiuto")]
    [InlineData("groupe d'entraide")]
    [InlineData("Selbsthilfegruppe")]
    [InlineData("self-help group")]
    public void The_word_group_asks_for_no_topic_and_no_word(string text)
    {
        var reading = Read(text);
        Assert.Empty(reading.Topics);
        Assert.Equal("", reading.Text);
    }

    [Theory]
    [InlineData("parkinsson", "Parkinson")]
    [InlineData("attaccki di panico", "Attacchi di panico")]
    [InlineData("deperssion vevey", "Dépression vevey")]
    public void Typing_errors_are_mended_and_said(string text, string corrected)
    {
        var reading = Read(text);
        Assert.NotEmpty(reading.Topics);
        Assert.Equal(corrected, reading.Corrected, ignoreCase: true);
    }

    [Theory]
    [InlineData("mange")]
    [InlineData("jus")]
    [InlineData("depression")]
    public void A_word_that_may_be_right_is_left_alone(string text) => Assert.Null(Read(text).Corrected);

    [Theory]
    [InlineData("dépression lausanne", "Lausanne", "VD")]
    [InlineData("depression 1003", "Lausanne", "VD")]
    [InlineData("alcool CH-1800", "Vevey", "VD")]
    [InlineData("Krebs St. Gallen", "St. Gallen", "SG")]
    [InlineData("cancer saint-gall", "St. Gallen", "SG")]
    [InlineData("Angst Sankt Gallen", "St. Gallen", "SG")]
    [InlineData("Angst Zuerich", "Zürich", "ZH")]
    [InlineData("anxiety zurich", "Zürich", "ZH")]
    [InlineData("Angst Genf", "Genève", "GE")]
    [InlineData("deuil bienne", "Biel/Bienne", "BE")]
    [InlineData("depression lausane", "Lausanne", "VD")]
    [InlineData("depressione ticino", "TI", "TI")]
    [InlineData("depression VD", "VD", "VD")]
    [InlineData("depression canton de Berne", "BE", "BE")]
    [InlineData("Trauer Wil SG", "Wil SG", "SG")]
    [InlineData("yverdon les bains deuil", "Yverdon-les-Bains", "VD")]
    public void Places_are_read_out_of_the_text(string text, string name, string canton)
    {
        var reading = Read(text);
        Assert.Equal((name, canton), (reading.Place?.Name, reading.Place?.Canton));
        Assert.NotEmpty(reading.Topics);
    }

    [Theory]
    [InlineData("deuil lugnao", "Lugano", "deuil Lugano")]
    [InlineData("Dépression lausane", "Lausanne", "Dépression Lausanne")]
    [InlineData("lausnne alcool", "Lausanne", "Lausanne alcool")]
    [InlineData("deuil genve", "Genève", "deuil Genève")]
    [InlineData("Angst benr", "Bern", "Angst Bern")]
    [InlineData("Angst sankt galen", "St. Gallen", "Angst sankt Gallen")]
    [InlineData("ich suche eine Gruppe zu Angst in Zürcih", "Zürich", "ich suche eine Gruppe zu Angst in Zürich")]
    public void A_misspelt_place_is_mended_where_a_place_may_stand(string text, string name, string corrected)
    {
        var reading = Read(text);
        Assert.Equal((name, corrected), (reading.Place?.Name, reading.Corrected));
    }

    [Theory]
    [InlineData("mon vevez me fait peur et je ne dors plus")]
    [InlineData("deuil monsieur")]
    [InlineData("Angst lügner")]
    public void A_word_that_is_only_like_a_place_is_none(string text) => Assert.Null(Read(text).Place);

    [Theory]
    [InlineData("cancerdusein", "cancer-du-sein", null, "cancer du sein")]
    [InlineData("gruppeangst", "anxiete", null, "gruppe angst")]
    [InlineData("depressionlausanne", "depression", "Lausanne", "depression lausanne")]
    [InlineData("Arbeitsburnout", "burn-out", null, null)]
    [InlineData("deuil stgallen", "deuil", "St. Gallen", null)]
    public void Missing_spaces_are_put_back_and_compounds_stay(string text, string topic, string? place, string? corrected)
    {
        var reading = Read(text);
        Assert.Equal((topic, place, corrected), (reading.Topics[0], reading.Place?.Name, reading.Corrected));
    }

    [Fact]
    public void Each_part_of_a_word_without_spaces_is_said_where_it_stands()
    {
        var words = SmallCorpus.WithoutGroups.Read(new SearchRequest { Text = "depressionlausanne" }).Words;
        Assert.Equal([(0, 10, WordRole.Topic), (10, 8, WordRole.Place)], words.Select(w => (w.Start, w.Length, w.Role)));
    }

    [Theory]
    [InlineData("depression à bulle")]
    [InlineData("depression Bulle")]
    [InlineData("Bulle")]
    [InlineData("bulle")]
    public void A_place_that_is_also_a_word_needs_a_reason(string text) => Assert.Equal("Bulle", Read(text).Place?.Name);

    [Theory]
    [InlineData("thyroid gland")]
    [InlineData("angst im dunklen wald allein")]
    [InlineData("depression vd")]
    [InlineData("au secours")]
    [InlineData("ne plus boire")]
    public void Without_a_reason_a_word_is_no_place(string text) => Assert.Null(Read(text).Place);

    [Theory]
    [InlineData("vd", "VD")]
    [InlineData("wald", "Wald ZH")]
    [InlineData("1003 Lausanne", "Lausanne")]
    [InlineData("Losana", "Lausanne")]
    [InlineData("au", "Au SG")]
    public void The_place_box_needs_no_reason(string place, string name) => Assert.Equal(name, Read("", place).Place?.Name);

    [Fact]
    public void An_unknown_place_is_named() => Assert.Equal("Atlantis", Read("deuil", " Atlantis ").UnknownPlace);

    [Fact]
    public void The_postcode_typed_is_the_postcode_understood() => Assert.Equal("1004", Read("1004").Place?.Npa);

    [Fact]
    public void A_name_with_two_meanings_offers_the_other() => Assert.Contains("BE", Read("deuil Bern").Alternatives, StringComparer.Ordinal);

    [Theory]
    [InlineData("je veux me suicider")]
    [InlineData("envie de mourir")]
    [InlineData("ich möchte mich umbringen")]
    [InlineData("ich will nicht mehr leben")]
    [InlineData("voglio togliermi la vita")]
    [InlineData("I want to kill myself")]
    [InlineData("mon mari me frappe")]
    [InlineData("mein Mann schlägt mich")]
    [InlineData("j'ai perdu mon fils et j'ai envie de mourir")]
    [InlineData("nach Suizidversuch")]
    [InlineData("je veux mourrir")]
    [InlineData("mein mann schlaegt mich")]
    [InlineData("mon mari m'a frappée")]
    [InlineData("je suis prête à mourir")]
    [InlineData("j'ai vidé la boîte de médicaments")]
    [InlineData("ich habe Tabletten gesammelt")]
    [InlineData("ha kei Luscht meh z läbe")]
    [InlineData("sono stufa di vivere")]
    [InlineData("there is no point in living")]
    [InlineData("il m'a mis une gifle hier soir")]
    [InlineData("er hat mich am Hals gepackt")]
    [InlineData("mi prende per il collo")]
    [InlineData("he grabbed me by the throat")]
    public void Words_of_danger_are_recognised(string text) => Assert.True(Read(text).Crisis);

    [Theory]
    [InlineData("je veux mourir")]
    [InlineData("ich möchte sterben")]
    [InlineData("voglio morire Lausanne")]
    [InlineData("I want to die")]
    public void Words_of_suicide_lead_to_that_topic_first(string text)
    {
        var reading = Read(text);
        Assert.Equal(Danger.Suicide, reading.Danger);
        Assert.Equal("pensees-suicidaires", reading.Topics[0]);
    }

    [Theory]
    [InlineData("mort de rire")]
    [InlineData("burn-out")]
    [InlineData("deuil après suicide")]
    [InlineData("Trauer nach Suizid")]
    [InlineData("lutto")]
    [InlineData("lost my brother to suicide")]
    [InlineData("j'ai perdu mon frère par suicide")]
    [InlineData("envie de me couper les cheveux")]
    [InlineData("j'ai peur de perdre mon mari")]
    [InlineData("la mort de mon frère me touche beaucoup")]
    [InlineData("mon bébé donne des coups de pied")]
    [InlineData("Person auf den Gleisen, Lokführer")]
    [InlineData("Vermieter droht mir mit der Kündigung")]
    [InlineData("das Baby tritt mich im Bauch")]
    [InlineData("con mio fratello mi tocca sempre aspettare")]
    [InlineData("l'ansia mi impedisce di uscire di casa")]
    [InlineData("scared of losing my husband")]
    [InlineData("I broke my arm last year")]
    [InlineData("grief hits us hard")]
    public void Everyday_words_and_mourning_are_no_danger(string text) => Assert.False(Read(text).Crisis);
}
