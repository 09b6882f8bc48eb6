using InfoEntraide.Web.Features.Places;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Data.Reference;

/// <summary>Cantons, postcodes with their localities, and names of localities in other languages.</summary>
internal static class PlaceFiles
{
    public const string CantonsFile = "cantons.csv";
    public const string PlacesFile = "places.csv";
    public const string AliasesFile = "locality_aliases.csv";

    /// <summary>Name of the <see cref="ReferenceFile"/> that says that an operator imported the places: <see cref="PlacesFile"/> is left alone from then on.</summary>
    public const string ImportedPlaces = "places (imported)";

    public static async Task CantonsAsync(ReferenceLoad load, byte[]? content, CancellationToken ct)
    {
        var db = load.Db;
        var table = new ReferenceTable(
            CantonsFile, content, ["code", "name_fr", "name_de", "name_it", "name_rm", "name_en", "languages", "capital", "population"]);
        if (table.Failed)
        {
            load.Fail(CantonsFile, table);
            return;
        }

        var merge = new ReferenceMerge<Canton>(db, table, await db.Cantons.ToListAsync(ct), c => c.Code);
        foreach (var row in table.Rows)
        {
            var code = row.CantonCode("code");
            var languages = row.Languages("languages");

            // A canton's name is first of all the one in its own main language; Romansh is the main language of none.
            var source = PortalLanguages.Parse(languages is [var main, ..] ? main : null) ?? PortalLanguage.Fr;
            var name = row.Names(source, load.Limit<Canton>(nameof(Canton.Name)));
            var nameRm = row.Optional("name_rm", load.Limit<Canton>(nameof(Canton.NameRm)));
            var capital = row.Optional("capital", load.Limit<Canton>(nameof(Canton.Capital)));
            var population = row.Count("population");
            if (row.IsRefused || merge.Match(row, "code", code, () => new Canton { Code = code }) is not { } canton)
            {
                continue;
            }

            canton.Name = name;
            canton.NameRm = nameRm;
            canton.Languages = languages;
            canton.Capital = capital;
            canton.Population = population;
        }

        await load.SaveAsync(
            CantonsFile, merge, c => c.Code,
            async token =>
            {
                var used = await db.Places.Select(p => p.CantonCode)
                    .Union(db.LocalityAliases.Select(a => a.CantonCode))
                    .Union(db.Centres.SelectMany(c => c.Cantons).Select(c => c.Code)).ToHashSetAsync(StringComparer.Ordinal, token);
                used.UnionWith(await db.Groups.Where(g => g.Place.CantonCode != null).Select(g => g.Place.CantonCode!).Distinct().ToListAsync(token));
                return used;
            },
            "places, centres or groups refer to it", ct);
    }

    public static async Task PlacesAsync(ReferenceLoad load, byte[]? content, CancellationToken ct)
    {
        var db = load.Db;
        var table = new ReferenceTable(PlacesFile, content, ["npa", "locality", "commune", "canton", "lat", "lon", "precision", "language"]);
        if (table.Failed)
        {
            load.Fail(PlacesFile, table);
            return;
        }

        var cantons = await db.Cantons.Select(c => c.Code).ToHashSetAsync(StringComparer.Ordinal, ct);
        var merge = new ReferenceMerge<Place>(db, table, await db.Places.ToListAsync(ct), KeyOf);
        var localityLimit = load.Limit<Place>(nameof(Place.Locality));
        var communeLimit = load.Limit<Place>(nameof(Place.Commune));
        foreach (var row in table.Rows)
        {
            var npa = row.Npa("npa");
            var locality = row.Required("locality", localityLimit);
            var commune = row.Required("commune", communeLimit);
            var canton = KnownCanton(row, cantons);
            var latitude = row.Latitude("lat");
            var longitude = row.Longitude("lon");
            var precision = row.Code<PointSource>("precision");
            var language = row.Language("language");
            if (row.IsRefused
                || merge.Match(row, "locality", $"{npa} {locality} {canton}", () => new Place { Npa = npa, Locality = locality, CantonCode = canton, Commune = commune, Language = language })
                    is not { } place)
            {
                continue;
            }

            CorrectSpelling(db, place, nameof(Place.Locality), place.Locality, locality);
            place.Commune = commune;
            place.Latitude = latitude;
            place.Longitude = longitude;
            place.Precision = precision;
            place.Language = language;
        }

        await load.SaveAsync(
            PlacesFile, merge, KeyOf,
            async token =>
            {
                var groups = await db.Groups.Where(g => g.Place.Npa != null && g.Place.Locality != null && g.Place.CantonCode != null)
                    .Select(g => new { g.Place.Npa, g.Place.Locality, g.Place.CantonCode }).Distinct().ToListAsync(token);
                var aliases = await db.LocalityAliases.Join(
                    db.Places, a => new { a.Locality, a.CantonCode }, p => new { p.Locality, p.CantonCode }, (_, p) => p).AsNoTracking().ToListAsync(token);
                return [.. groups.Select(g => $"{g.Npa} {g.Locality} {g.CantonCode}"), .. aliases.Select(KeyOf)];
            },
            "groups meet there or it has a name in another language", ct);
    }

