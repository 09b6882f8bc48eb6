using InfoEntraide.Web.Localization;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>What a column of an import file means. The name in snake case is the documented header.</summary>
public enum ImportColumn
{
    ExternalId,
    Centre,
    Name,
    Description,
    Costs,
    Accessibility,
    RhythmNote,
    Topics,
    Kind,
    Format,
    Audience,
    Language,
    Languages,
    Status,
    PausedUntil,
    Publication,
    Venue,
    Street,
    Npa,
    Locality,
    Canton,
    Precision,
    Rule,
    Weekday,
    Every,
    StartsOn,
    Start,
    End,
    Except,
    Also,
    Website,
    VerifiedOn,
}

/// <summary>A recognised column: its meaning, the language of its texts where the header says so, and its header as written in the file.</summary>
public sealed record SheetColumn(ImportColumn Meaning, PortalLanguage? Language, int Index, string Header);

/// <summary>The columns of a sheet by meaning, whatever their order, case, accents and language.</summary>
public sealed class ImportColumns
{
    private static readonly Dictionary<string, (ImportColumn, PortalLanguage?)> Names = AllNames();

    private readonly Dictionary<(ImportColumn, PortalLanguage?), SheetColumn> columns = [];

    private ImportColumns()
    {
    }

    public IEnumerable<SheetColumn> All => columns.Values;

    public SheetColumn? this[ImportColumn meaning, PortalLanguage? language = null] => columns.GetValueOrDefault((meaning, language));

    public bool Has(ImportColumn meaning) => columns.Keys.Any(k => k.Item1 == meaning);

    /// <summary>How many different columns a row would name if it were the header.</summary>
    public static int Recognised(string[] cells) => cells.Select(Meaning).Where(m => m is not null).Distinct().Count();

    public static ImportColumns Of(Sheet sheet, List<ImportFinding> findings)
    {
        var result = new ImportColumns();
        var header = sheet.Header;
        var used = new HashSet<int>();
        foreach (var row in sheet.Rows)
        {
            for (var i = 0; i < row.Cells.Length; i++)
            {
                if (!used.Contains(i) && !CellText.IsBlank(row.Cells[i]))
                {
                    used.Add(i);
                }
            }
        }

        for (var i = 0; i < header.Cells.Length; i++)
        {
            var name = CellText.OneLine(header.Cells[i]);
            if (Meaning(header.Cells[i]) is not { } meaning)
            {
                if (used.Contains(i) || name.Length > 0)
                {
                    findings.Add(new(FindingLevel.Warning, header.Line, header.Number, name.Length > 0 ? CellText.Shortened(name) : $"number {i + 1}",
                        name.Length > 0 ? "Unknown column; not read." : "A column without a name; not read."));
                }
            }
            else if (result.columns.TryGetValue(meaning, out var first))
            {
                findings.Add(new(FindingLevel.Refusal, header.Line, header.Number, CellText.Shortened(name),
                    $"Means the same as column \"{first.Header}\". Remove or rename one of them."));
            }
            else
            {
                result.columns[meaning] = new(meaning.Meaning, meaning.Language, i, CellText.Shortened(name));
            }
        }

        foreach (var required in (ImportColumn[])[ImportColumn.ExternalId, ImportColumn.Centre, ImportColumn.Name, ImportColumn.Topics])
        {
            if (!result.Has(required))
            {
                findings.Add(new(FindingLevel.Refusal, header.Line, header.Number, Documented(required), "This column is required and missing."));
            }
        }

        if (!result.Has(ImportColumn.Npa) && !result.Has(ImportColumn.Locality) && !result.Has(ImportColumn.Canton))
        {
            findings.Add(new(FindingLevel.Note, header.Line, header.Number, null, "No column says where groups meet (npa, locality or canton)."));
        }

        return result;
    }

    /// <summary>The documented header of a meaning, for instance <c>external_id</c>.</summary>
    public static string Documented(ImportColumn meaning) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(meaning.ToString());

    private static (ImportColumn Meaning, PortalLanguage? Language)? Meaning(string cell) =>
        cell.Length <= 100 && Names.TryGetValue(CellText.Fold(cell).Replace(" ", "", StringComparison.Ordinal), out var meaning) ? meaning : null;

