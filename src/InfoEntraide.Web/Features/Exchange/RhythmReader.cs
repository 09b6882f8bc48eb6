using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>The columns about when a group meets.</summary>
internal sealed class RhythmReader(ImportRow row, PortalLanguage language)
{
    // Fits the column in the database with its brackets and quotation marks.
    private const int MaxDates = 150;

    private static readonly TimeSpan LongMeeting = TimeSpan.FromHours(8);

    public void ApplyTo(SelfHelpGroup group)
    {
        var before = group.Rhythm;
        var (rule, note) = ReadDays(before);
        var (start, end) = ReadTimes(before);
        var after = before with
        {
            Rule = rule,
            Note = note,
            StartTime = start,
            EndTime = end,
            StartsOn = ReadStartsOn(before),
            Except = ReadDates(ImportColumn.Except, before.Except),
            Also = ReadDates(ImportColumn.Also, before.Also),
        };
        if (after.StartsOn is null && rule is not null && rule != before.Rule && Recurrence.TryParse(rule, out var recurrence, out _) && recurrence!.NeedsStart)
        {
            row.Warn(row.Columns[ImportColumn.Rule] ?? row.Columns[ImportColumn.Every], "Which weeks? Dates cannot be shown without starts_on, the day of one meeting.");
        }

        group.Rhythm = after;
    }

    private (string? Rule, LocalizedText Note) ReadDays(Rhythm before)
    {
        var note = row.Localized(ImportColumn.RhythmNote, before.Note, language, plainIsStated: false, 500, paragraphs: false);
        var ruleColumn = row.Columns[ImportColumn.Rule];
        var wordsColumn = row.Columns[ImportColumn.Every] ?? row.Columns[ImportColumn.Weekday];
        var weekday = row.Text(ImportColumn.Weekday) ?? "";
        var every = row.Text(ImportColumn.Every) ?? "";
        var inWords = weekday.Length + every.Length > 0 ? MeetingDayWords.Read(weekday, every) : null;
        if (row.Text(ImportColumn.Rule) is { Length: > 0 } cell)
        {
            if (!Recurrence.TryParse(cell, out var recurrence, out var error))
            {
                row.Refuse(ruleColumn, $"No rule that is understood: {error}");
                return (before.Rule, note);
            }

            var rule = recurrence!.ToString();
            if (inWords?.Rule is { } other && other != rule)
            {
                row.Warn(wordsColumn, $"Says something else than the column \"{ruleColumn!.Header}\"; that one is taken.");
            }

            return (rule, note);
        }

        if (ruleColumn is null && wordsColumn is null)
        {
            return (before.Rule, note);
        }

        if (weekday.Length + every.Length == 0)
        {
            return (null, note);
        }

        if (inWords is null)
        {
            row.Refuse(wordsColumn, $"\"{CellText.Shortened($"{weekday} {every}".Trim())}\" is not understood. Write for instance weekly, fortnightly, \"2nd tuesday\" or \"1st and 3rd monday\", with the weekday beside it.");
            return (before.Rule, note);
        }

        if (inWords.Remark is { } remark)
        {
            row.Warn(wordsColumn, remark);
        }

        if (row.Columns.Has(ImportColumn.RhythmNote))
        {
            return (Canonical(inWords.Rule), note);
        }

        // The words themselves become the note, and leave it when they become a rule.
        var words = string.Join(", ", new[] { every, weekday }.Where(w => w.Length > 0));
        if (inWords.KeepAsNote)
        {
            note = note.With(language, words) with { Source = note.IsEmpty() ? language : note.Source };
        }
        else if (before.Rule is null)
        {
            note = note.With(language, null);
        }

        return (Canonical(inWords.Rule), note);
    }

    private static string? Canonical(string? rule) => rule is not null && Recurrence.TryParse(rule, out var recurrence, out _) ? recurrence!.ToString() : rule;

    private (TimeOnly? Start, TimeOnly? End) ReadTimes(Rhythm before)
    {
        var startColumn = row.Columns[ImportColumn.Start];
        var endColumn = row.Columns[ImportColumn.End];
        var start = before.StartTime;
        var end = before.EndTime;
        var endCell = row.Text(ImportColumn.End);
        if (endCell is not null)
        {
            end = endCell.Length == 0 ? null : ReadTime(endColumn!, endCell) is { } times ? times.Second ?? times.First : end;
        }

        if (row.Text(ImportColumn.Start) is { } startCell)
        {
            start = null;
            if (startCell.Length > 0 && ReadTime(startColumn!, startCell) is { } times)
            {
                start = times.First;
                if (times.Is24)
                {
                    row.Refuse(startColumn, "A meeting cannot begin at 24:00. Write 00:00 if it begins at midnight.");
                }

                if (times.Second is { } second && (endCell is null || endCell.Length == 0))
                {
                    end = second;
                }
            }
        }

        if (startColumn is null && endColumn is null)
        {
            return (start, end);
        }

        if (start is { } from && end is { } to)
        {
            if (from == to)
            {
                row.Refuse(endColumn ?? startColumn, $"The meeting ends when it begins ({from:HH:mm}).");
            }
            else if (to - from > LongMeeting)
            {
                row.Warn(endColumn ?? startColumn, $"From {from:HH:mm} to {to:HH:mm}: is that right?");
            }
        }
        else if (start is null && end is not null && string.IsNullOrEmpty(row.Text(ImportColumn.Start)))
        {
            row.Warn(endColumn ?? startColumn, "An end without a beginning.");
        }

        return (start, end);
    }

    private (TimeOnly First, TimeOnly? Second, bool Is24)? ReadTime(SheetColumn column, string cell)
    {
        var times = CellValues.Times(cell);
        if (times is null)
        {
            row.Refuse(column, $"\"{CellText.Shortened(cell)}\" is no time of day. Write for instance 19:30.");
        }

        return times;
    }

    private DateOnly? ReadStartsOn(Rhythm before)
    {
        if (row.Text(ImportColumn.StartsOn) is not { } cell)
        {
            return before.StartsOn;
        }

        if (cell.Length > 0 && CellValues.Date(cell) is null)
        {
            row.Refuse(row.Columns[ImportColumn.StartsOn], $"\"{CellText.Shortened(cell)}\" is no date. Write for instance 2026-03-31 or 31.3.2026.");
        }

        return CellValues.Date(cell);
    }

    private List<DateOnly> ReadDates(ImportColumn meaning, List<DateOnly> before)
    {
        var column = row.Columns[meaning];
        if (row.Text(column) is not { } cell)
        {
            return before;
        }

        SortedSet<DateOnly> dates = [];
        foreach (var part in cell.Split(['|', ';', ',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (CellValues.Date(part) is { } date)
            {
                dates.Add(date);
            }
            else
            {
                row.Refuse(column, $"\"{CellText.Shortened(part)}\" is no date. Write for instance 2026-03-31 or 31.3.2026, with | between several.");
            }
        }

        if (dates.Count > MaxDates)
        {
            row.Refuse(column, $"{dates.Count} dates; at most {MaxDates} fit.");
        }

        return [.. dates];
    }
}
