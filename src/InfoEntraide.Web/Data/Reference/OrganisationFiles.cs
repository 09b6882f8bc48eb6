using InfoEntraide.Web.Features.Centres;
using InfoEntraide.Web.Features.Partners;
using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Data.Reference;

/// <summary>Centres and partner organisations.</summary>
internal static class OrganisationFiles
{
    public const string CentresFile = "centres.csv";
    public const string PartnersFile = "partners.csv";

    public static async Task CentresAsync(ReferenceLoad load, byte[]? content, CancellationToken ct)
    {
        var db = load.Db;
        var table = new ReferenceTable(
            CentresFile, content,
            ["slug", "name_fr", "name_de", "name_it", "name_en", "languages", "kind", "parent", "street", "npa", "town", "lat", "lon", "cantons", "website", "phone", "email", "certain", "source"]);
        if (table.Failed)
        {
            load.Fail(CentresFile, table);
            return;
        }

        var cantons = await db.Cantons.ToDictionaryAsync(c => c.Code, StringComparer.Ordinal, ct);
        var edits = await HandEdits.ReadAsync<Centre>(db, ct);
        var merge = new ReferenceMerge<Centre>(
            db, table, await db.Centres.Include(c => c.Cantons).ToListAsync(ct), c => c.Slug, c => c.PublicId == CentreId(c.Slug), edits);
        foreach (var row in table.Rows)
        {
            var slug = row.Slug("slug", load.Limit<Centre>(nameof(Centre.Slug)));
            var languages = row.Languages("languages");
            var name = row.Names(MainLanguage(languages), load.Limit<Centre>(nameof(Centre.Name)));
            var kind = row.Code<CentreKind>("kind");
            var carrier = row.Optional("parent", load.Limit<Centre>(nameof(Centre.Carrier)));
            var street = row.Optional("street", load.Limit<Centre>(nameof(Centre.Street)));
            var npa = row.OptionalNpa("npa");
            var town = row.Optional("town", load.Limit<Centre>(nameof(Centre.Town)));
            var isPlaced = !row.IsEmpty("lat") || !row.IsEmpty("lon");
            double? latitude = isPlaced ? row.Latitude("lat") : null;
            double? longitude = isPlaced ? row.Longitude("lon") : null;
            var served = Served(row, kind, cantons);
            var website = row.Website("website", load.Limit<Centre>(nameof(Centre.Website)));
            var phone = row.Phone("phone", load.Limit<Centre>(nameof(Centre.Phone)));
            var email = row.Optional("email", load.Limit<Centre>(nameof(Centre.Email)));
            var isCertain = row.YesNo("certain");
            var source = row.Optional("source", load.Limit<Centre>(nameof(Centre.Source)));
            if (email is not null && !email.Contains('@', StringComparison.Ordinal))
            {
                row.Refuse("email", $"'{email}' is no e-mail address");
            }

            if (row.IsRefused || merge.Match(row, "slug", slug, () => new Centre { Slug = slug, PublicId = CentreId(slug) }) is not { } centre)
            {
                continue;
            }

            centre.Name = name;
            centre.Kind = kind;
            centre.Carrier = carrier;
            centre.Street = street;
            centre.Npa = npa;
            centre.Town = town;
            centre.Latitude = latitude;
            centre.Longitude = longitude;
            centre.Languages = languages;
            centre.Website = website;
            centre.Phone = phone;
            centre.Email = email;
            centre.IsConfirmed = isCertain;
            centre.Source = source;
            if (Replace(centre.Cantons, served, c => merge.Decides(centre, nameof(Centre.Cantons), c.Code)))
            {
                merge.Touch(centre);
            }
        }

        await load.SaveAsync(
            CentresFile, merge, c => c.Slug, async token => await db.Groups.Select(g => g.Centre.Slug).Distinct().ToHashSetAsync(StringComparer.Ordinal, token), "groups belong to it", ct);
    }

