using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Data;

public sealed class LooseTextTests : IDisposable
{
    private readonly TestDatabase database = new();

    public void Dispose() => database.Dispose();

    [Theory]
    [InlineData("epilepsie", "Épilepsie")]
    [InlineData("ÉPILEP", "Épilepsie")]
    [InlineData("Jugendliche (u", "Jugendliche (über 16)")]
    [InlineData("%", "100 % Leben")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public async Task Staff_find_a_name_without_its_accents_and_capitals(string typed, string? expected)
    {
        await using var db = await WithTopicsAsync("Épilepsie", "Fibromyalgie", "Endométriose", "Jugendliche (über 16)", "100 % Leben");

        var found = await db.Topics.Where(t => LooseText.Contains(t.Name.Fr, typed)).Select(t => t.Name.Fr).ToListAsync();

        Assert.Equal(expected is null ? [] : [expected], found);
    }

    [Fact]
    public async Task Names_with_accents_stand_where_a_reader_looks_for_them()
    {
        await using var db = await WithTopicsAsync("Zona", "Épilepsie", "eczéma", "Fibromyalgie", "Endométriose");

        Assert.Equal(["eczéma", "Endométriose", "Épilepsie", "Fibromyalgie", "Zona"], await db.Topics.OrderBy(t => LooseText.Of(t.Name.Fr)).Select(t => t.Name.Fr).ToListAsync());
    }

    [Fact]
    public async Task The_same_name_in_other_letters_is_the_same()
    {
        await using var db = await WithTopicsAsync("Épilepsie", "Fibromyalgie");

        Assert.Equal("Épilepsie", await db.Topics.Where(t => LooseText.Of(t.Name.Fr) == "EPILEPSIE").Select(t => t.Name.Fr).SingleAsync());
    }

    private async Task<PortalDb> WithTopicsAsync(params string[] names)
    {
        var db = database.Open();
        var category = new TopicCategory { Slug = "field" };
        foreach (var (index, name) in names.Index())
        {
            category.Topics.Add(new Topic { Slug = $"topic-{index}", Name = LocalizedText.Of(PortalLanguage.Fr, name) });
        }

        db.Add(category);
        await db.SaveChangesAsync();
        return db;
    }
}
