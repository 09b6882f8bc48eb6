using System.Text;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>The bytes of a file as text, whatever program saved it; or why they are no text at all.</summary>
/// <param name="Text">The decoded text without byte order mark; empty when refused.</param>
/// <param name="Encoding">Name of the encoding for the report.</param>
/// <param name="Refusal">Why the file cannot be read and what to do; null when it can.</param>
public sealed record SheetText(string Text, string Encoding, string? Refusal)
{
    public const int MaxBytes = 20 * 1024 * 1024;

    private const string SaveAsCsv = "Open it in the spreadsheet program, choose \"Save as\" and the type \"CSV UTF-8\", and import that file.";

    // Letters that texts in our languages are full of: the old one-byte encoding that yields most of them is the right one.
    private const string CommonLetters = "àâäçéèêëîïôöùûüìòß’";

    private const string RareLetters = "ÀÂÄÇÉÈÊÎÔÖÙÛÜóœŒ«»‘“”„–—…€";

    public static SheetText Decode(byte[] file)
    {
        if (file.Length > MaxBytes)
        {
            return Refused($"The file has {file.Length / 1024 / 1024} MB; at most {MaxBytes / 1024 / 1024} MB are read. Split it into several files.");
        }

        if (KnownFormat(file) is { } format)
        {
            return Refused(format);
        }

        var text = DecodeText(file);
        if (string.IsNullOrWhiteSpace(text.Text))
        {
            return Refused("The file is empty.");
        }

        var head = text.Text.AsSpan(0, Math.Min(text.Text.Length, 2000)).TrimStart();
        if (head.StartsWith("<") || head.StartsWith("{\\rtf"))
        {
            return Refused("The file is a web page or a formatted document, not CSV, although its name may say otherwise. " + SaveAsCsv);
        }

        if (head.StartsWith("{") || head.StartsWith("[{"))
        {
            return Refused("The file is JSON, not CSV.");
        }

        var odd = text.Text.Count(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\v' or '\f'));
        return odd > 20 && odd > text.Text.Length / 100 ? Refused("The file is not text. " + SaveAsCsv) : text;
    }

    private static SheetText Refused(string why) => new("", "", why);

    private static string? KnownFormat(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
        {
            return "The file is empty.";
        }

        if (file.StartsWith("PK\u0003\u0004"u8))
        {
            return "The file is an Excel or OpenDocument workbook (or another zip archive), not CSV. " + SaveAsCsv;
        }

        if (file.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return "The file is an old Excel or Word document, not CSV. " + SaveAsCsv;
        }

        if (file.StartsWith("%PDF"u8))
        {
            return "The file is a PDF document, not CSV. Ask for the table it was printed from.";
        }

        return file.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "The file is compressed (gzip). Unpack it first." : null;
    }

    private static SheetText DecodeText(byte[] file)
    {
        ReadOnlySpan<byte> bytes = file;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return new(System.Text.Encoding.UTF8.GetString(bytes[3..]), "UTF-8 with byte order mark", null);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
        {
            return new(System.Text.Encoding.UTF32.GetString(bytes[4..]), "UTF-32", null);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return new(System.Text.Encoding.Unicode.GetString(bytes[2..]), "UTF-16", null);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return new(System.Text.Encoding.BigEndianUnicode.GetString(bytes[2..]), "UTF-16 (big-endian)", null);
        }

        if (Utf16WithoutMark(bytes) is { } utf16)
        {
            return new(utf16.GetString(bytes), "UTF-16 without byte order mark", null);
        }

        if (bytes.Contains((byte)0))
        {
            return Refused("The file is not text. " + SaveAsCsv);
        }

        var (sequences, broken) = CountUtf8(bytes);
        if (broken == 0)
        {
            return new(System.Text.Encoding.UTF8.GetString(bytes), "UTF-8", null);
        }

        // A few damaged bytes in a UTF-8 file: its rows are refused one by one where the damage shows (U+FFFD).
        return sequences > broken * 3 ? new(System.Text.Encoding.UTF8.GetString(bytes), "UTF-8, damaged in places", null) : OneByte(bytes);
    }

    /// <summary>Text in our languages has a zero in almost every second byte when it is UTF-16.</summary>
    private static UnicodeEncoding? Utf16WithoutMark(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, 4096)];
        if (sample.Length < 4)
        {
            return null;
        }

        int even = 0, odd = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] == 0)
            {
                _ = i % 2 == 0 ? even++ : odd++;
            }
        }

        var half = sample.Length / 2;
        return odd > half * 0.7 && even < half * 0.1 ? new UnicodeEncoding(bigEndian: false, byteOrderMark: false)
            : even > half * 0.7 && odd < half * 0.1 ? new UnicodeEncoding(bigEndian: true, byteOrderMark: false)
            : null;
    }

    private static (int Sequences, int Broken) CountUtf8(ReadOnlySpan<byte> bytes)
    {
        int sequences = 0, broken = 0;
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var consumed);
            if (status != System.Buffers.OperationStatus.Done)
            {
                broken++;
            }
            else if (consumed > 1)
            {
                sequences++;
            }

            bytes = bytes[Math.Max(consumed, 1)..];
        }

        return (sequences, broken);
    }

    private static SheetText OneByte(ReadOnlySpan<byte> bytes)
    {
        // Windows; old Macs; "CSV (MS-DOS)" of Excel. The first wins a tie.
        (int Page, string Name)[] pages = [(1252, "Windows-1252"), (10000, "Mac OS Roman"), (850, "MS-DOS 850")];
        var best = ("", pages[0].Name, Score: -1);
        foreach (var (page, name) in pages)
        {
            var text = CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetString(bytes);
            var score = text.Sum(c => c <= 127 ? 0 : CommonLetters.Contains(c, StringComparison.Ordinal) ? 3 : RareLetters.Contains(c, StringComparison.Ordinal) ? 1 : 0);
            if (score > best.Score)
            {
                best = (text, name, score);
            }
        }

        return new(best.Item1, best.Name, null);
    }
}
