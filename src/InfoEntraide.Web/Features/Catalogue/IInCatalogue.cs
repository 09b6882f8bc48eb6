namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>
/// Marks what the public catalogue is made of. A transaction that changes such a record, or a row that belongs to it, raises
/// <see cref="Data.PortalState.CatalogueVersion"/>, by which every instance notices that its picture is old.
/// </summary>
public interface IInCatalogue;
