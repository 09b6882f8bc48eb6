using InfoEntraide.Search.Language;

namespace InfoEntraide.Search.Tests;

public class EditDistanceTests
{
    [Theory]
    [InlineData("angst", "angst", 0)]
    [InlineData("angst", "agnst", 1)]
    [InlineData("angst", "angs", 1)]
    [InlineData("angst", "aangst", 1)]
    [InlineData("angst", "angel", 2)]
    [InlineData("ca", "abc", 3)]
    [InlineData("angst", "zorn", 3)]
    public void Edits_are_counted_up_to_the_limit(string a, string b, int expected) => Assert.Equal(expected, EditDistance.Bounded(a, b, 2));
}
