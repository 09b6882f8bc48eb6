using System.Globalization;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace InfoEntraide.Web.TagHelpers;

/// <summary><c>&lt;time meeting="meeting"&gt;</c>: day and hour of a meeting for people, and for machines in <c>datetime</c>.</summary>
[HtmlTargetElement("time", Attributes = "meeting")]
public sealed class MeetingTagHelper(Texts texts) : TagHelper
{
    public required Meeting Meeting { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", Meeting.Start is { } start
            ? start.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture)
            : Meeting.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        output.Content.SetContent(Meeting.Start is { } hour ? texts.Format("Meeting.DayAndTime", texts.LongDay(Meeting.Day), texts.Hour(hour)) : texts.LongDay(Meeting.Day));
    }
}

internal static class MeetingTexts
{
    /// <summary>Weekday, day and month; the first of a month is an ordinal in French.</summary>
    public static string LongDay(this Texts texts, DateOnly day) => texts.Written(day, texts["Date.LongDay"]);

    /// <summary>Day, month and year, without the weekday.</summary>
    public static string Day(this Texts texts, DateOnly day) => texts.Written(day, texts["Date.Day"]);

    private static string Written(this Texts texts, DateOnly day, string format)
    {
        var text = " " + day.ToString(format, texts.Language.Culture());
        return (texts.Language == PortalLanguage.Fr && day.Day == 1 ? text.Replace(" 1 ", " 1er ", StringComparison.Ordinal) : text)[1..];
    }

    public static string Hour(this Texts texts, DateTimeOffset time) => texts.Format("Rhythm.Time", time.Minute == 0
        ? texts.Format("Rhythm.Time.Full", time.Hour)
        : texts.Format("Rhythm.Time.Minutes", time.Hour, time.Minute));
}
