using InfoEntraide.Web.Features.Crisis;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Data.Reference;

/// <summary>The numbers for people in danger, in the order of the file.</summary>
internal static class CrisisFile
{
    public const string Name = "crisis_numbers.csv";

    public static async Task LoadAsync(ReferenceLoad load, byte[]? content, CancellationToken ct)
    {
        var db = load.Db;
        var table = new ReferenceTable(
            Name, content,
            [
                "slug", "phone", .. PortalLanguages.All.Select(l => "name_" + l.Code()), .. PortalLanguages.All.Select(l => "text_" + l.Code()),
                "languages", "hours", "audience", "website", "suicide", "violence", "shown_in", "source",
            ]);
        if (table.Failed)
        {
            load.Fail(Name, table);
            return;
        }

        var edits = await HandEdits.ReadAsync<CrisisNumber>(db, ct);
        var merge = new ReferenceMerge<CrisisNumber>(db, table, await db.CrisisNumbers.ToListAsync(ct), n => n.Slug, n => !edits.IsMade(n), edits);
        var position = 0;
        foreach (var row in table.Rows)
        {
            position++;
            var slug = row.Slug("slug", load.Limit<CrisisNumber>(nameof(CrisisNumber.Slug)));
            var phone = row.Phone("phone", load.Limit<CrisisNumber>(nameof(CrisisNumber.Phone)));
            var name = row.Names(PortalLanguage.Fr, load.Limit<CrisisNumber>(nameof(CrisisNumber.Name)));
            var description = row.Texts("text", PortalLanguage.Fr, load.Limit<CrisisNumber>(nameof(CrisisNumber.Description)));
            var languages = row.Languages("languages");
            var (from, until) = row.Hours("hours");
            var audience = row.Code<CrisisAudience>("audience");
            var website = row.Website("website", load.Limit<CrisisNumber>(nameof(CrisisNumber.Website)));
            int? suicide = row.IsEmpty("suicide") ? null : row.Count("suicide");
            int? violence = row.IsEmpty("violence") ? null : row.Count("violence");
            var shownIn = row.Languages("shown_in");
            var source = row.Required("source", load.Limit<CrisisNumber>(nameof(CrisisNumber.Source)));
            if (phone is null)
            {
                row.Refuse("phone", "is empty");
            }

            if (row.IsRefused || merge.Match(row, "slug", slug, () => new CrisisNumber { Slug = slug, Phone = phone! }) is not { } number)
            {
                continue;
            }

            number.Phone = phone!;
            number.Name = name;
            number.Description = description;
            number.Languages = languages;
            number.OpenFrom = from;
            number.OpenUntil = until;
            number.Audience = audience;
            number.Website = website;
            number.Position = position;
            number.SuicideOrder = suicide;
            number.ViolenceOrder = violence;
            number.ShownIn = shownIn;
            number.Source = source;
        }

        await load.SaveAsync(Name, merge, n => n.Slug, _ => Task.FromResult<HashSet<string>>([]), "", ct);
    }
}
