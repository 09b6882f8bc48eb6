using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using InfoEntraide.Search;
using InfoEntraide.Web.Features.Places;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>One row of the directory: the part of a locality that lies in one commune.</summary>
/// <param name="Addition">Two digits that tell localities of one postcode apart; 00 is the main one.</param>
/// <param name="Language">ISO 639-1 code; null where the directory says that there are several.</param>
/// <param name="Share">Percentage of the locality's addresses that are in this commune; null in editions without it.</param>
public sealed record DirectoryRow(int Line, string Locality, string Npa, string Addition, string Commune, string Canton, double? Share, GeoPoint Point, string? Language);

/// <summary>
/// The official directory of towns and cities of swisstopo (AMTOVZ, formerly PLZO), as CSV in LV95 or WGS84 or as the zip it is published in.
/// Columns are understood by their names, so that older editions are read too. One wrong row refuses the whole file.
/// </summary>
/// <param name="Edition">LV95 or WGS84; null when no row could be read.</param>
/// <param name="Outside">Rows outside Switzerland, left out: Liechtenstein, Büsingen, Campione.</param>
/// <param name="Refusals">Why the file cannot be taken; empty when it can.</param>
public sealed record PlaceDirectory(string? Edition, IReadOnlyList<DirectoryRow> Rows, int Outside, IReadOnlyList<ImportFinding> Refusals)
{
    // More would not be read anyway: the rest of the list usually repeats the first.
    private const int MaxRefusals = 20;
    private const int NameLength = 100;
    private const string Several = "multiple";
    private const string Projected = "LV95";
    private const string Geographic = "WGS84";

    private static readonly string[] Languages = ["de", "fr", "it", "rm"];

    /// <summary>Reads a file as it was downloaded.</summary>
    /// <param name="file">The CSV, or the zip archive with it.</param>
    /// <param name="cantons">Codes of the cantons; each must occur in the file, else it is an extract or was cut off.</param>
    public static PlaceDirectory Read(byte[] file, IReadOnlySet<string> cantons)
    {
        var (content, refusal) = Unpack(file);
        var text = refusal is null ? SheetText.Decode(content) : new SheetText("", "", refusal);
        return text.Refusal is { } why ? new(null, [], 0, [Refusal(null, null, why)]) : new Reading(cantons).Read(text.Text);
    }

    /// <summary>The CSV in the zip archive that swisstopo publishes; any other file as it is.</summary>
    private static (byte[] Content, string? Refusal) Unpack(byte[] file)
    {
        if (!file.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            return (file, null);
        }

        try
        {
            using var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            var tables = archive.Entries.Where(e => e.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).ToList();
            if (tables is not [var table])
            {
                return ([], tables.Count == 0 ? "The archive holds no CSV file." : "The archive holds several CSV files: unpack it and name the one to import.");
            }

            // What the archive says of its size is not to be trusted: reading stops at the limit.
            using var stream = table.Open();
            var content = new byte[SheetText.MaxBytes + 1];
            var length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return (content[..length], null);
        }
        catch (InvalidDataException)
        {
            return ([], "The archive is damaged. Download it again.");
        }
    }

    private static ImportFinding Refusal(int? line, string? column, string text) => new(FindingLevel.Refusal, line, line, column, text);

    private enum Column
    {
        Locality,
        Npa,
        Addition,
        Commune,
        CommuneNumber,
        Canton,
        Share,
        East,
        North,
        Language,
    }

    /// <summary>One pass over the text.</summary>
    private sealed class Reading(IReadOnlySet<string> cantons)
    {
        private static readonly Dictionary<string, Column> Names = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Ortschaftsname"] = Column.Locality,
            ["PLZ4"] = Column.Npa,
            ["PLZ"] = Column.Npa,
            ["Zusatzziffer"] = Column.Addition,
            ["Gemeindename"] = Column.Commune,
            ["BFS-Nr"] = Column.CommuneNumber,
            ["Kantonskürzel"] = Column.Canton,
            ["Adressenanteil"] = Column.Share,
            ["E"] = Column.East,
            ["N"] = Column.North,
            ["Sprache"] = Column.Language,
        };

        // Left out by editions of former years.
        private static readonly Column[] Optional = [Column.Addition, Column.Share];

        private readonly List<ImportFinding> refusals = [];
        private readonly List<DirectoryRow> rows = [];
        private readonly Dictionary<Column, int> positions = [];
        private string[] header = [];
        private string? edition;
        private int outside;

