using System.Globalization;
using System.Text;

namespace InfoEntraide.Web.Tests.Groups;

/// <summary>Reads an iCalendar file strictly, as RFC 5545 has it: what is not allowed fails.</summary>
internal sealed class CalendarFile
{
    private CalendarFile(IReadOnlyList<IReadOnlyList<CalendarLine>> events) => Events = events;

    public IReadOnlyList<IReadOnlyList<CalendarLine>> Events { get; }

    public static CalendarFile Read(string text)
    {
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var raw = text[..^2].Split("\r\n");
        Assert.DoesNotContain(raw, line => line.Contains('\n') || line.Contains('\r') || line.Length == 0 || Encoding.UTF8.GetByteCount(line) > 75);

        var lines = new List<string>();
        foreach (var line in raw)
        {
            if (line[0] == ' ')
            {
                lines[^1] += line[1..];
            }
            else
            {
                lines.Add(line);
            }
        }

        var open = new Stack<string>();
        var events = new List<IReadOnlyList<CalendarLine>>();
        List<CalendarLine>? current = null;
        foreach (var line in lines.Select(CalendarLine.Read))
        {
            switch (line.Name)
            {
                case "BEGIN":
                    open.Push(line.Value);
                    current = line.Value == "VEVENT" ? [] : current;
                    break;
                case "END":
                    Assert.Equal(open.Pop(), line.Value);
                    if (line.Value == "VEVENT")
                    {
                        events.Add(current!);
                        current = null;
                    }

                    break;
                default:
                    current?.Add(line);
                    break;
            }
        }

        Assert.Empty(open);
        Assert.Equal("VCALENDAR", lines[0][6..]);
        return new(events);
    }
}

/// <summary>A line with its parameters as they stand there.</summary>
internal sealed record CalendarLine(string Name, string Parameters, string Value)
{
    public static CalendarLine Read(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        Assert.True(colon > 0, line);
        var name = line[..colon].Split(';', 2);
        return new(name[0], name.Length > 1 ? name[1] : "", line[(colon + 1)..]);
    }

    public DateOnly Day => DateOnly.ParseExact(Value[..8], "yyyyMMdd", CultureInfo.InvariantCulture);
}
