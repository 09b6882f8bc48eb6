using System.Threading.Channels;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>A committed transaction of this process that changed something public.</summary>
/// <param name="Version">The version of the catalogue it made.</param>
/// <param name="Groups">The groups that changed; null when it changed more than groups.</param>
public sealed record CatalogueChange(int Version, IReadOnlyCollection<Guid>? Groups);

/// <summary>
/// Carries changes from the commit to whoever keeps the catalogue up to date. When nobody takes them (a verb has no catalogue to keep) or they come too fast, some are
/// dropped: the gap in the versions tells.
/// </summary>
public sealed class CatalogueChanges
{
    /// <summary>Further ones find no room: whoever takes so many asks the database for everything.</summary>
    public const int MostWaiting = 256;

    private readonly Channel<CatalogueChange> channel = Channel.CreateBounded<CatalogueChange>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Add(CatalogueChange change) => channel.Writer.TryWrite(change);

    /// <summary>Waits for a change and takes all there are.</summary>
    public async Task<IReadOnlyList<CatalogueChange>> TakeAsync(CancellationToken ct)
    {
        var changes = new List<CatalogueChange> { await channel.Reader.ReadAsync(ct) };
        while (channel.Reader.TryRead(out var more))
        {
            changes.Add(more);
        }

        return changes;
    }
}