        public PlaceDirectory Read(string text)
        {
            using var reader = new StringReader(text);
            using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = ";",
                BadDataFound = null,
                AllowComments = true,
                TrimOptions = TrimOptions.Trim,
            });
            if (!csv.Read() || !ReadHeader(csv.Record ?? [], csv.RawRow))
            {
                return Refused();
            }

            while (csv.Read() && refusals.Count < MaxRefusals)
            {
                ReadRow(csv.Record ?? [], csv.RawRow);
            }

            if (refusals.Count == 0)
            {
                CheckWhole();
            }

            return refusals.Count > 0 ? Refused() : new(edition, rows, outside, []);
        }

        private PlaceDirectory Refused() => new(edition, [], outside, refusals);

        private bool ReadHeader(string[] cells, int line)
        {
            header = cells;
            for (var i = 0; i < cells.Length; i++)
            {
                if (Names.TryGetValue(cells[i], out var column) && !positions.TryAdd(column, i))
                {
                    refusals.Add(Refusal(line, cells[i], "The column stands twice in the header."));
                }
            }

            if (!positions.ContainsKey(Column.Locality) && !positions.ContainsKey(Column.Npa))
            {
                refusals.Add(Refusal(line, null, "This is not the directory of towns and cities: its first line names the columns, separated by semicolons, among them Ortschaftsname and PLZ4."));
                return false;
            }

            var missing = Enum.GetValues<Column>().Where(c => !positions.ContainsKey(c) && !Optional.Contains(c)).ToList();
            refusals.AddRange(missing.Select(c => Refusal(line, Names.First(n => n.Value == c).Key, "The column is missing.")));
            return refusals.Count == 0;
        }

        private void ReadRow(string[] cells, int line)
        {
            if (cells.Length != header.Length)
            {
                refusals.Add(Refusal(line, null, $"The row has {cells.Length} cells, the header {header.Length}: was the file cut off?"));
                return;
            }

            string Cell(Column column) => positions.TryGetValue(column, out var position) ? cells[position] : "";
            void Refuse(Column column, string reason) => refusals.Add(Refusal(line, header[positions[column]], reason));

            var before = refusals.Count;
            if (!int.TryParse(Cell(Column.CommuneNumber), NumberStyles.None, CultureInfo.InvariantCulture, out var commune) || commune is < 1 or > 9999)
            {
                Refuse(Column.CommuneNumber, $"\"{CellText.Shortened(Cell(Column.CommuneNumber))}\" is no number of a commune.");
            }
            else if (commune is >= 7000 and < 8000)
            {
                // Liechtenstein 7001 to 7011, Büsingen 7101, Campione 7301: numbered by the Federal Statistical Office, but not in Switzerland.
                outside++;
                return;
            }

            foreach (var column in new[] { Column.Locality, Column.Commune })
            {
                var name = Cell(column);
                if (name.Length is 0 or > NameLength)
                {
                    Refuse(column, name.Length == 0 ? "The name is missing." : $"The name has {name.Length} characters; at most {NameLength} fit.");
                }
                else if (name.Contains('\uFFFD', StringComparison.Ordinal))
                {
                    Refuse(column, $"\"{CellText.Shortened(name)}\": characters are damaged. Download the file again.");
                }
            }

            var npa = Cell(Column.Npa);
            if (npa.Length != 4 || npa[0] == '0' || !npa.All(char.IsAsciiDigit))
            {
                Refuse(Column.Npa, $"\"{CellText.Shortened(npa)}\" is no postcode of four digits.");
            }

            var canton = Cell(Column.Canton);
            if (!cantons.Contains(canton))
            {
                Refuse(Column.Canton, canton.Length == 0 ? "The canton is missing." : $"There is no canton \"{CellText.Shortened(canton)}\".");
            }

            var language = Cell(Column.Language);
            if (language != Several && !Languages.Contains(language, StringComparer.Ordinal))
            {
                Refuse(Column.Language, $"\"{CellText.Shortened(language)}\" is none of {string.Join(", ", Languages)}, {Several}.");
            }

            double? share = null;
            if (positions.ContainsKey(Column.Share))
            {
                share = double.TryParse(Cell(Column.Share).TrimEnd('%').TrimEnd(), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100 ? percent : null;
                if (share is null)
                {
                    Refuse(Column.Share, $"\"{CellText.Shortened(Cell(Column.Share))}\" is no percentage.");
                }
            }

            if (Point(Cell(Column.East), Cell(Column.North), Refuse) is { } point && refusals.Count == before)
            {
                rows.Add(new(line, Cell(Column.Locality).Normalize(NormalizationForm.FormC), npa, Cell(Column.Addition), Cell(Column.Commune).Normalize(NormalizationForm.FormC), canton, share, point, language == Several ? null : language));
            }
        }

        private GeoPoint? Point(string eastCell, string northCell, Action<Column, string> refuse)
        {
            if (!double.TryParse(eastCell, NumberStyles.Float, CultureInfo.InvariantCulture, out var east))
            {
                refuse(Column.East, $"\"{CellText.Shortened(eastCell)}\" is no number.");
                return null;
            }

            if (!double.TryParse(northCell, NumberStyles.Float, CultureInfo.InvariantCulture, out var north))
            {
                refuse(Column.North, $"\"{CellText.Shortened(northCell)}\" is no number.");
                return null;
            }

            var system = Lv95.Covers(east, north) ? Projected : east is >= 5.9 and <= 10.6 && north is >= 45.8 and <= 47.9 ? Geographic : null;
            if (system is null)
            {
                refuse(Column.East, $"{CellText.Shortened(eastCell)} / {CellText.Shortened(northCell)} lies outside Switzerland, in LV95 as in WGS84.");
                return null;
            }

            if ((edition ??= system) != system)
            {
                refuse(Column.East, $"The coordinates are {system}, those of the rows above {edition}.");
                return null;
            }

            return edition == Geographic ? new GeoPoint(north, east) : Lv95.ToWgs84(east, north);
        }

        private void CheckWhole()
        {
            var missing = cantons.Except(rows.Select(r => r.Canton)).Order(StringComparer.Ordinal).ToList();
            if (missing.Count > 0)
            {
                refusals.Add(Refusal(null, null, $"There is no place in {string.Join(", ", missing)}: the file is an extract, or was cut off."));
            }
        }
    }
}
