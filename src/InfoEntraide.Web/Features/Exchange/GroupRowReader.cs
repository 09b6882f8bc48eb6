using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>
/// Takes the cells of a row over into a group, new or known. A column the file does not have leaves its field as it is; an empty cell
/// clears it, except where a group cannot be without a value.
/// </summary>
internal sealed class GroupRowReader(ImportRow row, ImportLookups lookups, DateOnly today)
{
    public const int MaxTopics = 10;
    public const int MaxLanguages = 20;

    public void ApplyTo(SelfHelpGroup group, Centre centre, bool isNew)
    {
        if (!isNew && group.CentreId != centre.Id)
        {
            row.Warn(row.Columns[ImportColumn.Centre], "The group is moved to another centre. Do two centres use the same external_id?");
        }

        group.CentreId = centre.Id;
        var spoken = ReadLanguages();
        var (language, isStated) = TextLanguage(spoken, group, centre, isNew);
        ReadTexts(group, language, isStated);
        ReadTopics(group);
        group.Kind = row.Value(ImportColumn.Kind, CellValues.Kind, group.Kind, "self-managed, facilitated, exchange, forum");
        group.Format = row.Value(ImportColumn.Format, CellValues.Format, group.Format, "in-person, online, hybrid, phone");
        ReadAudience(group);
        if (spoken.Count > 0)
        {
            group.Languages = spoken;
        }
        else if (isNew)
        {
            group.Languages = [language.Code()];
        }

        ReadStatus(group);
        ReadPublication(group);
        new MeetingPlaceReader(row, lookups).ApplyTo(group);
        new RhythmReader(row, language).ApplyTo(group);
        ReadWebsite(group);
        ReadVerifiedOn(group);
    }

    private void ReadTexts(SelfHelpGroup group, PortalLanguage language, bool isStated)
    {
        group.Name = row.Localized(ImportColumn.Name, group.Name, language, isStated, SelfHelpGroup.NameLength, paragraphs: false);
        group.Description = row.Localized(ImportColumn.Description, group.Description, language, isStated, SelfHelpGroup.DescriptionLength, paragraphs: true);
        group.Costs = row.Localized(ImportColumn.Costs, group.Costs, language, isStated, 300, paragraphs: false);
        group.Accessibility = row.Localized(ImportColumn.Accessibility, group.Accessibility, language, isStated, 300, paragraphs: false);
        if (group.Name.IsEmpty())
        {
            row.Refuse(row.Columns.All.First(c => c.Meaning == ImportColumn.Name), "The group has no name in any language.");
        }
    }