    public static async Task PartnersAsync(ReferenceLoad load, byte[]? content, CancellationToken ct)
    {
        var db = load.Db;
        var table = new ReferenceTable(
            PartnersFile, content, ["slug", "name_fr", "name_de", "name_it", "website", "themes", "certain", "source", "official_name_langs"]);
        if (table.Failed)
        {
            load.Fail(PartnersFile, table);
            return;
        }

        var topics = await db.Topics.ToDictionaryAsync(t => t.Slug, StringComparer.Ordinal, ct);
        var deletedTopics = await HandEdits.ReadAsync<Topic>(db, ct);
        var edits = await HandEdits.ReadAsync<Partner>(db, ct);
        var merge = new ReferenceMerge<Partner>(
            db, table, await db.Partners.Include(p => p.Topics).ToListAsync(ct), p => p.Slug, p => p.PublicId == PartnerId(p.Slug), edits);
        foreach (var row in table.Rows)
        {
            var isCertain = row.YesNo("certain");
            var slug = row.Slug("slug", load.Limit<Partner>(nameof(Partner.Slug)));
            var languages = row.Languages("official_name_langs");
            var name = row.Names(MainLanguage(languages), load.Limit<Partner>(nameof(Partner.Name)));
            var website = row.Website("website", load.Limit<Partner>(nameof(Partner.Website)));
            var source = row.Optional("source", load.Limit<Partner>(nameof(Partner.Source)));
            var named = Named(row, "themes", "topic", topics, deletedTopics.IsDeleted);
            if (!row.IsRefused && !isCertain)
            {
                table.Uncertain++;
                continue;
            }

            if (row.IsRefused || merge.Match(row, "slug", slug, () => new Partner { Slug = slug, PublicId = PartnerId(slug) }) is not { } partner)
            {
                continue;
            }

            partner.Name = name;
            partner.OfficialNameLanguages = languages;
            partner.Website = website;
            partner.Source = source;
            if (Replace(partner.Topics, named, t => merge.Decides(partner, nameof(Partner.Topics), t.Id.ToString())))
            {
                merge.Touch(partner);
            }
        }

        await load.SaveAsync(PartnersFile, merge, p => p.Slug, _ => Task.FromResult<HashSet<string>>([]), "", ct);
    }

    // Records made by hand have a random identifier: what was not loaded from the file is neither changed nor removed by it.
    private static string CentreId(string slug) => PublicId.For("centre:" + slug);

    private static string PartnerId(string slug) => PublicId.For("partner:" + slug);

    private static PortalLanguage MainLanguage(List<string> languages) =>
        languages.Select(PortalLanguages.Parse).FirstOrDefault(l => l is not null) ?? PortalLanguage.Fr;

    private static List<Canton> Served(ReferenceRow row, CentreKind kind, Dictionary<string, Canton> cantons)
    {
        var served = Named(row, "cantons", "canton", cantons, _ => false);
        if (served.Count == 0 && kind != CentreKind.National && !row.IsRefused)
        {
            row.Refuse("cantons", "is empty, but only the national office serves no canton of its own");
        }

        return served;
    }

    private static List<T> Named<T>(ReferenceRow row, string column, string what, Dictionary<string, T> known, Func<string, bool> isDeleted)
    {
        var named = new List<T>();
        foreach (var key in row.List(column).Distinct(StringComparer.Ordinal))
        {
            if (known.TryGetValue(key, out var record))
            {
                named.Add(record);
            }
            else if (!isDeleted(key))
            {
                row.Refuse(column, $"there is no {what} '{key}'");
            }
        }

        return named;
    }

    /// <summary>Makes <paramref name="now"/> hold exactly what is <paramref name="wanted"/>, as far as the file decides; true when that changed anything.</summary>
    private static bool Replace<T>(List<T> now, List<T> wanted, Func<T, bool> decides)
    {
        var removed = now.RemoveAll(r => !wanted.Contains(r) && decides(r));
        var added = wanted.Except(now).Where(decides).ToList();
        now.AddRange(added);
        return removed + added.Count > 0;
    }
}
