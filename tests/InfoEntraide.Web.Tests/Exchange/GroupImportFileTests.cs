using System.Text;
using InfoEntraide.Web.Features.Exchange;

namespace InfoEntraide.Web.Tests.Exchange;

/// <summary>Troubles of whole files: encodings, delimiters, headers, things that are no CSV, and bytes gone wrong.</summary>
public sealed class GroupImportFileTests : IDisposable
{
    private const string Plain = "external_id;centre;name_fr;topics\r\nA-1;info-entraide-vaud;Dépression à Lausanne;depression\r\n";

    private readonly ImportRun run = new();

    public void Dispose() => run.Dispose();

    [Theory]
    [InlineData("utf-8", true, "UTF-8 with byte order mark")]
    [InlineData("utf-8", false, "UTF-8")]
    [InlineData("utf-16", true, "UTF-16")]
    [InlineData("utf-16", false, "UTF-16 without byte order mark")]
    [InlineData("utf-16BE", true, "UTF-16 (big-endian)")]
    [InlineData("utf-16BE", false, "UTF-16 without byte order mark")]
    [InlineData("utf-32", true, "UTF-32")]
    [InlineData("windows-1252", false, "Windows-1252")]
    [InlineData("macintosh", false, "Mac OS Roman")]
    [InlineData("ibm850", false, "MS-DOS 850")]
    public async Task Every_encoding_people_save_in_is_recognised(string name, bool mark, string shown)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var report = await run.ImportAsync([.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Plain)]);

        Assert.StartsWith(shown + ", ", report.Format, StringComparison.Ordinal);
        Assert.Equal("Dépression à Lausanne", (await run.GroupAsync("A-1")).Name.Fr);
    }

    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    [InlineData('\t')]
    public async Task The_delimiter_is_recognised(char delimiter)
    {
        var report = await run.ImportAsync(Plain.Replace(';', delimiter));

        Assert.True(report.Written);
        Assert.Contains(delimiter == '\t' ? "tabs" : $"\"{delimiter}\"", report.Format, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sep=;\r\n")]
    [InlineData("Nos groupes;;;\r\n;;;\r\n\r\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("Liste, état: mars 2026\n")]
    public async Task The_column_names_need_not_stand_on_the_first_line(string before)
    {
        var report = await run.ImportAsync(before + Plain);

        Assert.True(report.Written, report.ToString());
        Assert.Equal(before.Count(c => c == '\n') + 2, report.Rows[0].Line);
    }

    [Theory]
    [InlineData("EXTERNAL_ID;Centre;Name (FR);Topics")]
    [InlineData("Nr.;Zentrum;Titel französisch;Themen")]
    [InlineData("N°;CENTRE;Nom FR;Thèmes")]
    [InlineData("Identificativo;Centro;Nome francese;Temi")]
    [InlineData("\"external id\";\" centre \";\"name-fr\";\"topics\"")]
    [InlineData("External\u00A0ID;Centre;name_fr\u200B;topics")]
    public async Task Column_names_are_understood_in_any_case_language_and_spelling(string header)
    {
        var report = await run.ImportAsync(header.Replace("N°", "No", StringComparison.Ordinal) + Plain[Plain.IndexOf('\r', StringComparison.Ordinal)..]);

        Assert.True(report.Written, report.ToString());
        Assert.DoesNotContain(report.FileFindings, f => f.Level != FindingLevel.Note);
    }

    [Fact]
    public void The_documentation_names_every_column()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "InfoEntraide.sln")))
        {
            root = root.Parent!;
        }

        var text = File.ReadAllText(Path.Combine(root.FullName, "docs", "import-groups.md"));

        Assert.All(Enum.GetValues<ImportColumn>().Select(ImportColumns.Documented), c => Assert.Contains($"`{c}`", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("external_id")]
    [InlineData("centre")]
    [InlineData("name_fr")]
    [InlineData("topics")]
    public async Task A_required_column_that_is_missing_refuses_the_file(string column)
    {
        var report = await run.ImportAsync(Plain.Replace(column, "other", StringComparison.Ordinal));

        var refusal = Assert.Single(report.FileFindings, f => f.Level == FindingLevel.Refusal);
        Assert.Equal((column == "name_fr" ? "name" : column, "This column is required and missing."), (refusal.Column, refusal.Text));
        Assert.Empty(report.Rows);
        Assert.Contains("the file is refused as a whole", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_columns_of_one_meaning_refuse_the_file()
    {
        var report = await run.ImportAsync("id;centre;name_fr;topics;PLZ;NPA\nA;info-entraide-vaud;Un;depression;1003;1004\n");

        Assert.Equal("Means the same as column \"PLZ\". Remove or rename one of them.", Assert.Single(report.FileFindings, f => f.Level == FindingLevel.Refusal).Text);
    }

    [Fact]
    public async Task Blank_lines_repeated_column_names_and_unknown_columns_do_no_harm()
    {
        var report = await run.ImportAsync("id;centre;name_fr;topics;Bemerkungen;\n;;;;;\n\nA;info-entraide-vaud;Un;depression;privé;x\nid;centre;name_fr;topics;Bemerkungen;\n \t;;\u00A0;;;\nB;;Deux;depression;;\n");

        Assert.True(report.Written);
        Assert.Equal([4, 7], report.Rows.Select(r => r.Line));
        Assert.Equal(["Bemerkungen", "number 6"], report.FileFindings.Where(f => f.Level == FindingLevel.Warning).Select(f => f.Column!), StringComparer.Ordinal);
        Assert.Equal("Empty: info-entraide-vaud is taken from the row above.", Assert.Single(report.Rows[1].Findings).Text);
    }

    [Fact]
    public async Task Lines_are_counted_over_quoted_line_breaks()
    {
        var report = await run.ImportAsync("id;centre;name_fr;topics;description_fr;npa\r\nA;info-entraide-vaud;Un;depression;\"une\r\n\r\ndeux; \"\"trois\"\"\";1003\r\nB;info-entraide-vaud;Deux;depression;;9999\r\n");

        Assert.Equal((5, 3), (report.Rows[1].Line, report.Rows[1].Row));
        Assert.Contains("line 5 (row 3): refused  B", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quotation_mark_that_is_never_closed_is_named_with_its_line()
    {
        var text = new StringBuilder(Plain).Append("A-2;info-entraide-vaud;\"Ouvert;depression\r\n");
        for (var i = 0; i < 500; i++)
        {
            text.Append("B-").Append(i).Append(";info-entraide-vaud;Un groupe;depression\r\n");
        }

        var report = await run.ImportAsync(text.ToString());

        Assert.Contains(report.FileFindings, f => f is { Level: FindingLevel.Refusal, Line: 3 } && f.Text.Contains("is probably never closed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PK\u0003\u0004xl/workbook.xml", "workbook")]
    [InlineData("%PDF-1.7\n", "PDF")]
    [InlineData("", "empty")]
    [InlineData("  \r\n ", "empty")]
    [InlineData("<html><table><tr><td>id</td></tr></table>", "web page")]
    [InlineData("{\"groups\": []}", "JSON")]
    [InlineData("{\\rtf1 external_id}", "web page or a formatted document")]
    [InlineData("just a letter\nto a friend\n", "No row with column names")]
    public async Task What_is_no_table_is_refused_with_what_to_do(string content, string text)
    {
        var report = await run.ImportAsync(content);

        Assert.Contains(text, Assert.Single(report.FileFindings, f => f.Level == FindingLevel.Refusal).Text, StringComparison.Ordinal);
        Assert.False(report.IsAccepted);
    }

    [Fact]
    public async Task Old_workbooks_compressed_files_and_pictures_are_refused()
    {
        byte[][] files = [[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [0x1F, 0x8B, 8, 0, 0, 0], [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48]];
        foreach (var file in files)
        {
            Assert.False((await run.ImportAsync(file)).IsAccepted);
        }
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_read()
    {
        var report = await run.ImportAsync(new byte[SheetText.MaxBytes + 1]);

        Assert.Contains("at most 20 MB", Assert.Single(report.FileFindings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_too_many_rows_is_refused()
    {
        var text = new StringBuilder("id;centre;name_fr;topics\n");
        for (var i = 0; i <= Sheet.MaxRows; i++)
        {
            text.Append(i).Append(";x;y;z\n");
        }

        var report = await run.ImportAsync(text.ToString());

        Assert.Contains("More than 50000 rows", Assert.Single(report.FileFindings, f => f.Level == FindingLevel.Refusal).Text, StringComparison.Ordinal);
        Assert.Empty(report.Rows);
    }

    [Fact]
    public async Task A_damaged_letter_in_a_file_of_sound_ones_is_named()
    {
        var bytes = Encoding.UTF8.GetBytes(Plain + "A-2;info-entraide-vaud;Éléphant été hélas à #;depression\r\n");
        bytes[Array.LastIndexOf(bytes, (byte)'#')] = 0xE9;
        var report = await run.ImportAsync(bytes);

        Assert.StartsWith("UTF-8, damaged in places", report.Format, StringComparison.Ordinal);
        Assert.Equal((3, "name_fr"), (Assert.Single(report.Rows[1].Findings).Line!.Value, Assert.Single(report.Rows[1].Findings).Column));
    }

    [Fact]
    public async Task Whatever_happens_to_a_file_the_answer_is_a_report()
    {
        string[] names = ["groups.csv", "messy-groups-windows1252.csv", "refused-groups.csv"];
        byte[][] pieces =
        [
            "\""u8.ToArray(), ";"u8.ToArray(), "\n"u8.ToArray(), "\r"u8.ToArray(), [0], [0xFF, 0xFE], [0xED, 0xA0, 0x80], "="u8.ToArray(), "<p"u8.ToArray(), "&#55296;"u8.ToArray(), "&#1114112;"u8.ToArray(), "24:00"u8.ToArray(),
            "99999999999999999999"u8.ToArray(), "FREQ=WEEKLY;INTERVAL=0"u8.ToArray(), "\u202E\u0000"u8.ToArray(), "1E400"u8.ToArray(), "<!--"u8.ToArray(), "-0"u8.ToArray(), "http://["u8.ToArray(),
        ];
        var random = new Random(20260315);
        for (var round = 0; round < 150; round++)
        {
            List<byte> bytes = [.. ImportRun.Sample(names[round % names.Length])];
            for (var edits = random.Next(1, 12); edits > 0; edits--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(5))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.InsertRange(at, pieces[random.Next(pieces.Length)]);
                        break;
                    case 2:
                        bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at - 1));
                        break;
                    case 3:
                        bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at)));
                        break;
                    default:
                        bytes.RemoveRange(at, bytes.Count - at - 1);
                        break;
                }
            }

            ImportReport report;
            try
            {
                report = await run.ImportAsync([.. bytes]);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Round {round} threw; the file in base64: {Convert.ToBase64String([.. bytes])}", exception);
            }

            Assert.False(report.Written && !report.IsAccepted);
            Assert.False(report.IsAccepted && !report.Written && report.Created + report.Changed > 0);
            Assert.All(report.ToString(), c => Assert.False(char.IsControl(c) && c is not ('\n' or '\r'), $"Round {round}: a control character in the report."));
        }
    }
}
