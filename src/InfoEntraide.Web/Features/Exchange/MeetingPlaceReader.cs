using System.Text.RegularExpressions;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Places;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>
/// The columns about where a group meets. Postcode, locality and canton are checked against each other, and the point is the locality's.
/// Small localities that share their postcode are not all listed: an unknown name beside a known postcode is taken with a warning.
/// </summary>
internal sealed class MeetingPlaceReader(ImportRow row, ImportLookups lookups)
{
    private static readonly HashSet<string> WholeCountry =
    [
        "ch", "schweiz", "ganze schweiz", "gesamtschweizerisch", "schweizweit", "suisse", "toute la suisse", "svizzera", "tutta la svizzera", "switzerland",
    ];

    private readonly SheetColumn? npaColumn = row.Columns[ImportColumn.Npa];
    private readonly SheetColumn? localityColumn = row.Columns[ImportColumn.Locality];
    private readonly SheetColumn? cantonColumn = row.Columns[ImportColumn.Canton];

    public void ApplyTo(SelfHelpGroup group)
    {
        var before = group.Place;
        var place = before with
        {
            Venue = row.OfRecord(ImportColumn.Venue, before.Venue, 200),
            Street = row.OfRecord(ImportColumn.Street, before.Street, 200),
            Precision = row.Value(ImportColumn.Precision, CellValues.Precision, before.Precision, "address, locality, hidden"),
        };
        var refused = row.Refusals;
        if (npaColumn is not null || localityColumn is not null || cantonColumn is not null)
        {
            place = Located(place, before);
        }

        if (row.Columns[ImportColumn.Venue] is { } venueColumn && CellText.PersonalContact(place.Venue ?? "") is { } contact)
        {
            row.Warn(venueColumn, $"Personal data in a public text? {contact}");
        }

        if (row.Columns[ImportColumn.Precision] is { } precisionColumn && place is { Precision: PlacePrecision.Address, Street: null })
        {
            row.Warn(precisionColumn, "The address is to be shown, but there is no street.");
        }

        if ((npaColumn ?? localityColumn ?? cantonColumn) is { } anyColumn && group.Format is MeetingFormat.InPerson or MeetingFormat.Hybrid && group.Kind is GroupKind.SelfManaged or GroupKind.Facilitated && place is { Npa: null, Locality: null, CantonCode: null } && row.Refusals == refused)
        {
            row.Warn(anyColumn, "Nothing says where the group meets: it is not found near any place.");
        }

        group.Place = place;
    }

    private MeetingPlace Located(MeetingPlace place, MeetingPlace before)
    {
        var refused = row.Refusals;
        var (npa, locality) = NpaAndLocality(before);
        var canton = ReadCanton(before, npa, locality, out var wholeCountry);
        if (row.Refusals > refused)
        {
            return place;
        }

        var found = npa.Length > 0 ? ByNpa(npa, ref locality, canton) : locality.Length > 0 ? ByName(ref npa, ref locality, canton) : null;
        if (found is not null && canton is not null && found.CantonCode != canton && row.Refusals == refused)
        {
            row.Refuse(cantonColumn, $"{found.Npa} {found.Locality} is in the canton {found.CantonCode}, not in {canton}.");
        }

        // Before its length is looked at: the spelling makes it longer.
        locality = CellText.SwissSpelling(locality);
        if (locality.Length > 100)
        {
            row.Refuse(localityColumn ?? npaColumn, $"{locality.Length} characters; at most 100 fit.");
        }

        place = place with
        {
            Npa = npa.Length == 0 ? null : npa,
            Locality = locality.Length == 0 ? null : locality,
            CantonCode = found?.CantonCode ?? (wholeCountry ? null : canton),
        };

        // Somebody may have set the exact point by hand: it stays as long as the address does.
        var sameAddress = place.Npa == before.Npa && place.Locality == before.Locality && place.Street == before.Street && before.Latitude is not null;
        return place with
        {
            Latitude = sameAddress ? before.Latitude : found?.Latitude,
            Longitude = sameAddress ? before.Longitude : found?.Longitude,
        };
    }

    private (string Npa, string Locality) NpaAndLocality(MeetingPlace before)
    {
        var npaCell = row.Text(ImportColumn.Npa);
        var localityCell = row.Text(ImportColumn.Locality);
        var npa = "";
        var locality = localityCell ?? "";
        if (npaCell is { Length: > 0 })
        {
            if (NpaCell.Match(npaCell) is not { Success: true } match)
            {
                row.Refuse(npaColumn, $"\"{CellText.Shortened(npaCell)}\" is no Swiss postcode: four digits.");
            }
            else
            {
                npa = match.Groups["npa"].Value;
                locality = locality.Length == 0 ? match.Groups["locality"].Value : locality;
            }
        }

        // "1003 Lausanne" in one cell.
        if (NpaCell.Match(locality) is { Success: true } both)
        {
            if (npa.Length > 0 && npa != both.Groups["npa"].Value)
            {
                row.Refuse(localityColumn, $"\"{CellText.Shortened(locality)}\" says another postcode than {npa}.");
            }

            npa = both.Groups["npa"].Value;
            locality = both.Groups["locality"].Value;
        }

        if (locality.Length > 0 && CellValues.Format(locality) is MeetingFormat.Online or MeetingFormat.Phone)
        {
            row.Note(localityColumn, $"\"{locality}\" is no place; left empty.");
            locality = "";
        }

        // A column that is missing says nothing: the other half of a known address stays as long as it fits.
        if (npaCell is null && npa.Length == 0 && (localityCell is null || locality == before.Locality))
        {
            npa = before.Npa ?? "";
        }

        if (localityCell is null && locality.Length == 0 && npa == (before.Npa ?? ""))
        {
            locality = before.Locality ?? "";
        }

        return (npa, locality);
    }

