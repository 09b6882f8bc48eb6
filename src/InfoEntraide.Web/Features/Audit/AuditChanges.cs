using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InfoEntraide.Web.Features.Audit;

/// <summary>
/// What an <see cref="AuditEntry"/> says changed. <see cref="Values"/> are by path (<c>Name.Fr</c>, <c>Place.Street</c>): of a created record
/// all that are set, of a deleted one all that were, of a changed one those that differ.
/// </summary>
public sealed record AuditChanges
{
    /// <summary>Stands for a value that is personal data: that it changed is kept, the value is not.</summary>
    public const string Redacted = "•••";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // Stored, never written into a page as it is: letters with accents stay legible.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<AuditAction>(JsonNamingPolicy.KebabCaseLower) },
    };

    public SortedDictionary<string, ValueChange>? Values { get; init; }

    public IReadOnlyList<PartChange>? Parts { get; init; }

    /// <summary>Of a load: how many records of which class were created, changed and deleted.</summary>
    public SortedDictionary<string, LoadCount>? Loaded { get; init; }

    public static AuditChanges Parse(string json) =>
        JsonSerializer.Deserialize<AuditChanges>(json, Json) ?? throw new JsonException("The changes of an audit entry are null.");

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <summary>A value before and after; null is "none" on either side.</summary>
public sealed record ValueChange(JsonElement? Old, JsonElement? New);

/// <summary>A row that belongs to the record.</summary>
/// <param name="Part">The record's collection it stands in, for instance <c>Synonyms</c>.</param>
/// <param name="Key">Its key within the record; of a many-to-many row the key of the other side.</param>
/// <param name="Action">Created, changed or deleted.</param>
/// <param name="Values">Its values by path; null when it has none besides its key.</param>
public sealed record PartChange(string Part, string Key, AuditAction Action, SortedDictionary<string, ValueChange>? Values);

public sealed record LoadCount(int Created, int Changed, int Deleted);
