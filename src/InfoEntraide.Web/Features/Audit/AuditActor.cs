namespace InfoEntraide.Web.Features.Audit;

/// <summary>Who changes data: a person by user name, or a part of the program.</summary>
public sealed record AuditActor
{
    public const int NameLength = 256;

    private AuditActor(string name) => Name = name;

    /// <summary>The program itself, when nothing says more.</summary>
    public static AuditActor System { get; } = new("system");

    public static AuditActor Import { get; } = new("import");

    public static AuditActor ReferenceData { get; } = new("reference data");

    public static AuditActor Demo { get; } = new("demo");

    public string Name { get; }

    public static AuditActor User(string userName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userName);
        return new(userName);
    }
}