    private List<string> ReadLanguages()
    {
        var column = row.Columns[ImportColumn.Languages] ?? row.Columns[ImportColumn.Language];
        List<string> codes = [];
        if (row.Text(column) is not { Length: > 0 } cell)
        {
            return codes;
        }

        var parts = CellValues.Several(cell);
        if (parts.Any(p => CellValues.Language(p) is null))
        {
            // "fr de" with nothing but a space between.
            var words = parts.SelectMany(p => p.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
            parts = words.All(w => CellValues.Language(w) is not null) ? words : parts;
        }

        foreach (var part in parts)
        {
            if (CellValues.Language(part) is not { } code)
            {
                row.Refuse(column, $"\"{CellText.Shortened(part)}\" is no language known here. Use a two-letter code, for instance de, or sgg, ssr, slf for sign languages.");
            }
            else if (!codes.Contains(code))
            {
                codes.Add(code);
            }
        }

        if (codes.Count > MaxLanguages)
        {
            row.Refuse(column, $"{codes.Count} languages; at most {MaxLanguages} fit.");
        }

        return codes;
    }

    /// <summary>The language of the texts in columns without one.</summary>
    private (PortalLanguage Language, bool IsStated) TextLanguage(List<string> spoken, SelfHelpGroup group, Centre centre, bool isNew)
    {
        var column = row.Columns[ImportColumn.Language];
        if (row.Text(column) is { Length: > 0 } cell)
        {
            foreach (var part in CellValues.Several(cell))
            {
                if (PortalLanguages.Parse(CellValues.Language(part)) is { } stated)
                {
                    return (stated, true);
                }
            }

            row.Refuse(column, $"\"{CellText.Shortened(cell)}\" is none of the languages texts can be in: fr, de, it, en.");
        }

        return (First(spoken) ?? (isNew || group.Name.IsEmpty() ? First(centre.Languages) : group.Name.Source) ?? PortalLanguage.Fr, false);

        static PortalLanguage? First(List<string> codes) => codes.Select(PortalLanguages.Parse).FirstOrDefault(l => l is not null);
    }

    private void ReadTopics(SelfHelpGroup group)
    {
        var column = row.Columns[ImportColumn.Topics];
        var cell = row.Text(column) ?? "";
        List<Guid> ids = [];
        var refused = row.Refusals;
        foreach (var part in cell.Split(['|', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Some names of topics hold a comma: the whole first.
            foreach (var word in lookups.Topics(part).Count > 0 ? [part] : part.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                switch (lookups.Topics(word))
                {
                    case [var topic]:
                        if (!ids.Contains(topic.Id))
                        {
                            ids.Add(topic.Id);
                        }

                        break;
                    case []:
                        row.Refuse(column, $"\"{CellText.Shortened(word)}\" is no topic.{(lookups.SimilarTopic(word) is { } similar ? $" Did you mean {similar}?" : "")}");
                        break;
                    case var several:
                        row.Refuse(column, $"\"{CellText.Shortened(word)}\" can mean several topics: {string.Join(", ", several.Take(5).Select(t => t.Slug))}. Name one.");
                        break;
                }
            }
        }

        if (ids.Count == 0)
        {
            if (row.Refusals == refused)
            {
                row.Refuse(column, "The group has no topic.");
            }

            return;
        }

        if (ids.Count > MaxTopics)
        {
            row.Refuse(column, $"{ids.Count} topics; at most {MaxTopics} fit.");
        }

        group.Topics.RemoveAll(t => !ids.Contains(t.TopicId));
        for (var i = 0; i < ids.Count; i++)
        {
            if (group.Topics.Find(t => t.TopicId == ids[i]) is { } known)
            {
                known.Position = i;
            }
            else
            {
                group.Topics.Add(new() { TopicId = ids[i], Position = i });
            }
        }
    }

    private void ReadAudience(SelfHelpGroup group)
    {
        var column = row.Columns[ImportColumn.Audience];
        if (row.Text(ImportColumn.Audience) is not { Length: > 0 } cell)
        {
            return;
        }

        var audience = CellValues.AudienceOf(cell) ?? Audience.None;
        foreach (var part in audience == Audience.None ? CellValues.Several(cell) : [])
        {
            if (CellValues.AudienceOf(part) is { } value)
            {
                audience |= value;
            }
            else
            {
                row.Refuse(column, $"\"{CellText.Shortened(part)}\" is not understood. Possible: affected, relatives, young, seniors, women, men, parents, lgbtiq.");
            }
        }

        if ((audience & (Audience.Affected | Audience.Relatives)) == Audience.None && audience != Audience.None)
        {
            var assumed = audience.HasFlag(Audience.Parents) ? Audience.Relatives : Audience.Affected;
            row.Note(column, $"Neither affected nor relatives: {assumed.Code()} is assumed.");
            audience |= assumed;
        }

        group.Audience = audience == Audience.None ? group.Audience : audience;
    }

    private void ReadStatus(SelfHelpGroup group)
    {
        var untilColumn = row.Columns[ImportColumn.PausedUntil];
        var statusCell = row.Text(ImportColumn.Status) ?? "";
        if (CellText.Fold(statusCell) is "geschlossen" or "ferme" or "fermee" or "chiuso" or "chiusa")
        {
            row.Refuse(row.Columns[ImportColumn.Status], $"\"{statusCell}\" can mean that the group has ended or that it takes no new people. Write closed if it has ended, else active.");
            return;
        }

        var refused = row.Refusals;
        var status = row.Value(ImportColumn.Status, CellValues.Status, group.Lifecycle, "in-creation, active, paused, closed");
        var until = ReadDate(ImportColumn.PausedUntil, group.PausedUntil);
        switch (status)
        {
            case Lifecycle.Paused when until is { } date:
                if (untilColumn is not null && date < today)
                {
                    row.Warn(untilColumn, $"The pause ended on {date:yyyy-MM-dd}: is the group active again?");
                }

                group.Pause(date);
                return;
            case Lifecycle.Paused:
                if (row.Refusals == refused)
                {
                    row.Refuse(untilColumn ?? row.Columns[ImportColumn.Status], "A paused group needs the day it resumes (paused_until).");
                }

                return;
            case Lifecycle.InCreation:
                group.Announce();
                break;
            case Lifecycle.Active:
                group.Activate();
                break;
            case Lifecycle.Closed:
                group.Close();
                break;
        }

        if (untilColumn is not null && row.Text(untilColumn) is { Length: > 0 })
        {
            row.Warn(untilColumn, $"Not taken: the group is not paused but {status.Code()}.");
        }
    }

    private void ReadPublication(SelfHelpGroup group)
    {
        switch (row.Value(ImportColumn.Publication, CellValues.PublicationOf, group.Publication, "draft, published, archived"))
        {
            case var same when same == group.Publication:
                break;
            case Publication.Published:
                group.Publish();
                break;
            case Publication.Archived:
                group.Archive();
                break;
            case Publication.Draft:
                group.Unpublish();
                break;
            default:
                row.Refuse(row.Columns[ImportColumn.Publication], "A listing cannot be scheduled by a file. Write draft or published.");
                break;
        }
    }

    private void ReadWebsite(SelfHelpGroup group)
    {
        var column = row.Columns[ImportColumn.Website];
        if (row.Text(ImportColumn.Website) is not { } cell)
        {
            return;
        }

        if (cell.Length == 0)
        {
            group.Website = null;
            return;
        }

        var address = cell.Contains("://", StringComparison.Ordinal) ? cell : "https://" + cell;
        if (cell.Contains('@', StringComparison.Ordinal) || cell.Contains(' ', StringComparison.Ordinal) || !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || !uri.Host.Contains('.', StringComparison.Ordinal) || uri.UserInfo.Length > 0)
        {
            row.Refuse(column, $"\"{CellText.Shortened(cell)}\" is no address of a website.");
        }
        else if (address.Length > 500)
        {
            row.Refuse(column, $"{address.Length} characters; at most 500 fit.");
        }
        else
        {
            group.Website = address;
        }
    }

    private void ReadVerifiedOn(SelfHelpGroup group)
    {
        var date = ReadDate(ImportColumn.VerifiedOn, group.VerifiedOn);
        if (row.Columns[ImportColumn.VerifiedOn] is { } column && date > today)
        {
            row.Refuse(column, $"{date:yyyy-MM-dd} lies in the future.");
        }

        group.VerifiedOn = date;
    }

    private DateOnly? ReadDate(ImportColumn meaning, DateOnly? before)
    {
        if (row.Text(meaning) is not { } cell)
        {
            return before;
        }

        if (cell.Length > 0 && CellValues.Date(cell) is null)
        {
            row.Refuse(row.Columns[meaning], $"\"{CellText.Shortened(cell)}\" is no date. Write for instance 2026-03-31 or 31.3.2026.");
        }

        return CellValues.Date(cell);
    }
}