    private string? ReadCanton(MeetingPlace before, string npa, string locality, out bool wholeCountry)
    {
        wholeCountry = false;
        if (row.Text(ImportColumn.Canton) is not { } cell)
        {
            return npa == (before.Npa ?? "") && locality == (before.Locality ?? "") ? before.CantonCode : null;
        }

        if (cell.Length == 0)
        {
            return null;
        }

        if (WholeCountry.Contains(CellText.Fold(cell)))
        {
            wholeCountry = true;
            return null;
        }

        var canton = lookups.Canton(cell);
        if (canton is null)
        {
            row.Refuse(cantonColumn, $"\"{CellText.Shortened(cell)}\" is no canton. Use its two letters, for instance VD.");
        }

        return canton?.Code;
    }

    private Place? ByNpa(string npa, ref string locality, string? canton)
    {
        var places = Preferring(lookups.PlacesByNpa(npa), canton);
        var named = locality.Length > 0 ? Preferring(lookups.PlacesNamed(locality), canton) : [];
        if (places.Count == 0)
        {
            if (named.Count == 0)
            {
                row.Refuse(npaColumn ?? localityColumn, $"The postcode {npa} is unknown.");
                return null;
            }

            row.Warn(npaColumn ?? localityColumn, $"The postcode {npa} is unknown (a post box?); the point of {named[0].Locality} is taken.");
            locality = Renamed(locality, named[0]);
            return named[0];
        }

        if (locality.Length == 0)
        {
            var names = places.Select(p => p.Locality).Distinct(StringComparer.Ordinal).ToList();
            if (names.Count == 1)
            {
                locality = names[0];
            }
            else
            {
                row.Warn(npaColumn, $"Several localities have the postcode {npa} ({string.Join(", ", names.Take(5))}): name one.");
            }

            return places[0];
        }

        var folded = CellText.Fold(locality);
        if (places.FirstOrDefault(named.Contains) is { } match)
        {
            locality = Renamed(locality, match);
            return match;
        }

        if (places.FirstOrDefault(p => CellText.Fold(p.Commune) == folded) is { } commune)
        {
            return commune;
        }

        if (named.Count > 0)
        {
            var text = $"{npa} is {string.Join(" or ", places.Select(p => p.Locality).Distinct(StringComparer.Ordinal).Take(3))}, not {CellText.Shortened(locality)} ({string.Join(", ", named.Select(p => p.Npa).Distinct(StringComparer.Ordinal).Take(3))}).";
            if (named.Any(n => places.Any(p => p.CantonCode == n.CantonCode)))
            {
                row.Warn(localityColumn ?? npaColumn, text + " The postcode decides.");
            }
            else
            {
                row.Refuse(localityColumn ?? npaColumn, text);
            }
        }
        else
        {
            row.Warn(localityColumn ?? npaColumn, $"The locality \"{CellText.Shortened(locality)}\" is not known; the point of {npa} {places[0].Locality} is taken.");
        }

        return places[0];
    }

    private Place? ByName(ref string npa, ref string locality, string? canton)
    {
        var named = lookups.PlacesNamed(locality);
        var isCommune = named.Count == 0;
        named = isCommune ? lookups.PlacesInCommune(locality) : named;
        if (named.Count == 0)
        {
            if (canton is null)
            {
                row.Refuse(localityColumn ?? npaColumn, $"The locality \"{CellText.Shortened(locality)}\" is not known. Add its postcode, or at least the canton.");
            }
            else
            {
                row.Warn(localityColumn ?? npaColumn, $"The locality \"{CellText.Shortened(locality)}\" is not known: without its postcode the group is not found near any place.");
            }

            return null;
        }

        var there = named.Where(p => canton is null || p.CantonCode == canton).ToList();
        if (there.Count == 0)
        {
            row.Refuse(cantonColumn, $"{(isCommune ? named[0].Commune : named[0].Locality)} is in the canton {named[0].CantonCode}, not in {canton}.");
            return null;
        }

        var cantons = there.Select(p => p.CantonCode).Distinct(StringComparer.Ordinal).ToList();
        if (cantons.Count > 1)
        {
            row.Refuse(localityColumn ?? npaColumn, $"\"{CellText.Shortened(locality)}\" exists in {string.Join(", ", cantons)}. Add the postcode or the canton.");
            return null;
        }

        var postcodes = there.Select(p => p.Npa).Distinct(StringComparer.Ordinal).ToList();
        npa = postcodes.Count == 1 ? postcodes[0] : npa;
        if (isCommune)
        {
            locality = there[0].Commune;
            row.Note(localityColumn ?? npaColumn, $"{locality} is a commune: its middle is taken. The postcode would be more exact.");
        }
        else
        {
            locality = Renamed(locality, there[0]);
        }

        return there[0];
    }

    private string Renamed(string locality, Place place)
    {
        if (CellText.Fold(locality) != CellText.Fold(place.Locality))
        {
            row.Note(localityColumn ?? npaColumn, $"\"{CellText.Shortened(locality)}\" is taken as {place.Locality}.");
        }

        return place.Locality;
    }

    private static List<Place> Preferring(IReadOnlyList<Place> places, string? canton) =>
        [.. places.OrderBy(p => p.CantonCode == canton ? 0 : 1).ThenBy(p => p.Npa, StringComparer.Ordinal).ThenBy(p => p.Locality, StringComparer.Ordinal)];

    // Also CH-1003, CH 1003, 1003.0 (a number to the spreadsheet) and "1003 Lausanne".
    private static readonly Regex NpaCell = new(@"^(?:CH\s?[-–]?\s?)?(?<npa>[1-9]\d{3})(?:[.,]0+)?(?:[\s,]+(?<locality>\p{L}.*))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
