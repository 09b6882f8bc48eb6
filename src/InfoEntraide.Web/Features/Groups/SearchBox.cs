namespace InfoEntraide.Web.Features.Groups;

/// <summary>The search form: what stands in its two fields, and the topic it stays with on a topic's page.</summary>
public sealed record SearchBox(string Text = "", string Place = "")
{
    /// <summary>The largest thing on the home page, one box for everything; modest elsewhere, with a box for the place.</summary>
    public bool IsLarge { get; init; }

    /// <summary>Slug of a topic: then only the place is asked for.</summary>
    public string? Topic { get; init; }
}
