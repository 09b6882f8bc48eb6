namespace InfoEntraide.Web.Features.Groups;

/// <summary>The kinds of offer; all live in one catalogue.</summary>
public enum GroupKind
{
    /// <summary>A group that leads itself.</summary>
    SelfManaged,

    /// <summary>A group led by a professional; always marked as such.</summary>
    Facilitated,

    /// <summary>Two people are put in touch with each other.</summary>
    Exchange,

    /// <summary>An internet forum or chat.</summary>
    Forum,
}

/// <summary>How people meet.</summary>
public enum MeetingFormat
{
    InPerson,
    Online,
    Hybrid,
    Phone,
}

/// <summary>How the group itself is doing; see <see cref="Publication"/> for the listing.</summary>
public enum Lifecycle
{
    /// <summary>The centre is looking for people; the group starts once six to eight are there.</summary>
    InCreation,
    Active,

    /// <summary>Resumes on <see cref="SelfHelpGroup.PausedUntil"/>.</summary>
    Paused,
    Closed,
}

/// <summary>Whether the listing is shown; see <see cref="Lifecycle"/> for the group. The public sees only published listings of groups that are not closed.</summary>
public enum Publication
{
    Draft,
    Scheduled,
    Published,
    Archived,
}

/// <summary>For whom the group is. The later values are set where a group is only for them.</summary>
[Flags]
public enum Audience
{
    None = 0,
    Affected = 1,
    Relatives = 2,
    Young = 4,
    Seniors = 8,
    Women = 16,
    Men = 32,
    Parents = 64,
    Lgbtiq = 128,
}

/// <summary>How exactly the public learns where a group meets.</summary>
public enum PlacePrecision
{
    Address,
    Locality,

    /// <summary>Only the canton is shown.</summary>
    Hidden,
}

public enum Weekday
{
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// <summary>Part of the day a meeting starts in: morning before 12:00, afternoon before 17:30, evening after.</summary>
public enum TimeOfDay
{
    Morning,
    Afternoon,
    Evening,
}