    private static Dictionary<string, (ImportColumn, PortalLanguage?)> AllNames()
    {
        Dictionary<string, (ImportColumn, PortalLanguage?)> names = [];
        void Add(ImportColumn column, string aliases)
        {
            foreach (var alias in aliases.Split(' ').Append(Documented(column).Replace("_", "", StringComparison.Ordinal)))
            {
                names[alias] = (column, null);
            }
        }

        // Columns of texts: the language may follow the name, as a code or a word.
        Add(ImportColumn.Name, "nom nome titel titre titolo title bezeichnung gruppenname groupname nomdugroupe nomedelgruppo gruppe groupe gruppo group");
        Add(ImportColumn.Description, "beschreibung descrizione descriptif beschrieb");
        Add(ImportColumn.Costs, "cost kosten cout couts costi costo prix preis prezzo frais tarif kostenbeitrag");
        Add(ImportColumn.Accessibility, "accessibilite accessibilita zuganglichkeit barrierefreiheit hindernisfreiheit");
        Add(ImportColumn.RhythmNote, "rhythmusnote bemerkungzumrhythmus remarquerythme notaritmo");
        (string Words, PortalLanguage Language)[] languages =
        [
            ("fr francais franzosisch francese french", PortalLanguage.Fr), ("de deutsch allemand tedesco german", PortalLanguage.De),
            ("it italiano italienisch italien italian", PortalLanguage.It), ("en english englisch anglais inglese", PortalLanguage.En),
        ];
        foreach (var (name, (column, _)) in names.ToList())
        {
            foreach (var (words, language) in languages)
            {
                foreach (var word in words.Split(' '))
                {
                    names[name + word] = (column, language);
                }
            }
        }

        // Notes and remarks are not taken for descriptions: people write there what is not for the public.
        Add(ImportColumn.ExternalId, "id nr no num nummer number numero identifiant identificativo externeid externeidid idexterne idesterno referenz reference ref gruppennummer gruppennr groupid gruppenid");
        Add(ImportColumn.Centre, "center zentrum centro centreslug stelle kontaktstelle selbsthilfezentrum beratungszentrum centredentraide antenne");
        Add(ImportColumn.Topics, "topic thema themen theme themes tema temi sujet sujets argomento argomenti stichwort stichworte");
        Add(ImportColumn.Kind, "type art typ tipo genre gruppenart typedegroupe tipodigruppo");
        Add(ImportColumn.Format, "formato durchfuhrung durchfuhrungsform modalite modalita mode modus");
        Add(ImportColumn.Audience, "public publiccible zielgruppe zielgruppen zielpublikum destinatari destinataires pubblico furwen");
        Add(ImportColumn.Language, "langue sprache lingua");
        Add(ImportColumn.Languages, "langues sprachen lingue gruppensprachen languesdugroupe linguedelgruppo");
        Add(ImportColumn.Status, "statut stato zustand etat lifecycle");
        Add(ImportColumn.PausedUntil, "pausebis pausiertbis pausejusquau enpausejusquau pausafinoal inpausafinoal wiederab reprise ripresa");
        Add(ImportColumn.Publication, "publikation pubblicazione veroffentlichung veroffentlicht published publie pubblicato");
        Add(ImportColumn.Venue, "treffpunkt lokal raum salle sala room lieuderencontre luogodincontro veranstaltungsort");
        Add(ImportColumn.Street, "strasse strassenr strasseundnr strassehausnummer strasseundnummer rue rueetnumero rueno via viaenumero indirizzo adresse address");
        Add(ImportColumn.Npa, "plz plzort cap caplocalita npalocalite npalieu postcode postalcode postleitzahl zip zipcode codepostal codicepostale nap");
        Add(ImportColumn.Locality, "ort ortschaft localite localita town city ville stadt citta");
        Add(ImportColumn.Canton, "kanton cantone kt ct");
        Add(ImportColumn.Precision, "prazision genauigkeit precisione ortsgenauigkeit placeprecision");
        Add(ImportColumn.Rule, "rrule regel regle regola recurrence");
        Add(ImportColumn.Weekday, "wochentag tag jour giorno day jourdelasemaine joursemaine giornodellasettimana");
        Add(ImportColumn.Every, "frequency frequence frequenza rhythmus rythme ritmo turnus haufigkeit");
        Add(ImportColumn.StartsOn, "firstmeeting erstestreffen premiererencontre primoincontro startdatum datededebut datadinizio");
        Add(ImportColumn.Start, "starttime beginn startzeit anfang zeit uhrzeit time debut heuredebut heurededebut heure horaire inizio orainizio oradinizio ora orario");
        Add(ImportColumn.End, "endtime ende endzeit schluss fin heurefin heuredefin fine orafine oradifine");
        Add(ImportColumn.Except, "exceptions ausnahmen ausser sauf eccezioni eccetto exdate");
        Add(ImportColumn.Also, "rdate extradays zusatztermine datessupplementaires datesupplementari");
        Add(ImportColumn.Website, "web url siteweb siteinternet sito sitoweb webseite internetseite homepage");
        Add(ImportColumn.VerifiedOn, "verified verifiedat gepruftam bestatigtam verifiele verifie confirmele verificatoil verificato confermatoil");
        return names;
    }
}
