using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>
/// When a group meets: a recurrence rule (RFC 5545, the subset of <see cref="Recurrence"/>) with local times in Europe/Zurich,
/// days left out and extra days. The closure periods of the centre apply on top. Without a rule the group meets irregularly.
/// </summary>
public sealed record Rhythm
{
    /// <summary>For instance <c>FREQ=MONTHLY;BYDAY=2TU</c>; null when irregular or not known.</summary>
    public string? Rule { get; init; }

    /// <summary>A day on or before the first meeting: the rule counts its intervals from here.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>Local time of day the meeting starts.</summary>
    public TimeOnly? StartTime { get; init; }

    /// <summary>Local time of day the meeting ends; before <see cref="StartTime"/> when it runs past midnight.</summary>
    public TimeOnly? EndTime { get; init; }

    /// <summary>Days on which the group does not meet although the rule says so.</summary>
    public List<DateOnly> Except { get; init; } = [];

    /// <summary>Extra days.</summary>
    public List<DateOnly> Also { get; init; } = [];

    /// <summary>What no rule can say, for instance "by arrangement".</summary>
    public LocalizedText Note { get; init; } = LocalizedText.Empty;

    internal static void Configure(ComplexPropertyBuilder<Rhythm> rhythm)
    {
        rhythm.Property(r => r.Rule).HasMaxLength(200).IsUnicode(false);
        rhythm.Property(r => r.StartTime).HasPrecision(0);
        rhythm.Property(r => r.EndTime).HasPrecision(0);
        rhythm.Property(r => r.Except).HasMaxLength(2000).IsUnicode(false);
        rhythm.Property(r => r.Also).HasMaxLength(2000).IsUnicode(false);
        rhythm.ComplexProperty(r => r.Note, note =>
        {
            note.Property(t => t.Fr).HasMaxLength(500);
            note.Property(t => t.De).HasMaxLength(500);
            note.Property(t => t.It).HasMaxLength(500);
            note.Property(t => t.En).HasMaxLength(500);
            note.Property(t => t.Source).HasConversion(l => l.Code(), code => PortalLanguages.Parse(code) ?? PortalLanguage.Fr).HasMaxLength(2).IsUnicode(false);
        });
    }
}
