using System.Globalization;
using System.Text;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>
/// Writes the lines of an iCalendar object (RFC 5545): each ends with CR LF and is folded after 75 octets, never within a character (section 3.1).
/// </summary>
internal sealed class CalendarText
{
    public const int LineOctets = 75;

    private readonly StringBuilder lines = new();

    /// <summary>A line as it is: the value has a type that knows no escapes.</summary>
    public CalendarText Line(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                // The space that marks a continued line counts too.
                lines.Append("\r\n ");
                octets = 1;
            }

            lines.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        lines.Append("\r\n");
        return this;
    }

    /// <summary>A line with a value of type TEXT (section 3.3.11). Control characters have no place in one.</summary>
    public CalendarText Text(string name, string value)
    {
        var escaped = new StringBuilder();
        foreach (var c in value.ReplaceLineEndings("\n"))
        {
            _ = c switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(c),
                '\n' => escaped.Append("\\n"),
                _ => char.IsControl(c) ? escaped : escaped.Append(c),
            };
        }

        return Line(name, escaped.ToString());
    }

    /// <summary>A local date and time with its zone, or a date alone where no time is known.</summary>
    public CalendarText Moment(string name, DateOnly day, TimeOnly? time) => time is { } at
        ? Line($"{name};TZID={MeetingDates.Zone.Id}", Local(day, at))
        : Line($"{name};VALUE=DATE", Day(day));

    public static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Local(DateOnly day, TimeOnly time) => day.ToDateTime(time).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    public static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public override string ToString() => lines.ToString();
}
