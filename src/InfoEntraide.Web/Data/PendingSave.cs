using InfoEntraide.Web.Features.Audit;

namespace InfoEntraide.Web.Data;

/// <summary>What the interceptors have to remember about one context between the steps of a save and of its transaction.</summary>
internal sealed class PendingSave
{
    /// <summary>Entries of the save that is under way: the context forgets them when it is over.</summary>
    public List<AuditEntry> Written { get; } = [];

    public AuditSummary? Summary { get; set; }

    /// <summary>Something public changed since the last commit.</summary>
    public bool CatalogueChanged { get; set; }

    /// <summary>Something public that is not part of a group changed.</summary>
    public bool OthersChanged { get; set; }

    /// <summary>The groups that changed.</summary>
    public HashSet<Guid> Groups { get; } = [];

    /// <summary>The version of the catalogue that the commit under way makes.</summary>
    public int CatalogueVersion { get; set; }

    /// <summary>Personal data was changed or deleted since the last commit.</summary>
    public bool PersonalDataErased { get; set; }
}
