using System.Text;
using InfoEntraide.Web.Features.Groups;

namespace InfoEntraide.Web.Tests.Groups;

public sealed class CalendarTextTests
{
    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("漢")]
    [InlineData("🙂")]
    public void A_long_line_is_folded_after_at_most_75_octets_and_never_within_a_character(string letter)
    {
        for (var length = 0; length < 200; length++)
        {
            var value = string.Concat(Enumerable.Repeat(letter, length));
            var written = new CalendarText().Line("DESCRIPTION", value).ToString();
            var lines = written[..^2].Split("\r\n");
            Assert.All(lines, line => Assert.True(Encoding.UTF8.GetByteCount(line) <= CalendarText.LineOctets));
            Assert.All(lines.SkipLast(1), line => Assert.True(Encoding.UTF8.GetByteCount(line) + Encoding.UTF8.GetByteCount(letter) > CalendarText.LineOctets));
            Assert.Equal("DESCRIPTION:" + value, written[..^2].Replace("\r\n ", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Signs_with_a_meaning_are_escaped_and_no_text_can_begin_a_line_of_its_own() =>
        Assert.Equal("LOCATION:Salle 2\\, rue du Port\\; fond\\\\cour\\nEND:VEVENT\r\n", new CalendarText().Text("LOCATION", "Salle 2, rue du Port; fond\\cour\r\nEND:\0VEVENT").ToString());
}