    public static async Task AliasesAsync(ReferenceLoad load, byte[]? content, CancellationToken ct)
    {
        var db = load.Db;
        var table = new ReferenceTable(AliasesFile, content, ["alias", "locality", "canton", "language"]);
        if (table.Failed)
        {
            load.Fail(AliasesFile, table);
            return;
        }

        var cantons = await db.Cantons.Select(c => c.Code).ToHashSetAsync(StringComparer.Ordinal, ct);
        var localities = (await db.Places.Select(p => new { p.Locality, p.CantonCode }).Distinct().ToListAsync(ct)).Select(p => (p.Locality, p.CantonCode)).ToHashSet();
        var merge = new ReferenceMerge<LocalityAlias>(db, table, await db.LocalityAliases.ToListAsync(ct), KeyOf);
        foreach (var row in table.Rows)
        {
            var alias = row.Required("alias", load.Limit<LocalityAlias>(nameof(LocalityAlias.Alias)));
            var locality = row.Required("locality", load.Limit<LocalityAlias>(nameof(LocalityAlias.Locality)));
            var canton = KnownCanton(row, cantons);
            var language = row.Language("language");

            // Imported places may lack one and bring it back with the next edition.
            if (!row.IsRefused && !load.PlacesAreImported && !localities.Contains((locality, canton)))
            {
                row.Refuse("locality", $"there is no locality '{locality}' in canton {canton}");
            }

            if (row.IsRefused
                || merge.Match(row, "alias", $"{alias} {locality} {canton}", () => new LocalityAlias { Alias = alias, Locality = locality, CantonCode = canton, Language = language })
                    is not { } record)
            {
                continue;
            }

            CorrectSpelling(db, record, nameof(LocalityAlias.Alias), record.Alias, alias);
            CorrectSpelling(db, record, nameof(LocalityAlias.Locality), record.Locality, locality);
            record.Language = language;
        }

        await load.SaveAsync(AliasesFile, merge, KeyOf, _ => Task.FromResult<HashSet<string>>([]), "", ct);
    }

    private static string KeyOf(Place place) => $"{place.Npa} {place.Locality} {place.CantonCode}";

    private static string KeyOf(LocalityAlias alias) => $"{alias.Alias} {alias.Locality} {alias.CantonCode}";

    private static string KnownCanton(ReferenceRow row, HashSet<string> cantons)
    {
        var code = row.CantonCode("canton");
        if (!row.IsRefused && !cantons.Contains(code))
        {
            row.Refuse("canton", $"there is no canton '{code}'");
        }

        return code;
    }

    /// <summary>Keys are compared without regard to case: a name whose capitals were corrected stays the same record.</summary>
    private static void CorrectSpelling(PortalDb db, object record, string property, string now, string wanted)
    {
        if (now != wanted)
        {
            db.Entry(record).Property(property).CurrentValue = wanted;
        }
    }
}
