using System.Runtime.CompilerServices;
using InfoEntraide.Web.Features.Audit;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace InfoEntraide.Web.Data;

/// <summary>What of the model is audited, read from the model once: which rows belong to which record, what is public, what is personal data.</summary>
internal sealed class AuditShape
{
    private static readonly ConditionalWeakTable<IModel, AuditShape> Shapes = [];

    private readonly Dictionary<IEntityType, Part> parts = [];
    private readonly HashSet<IEntityType> inCatalogue = [];
    private readonly HashSet<IProperty> personal = [];
    private readonly HashSet<IEntityType> withPersonal = [];

    private AuditShape(IModel model)
    {
        foreach (var root in model.GetEntityTypes().Where(IsRecord))
        {
            foreach (var navigation in root.GetNavigations().Where(n => n.IsCollection && !IsRecord(n.TargetEntityType)))
            {
                Add(new(navigation, navigation.ForeignKey));
            }

            // EF invents the other end of a link that has only one: it belongs to the end there is.
            foreach (var navigation in root.GetSkipNavigations().Where(n => n.IsCollection && !n.IsShadowProperty()))
            {
                Add(new(navigation, navigation.ForeignKey));
            }
        }

        foreach (var type in model.GetEntityTypes())
        {
            if (type.ClrType.IsAssignableTo(typeof(IInCatalogue)) || (parts.TryGetValue(type, out var part) && part.Root.ClrType.IsAssignableTo(typeof(IInCatalogue))))
            {
                inCatalogue.Add(type);
            }

            foreach (var property in type.GetFlattenedProperties().Where(p => p.PropertyInfo?.IsDefined(typeof(PersonalDataAttribute), inherit: true) == true))
            {
                personal.Add(property);
                withPersonal.Add(type);
            }
        }
    }

    public static AuditShape Of(IModel model) => Shapes.GetValue(model, m => new AuditShape(m));

    public static bool IsRecord(IReadOnlyEntityType type) => type.ClrType.IsAssignableTo(typeof(IAudited));

    public Part? PartOf(IEntityType type) => parts.GetValueOrDefault(type);

    public IEnumerable<Part> PartsOf(IEntityType root) => parts.Values.Where(p => p.Root == root);

    public bool IsInCatalogue(IEntityType type) => inCatalogue.Contains(type);

    /// <summary>Whether this is a group or a row that belongs to one.</summary>
    public bool IsOfGroup(IEntityType type) => (PartOf(type)?.Root ?? type).ClrType == typeof(SelfHelpGroup);

    public bool IsPersonal(IProperty property) => personal.Contains(property);

    /// <summary>A change of personal data, or a deletion that takes personal data with it.</summary>
    public bool ErasesPersonal(EntityEntry entry) =>
        entry.State switch
        {
            EntityState.Modified => withPersonal.Contains(entry.Metadata),
            EntityState.Deleted => withPersonal.Contains(entry.Metadata) || PartsOf(entry.Metadata).Any(p => withPersonal.Contains(p.ForeignKey.DeclaringEntityType)),
            _ => false,
        };

    private void Add(Part part)
    {
        if (!parts.TryAdd(part.ForeignKey.DeclaringEntityType, part))
        {
            throw new InvalidOperationException($"Rows of {part.ForeignKey.DeclaringEntityType.DisplayName()} belong to two audited records: leave one of the collections out.");
        }
    }

    /// <summary>Rows that belong to a record.</summary>
    /// <param name="Collection">The record's collection: of the rows themselves, or of what they link it with.</param>
    /// <param name="ForeignKey">From the row to the record.</param>
    public sealed record Part(INavigationBase Collection, IForeignKey ForeignKey)
    {
        public string Name => Collection.Name;

        public IEntityType Root => ForeignKey.PrincipalEntityType;

        /// <summary>Names the record in a row.</summary>
        public IProperty RootKey { get; } = ForeignKey.Properties.Single();

        /// <summary>Names the row within the record.</summary>
        public IReadOnlyList<IProperty> OwnKey { get; } =
            [.. ForeignKey.DeclaringEntityType.FindPrimaryKey()!.Properties.Where(p => !ForeignKey.Properties.Contains(p))];

        public bool IsManyToMany => Collection is ISkipNavigation;
    }
}
