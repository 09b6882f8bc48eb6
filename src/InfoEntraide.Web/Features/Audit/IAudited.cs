namespace InfoEntraide.Web.Features.Audit;

/// <summary>
/// A record people edit. Every save that changes it, or a row that belongs to it, writes an <see cref="AuditEntry"/> and raises its
/// <see cref="Version"/>. What belongs to it is read from the model: the rows of its collections, unless they are audited records themselves,
/// and the rows that link it in its many-to-many collections.
/// </summary>
public interface IAudited
{
    Guid Id { get; }

    /// <summary>
    /// 1 when created, then one more with every save: the concurrency token, kept by the save itself. 0 means that the record was attached
    /// without having been read; its version is then looked up.
    /// </summary>
    int Version { get; }
}
