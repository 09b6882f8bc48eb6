using System.Globalization;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>The fields of a group under the names of the import's columns, to tell what a row changes.</summary>
internal static class GroupFields
{
    private const int LongestShown = 40;

    internal sealed record Field(string Name, string? Value);

    public static IReadOnlyList<Field> Of(SelfHelpGroup group, ImportLookups lookups)
    {
        var place = group.Place;
        var rhythm = group.Rhythm;
        return
        [
            new("centre", lookups.CentresById.TryGetValue(group.CentreId, out var centre) ? centre.Slug : null),
            .. Texts("name", group.Name), .. Texts("description", group.Description), .. Texts("costs", group.Costs), .. Texts("accessibility", group.Accessibility),
            .. Texts("rhythm_note", rhythm.Note),
            new("topics", string.Join('|', group.Topics.OrderBy(t => t.Position).Select(t => lookups.TopicsById[t.TopicId].Slug))),
            new("kind", group.Kind.Code()), new("format", group.Format.Code()), new("audience", string.Join('|', Codes.All<Audience>().Where(a => group.Audience.HasFlag(a)).Select(a => a.Code()))),
            new("languages", string.Join('|', group.Languages)), new("status", group.Lifecycle.Code()), new("paused_until", Day(group.PausedUntil)), new("publication", group.Publication.Code()),
            new("venue", place.Venue), new("street", place.Street), new("npa", place.Npa), new("locality", place.Locality), new("canton", place.CantonCode), new("precision", place.Precision.Code()),
            new("point", place.Latitude is null ? null : string.Create(CultureInfo.InvariantCulture, $"{place.Latitude}, {place.Longitude}")),
            new("rule", rhythm.Rule), new("starts_on", Day(rhythm.StartsOn)), new("start", Time(rhythm.StartTime)), new("end", Time(rhythm.EndTime)), new("except", Days(rhythm.Except)), new("also", Days(rhythm.Also)),
            new("website", group.Website), new("verified_on", Day(group.VerifiedOn)),
        ];
    }

    public static IReadOnlyList<FieldChange> Changes(IReadOnlyList<Field> before, IReadOnlyList<Field> after) =>
    [
        .. before.Zip(after).Where(p => (p.First.Value ?? "") != (p.Second.Value ?? "")).Select(p =>
            p.First.Value?.Length > LongestShown || p.Second.Value?.Length > LongestShown ? new FieldChange(p.First.Name, null, null) : new FieldChange(p.First.Name, Shown(p.First.Value), Shown(p.Second.Value))),
    ];

    private static string Shown(string? value) => string.IsNullOrEmpty(value) ? "empty" : CellText.Shortened(value);

    private static IEnumerable<Field> Texts(string name, LocalizedText text) =>
        PortalLanguages.All.Select(l => new Field($"{name}_{l.Code()}", text[l])).Append(new($"first language of {name}", text.IsEmpty() ? null : text.Source.Code()));

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Time(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Days(List<DateOnly> days) => string.Join('|', days.Select(d => Day(d)));
}
