using System.Text.Json;
using InfoEntraide.Web.Features.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace InfoEntraide.Web.Data;

/// <summary>Says what a save changes of a record, before and after, down to the properties of complex ones.</summary>
internal sealed class AuditDiff(AuditShape shape, bool isAsync)
{
    /// <summary>Null when nothing differs, for instance after an update with the values that were there.</summary>
    public async Task<AuditChanges?> ChangesAsync(ChangedRecord record, CancellationToken ct)
    {
        if (KnowsNotWhatWas(record.Entry))
        {
            await record.ReadAsync(isAsync, ct);
        }

        var values = Values(record.Entry, record.Database);
        var parts = new List<PartChange>();
        foreach (var (part, row) in record.Rows)
        {
            if (await PartAsync(record, part, row, ct) is { } change)
            {
                parts.Add(change);
            }
        }

        if (record.Action == AuditAction.Deleted)
        {
            await AddUntrackedAsync(record.Entry, parts, ct);
        }

        return values is null && parts.Count == 0 ? null : new AuditChanges { Values = values, Parts = parts.Count == 0 ? null : parts };
    }

    private async Task<PartChange?> PartAsync(ChangedRecord record, AuditShape.Part part, EntityEntry row, CancellationToken ct)
    {
        var action = row.State switch { EntityState.Added => AuditAction.Created, EntityState.Deleted => AuditAction.Deleted, _ => AuditAction.Changed };
        if (row.State == EntityState.Modified && row.Property(part.RootKey) is { } key && !Equals(key.OriginalValue, key.CurrentValue))
        {
            action = Equals(key.CurrentValue, ((IAudited)record.Entry.Entity).Id) ? AuditAction.Created : AuditAction.Deleted;
        }

        var before = KnowsNotWhatWas(row) ? (isAsync ? await row.GetDatabaseValuesAsync(ct) : row.GetDatabaseValues()) : null;
        var values = Values(row, before, action, part.RootKey);
        return values is null && action == AuditAction.Changed ? null : new PartChange(part.Name, Key(row, part.OwnKey), action, values);
    }

    /// <summary>With a deleted record the database deletes the rows that belong to it: those nobody loaded are read, so that the entry tells all that is gone.</summary>
    private async Task AddUntrackedAsync(EntityEntry root, List<PartChange> parts, CancellationToken ct)
    {
        foreach (var part in shape.PartsOf(root.Metadata))
        {
            var known = parts.Where(p => p.Part == part.Name).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
            var query = ((IQueryable<object>)root.Collection(part.Collection).Query()).AsNoTracking();
            foreach (var row in isAsync ? await query.ToListAsync(ct) : [.. query])
            {
                var entry = root.Context.Entry(row);
                var key = Key(entry, part.IsManyToMany ? entry.Metadata.FindPrimaryKey()!.Properties : part.OwnKey);
                if (!known.Contains(key))
                {
                    parts.Add(new(part.Name, key, AuditAction.Deleted, part.IsManyToMany ? null : Values(entry, null, AuditAction.Deleted, part.RootKey)));
                }
            }
        }
    }

    /// <summary>A record that was attached without having been read says "modified" of values it does not know.</summary>
    private static bool KnowsNotWhatWas(EntityEntry entry) =>
        entry.State == EntityState.Modified && Leaves(entry).Any(l => l.Property is { IsModified: true } p && p.Metadata.Name != nameof(IAudited.Version) && IsSame(p, p.OriginalValue, p.CurrentValue));

    private SortedDictionary<string, ValueChange>? Values(EntityEntry entry, PropertyValues? before) =>
        Values(entry, before, entry.State switch { EntityState.Added => AuditAction.Created, EntityState.Deleted => AuditAction.Deleted, _ => AuditAction.Changed }, rootKey: null);

    private SortedDictionary<string, ValueChange>? Values(EntityEntry entry, PropertyValues? before, AuditAction action, IProperty? rootKey)
    {
        SortedDictionary<string, ValueChange>? values = null;
        if (entry.State == EntityState.Unchanged)
        {
            return null;
        }

        foreach (var (path, property) in Leaves(entry))
        {
            var metadata = property.Metadata;
            if (metadata.IsPrimaryKey() || metadata == rootKey || metadata.Name == nameof(IAudited.Version))
            {
                continue;
            }

            var old = action == AuditAction.Created ? null : before is null ? property.OriginalValue : before[metadata];
            var now = action == AuditAction.Deleted ? null : property.CurrentValue;
            if (action == AuditAction.Changed ? !IsSame(property, old, now) : (old ?? now) is not null)
            {
                (values ??= new(StringComparer.Ordinal))[path] = new ValueChange(Json(metadata, old), Json(metadata, now));
            }
        }

        return values;
    }

    private static bool IsSame(PropertyEntry property, object? one, object? other) => property.Metadata.GetValueComparer().Equals(one, other);

    private static string Key(EntityEntry row, IEnumerable<IProperty> properties) =>
        string.Join(',', properties.Select(p => Convert.ToString(row.Property(p).CurrentValue, System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The values of a record with their paths, complex ones down to their own.</summary>
    private static IEnumerable<(string Path, PropertyEntry Property)> Leaves(EntityEntry entry)
    {
        foreach (var property in entry.Properties)
        {
            yield return (property.Metadata.Name, property);
        }

        foreach (var complex in entry.ComplexProperties)
        {
            foreach (var leaf in Leaves(complex, complex.Metadata.Name))
            {
                yield return leaf;
            }
        }
    }

    private static IEnumerable<(string Path, PropertyEntry Property)> Leaves(ComplexPropertyEntry entry, string path)
    {
        foreach (var property in entry.Properties)
        {
            yield return ($"{path}.{property.Metadata.Name}", property);
        }

        foreach (var complex in entry.ComplexProperties)
        {
            foreach (var leaf in Leaves(complex, $"{path}.{complex.Metadata.Name}"))
            {
                yield return leaf;
            }
        }
    }

    private JsonElement? Json(IProperty property, object? value)
    {
        if (value is null)
        {
            return null;
        }

        if (shape.IsPersonal(property))
        {
            return JsonSerializer.SerializeToElement(AuditChanges.Redacted);
        }

        // Enums as the database and addresses spell them; everything else the same whatever the database.
        var plain = value is Enum ? property.GetValueConverter()?.ConvertToProvider(value) ?? value.ToString()! : value;
        return JsonSerializer.SerializeToElement(plain, plain.GetType());
    }
}
