using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>Cells of people's spreadsheets as clean text. Nothing here throws, whatever a cell holds.</summary>
public static class CellText
{
    // All expressions run in time linear in the length of the cell.
    // The tags that text editors and web forms write; "<18" is none.
    private static readonly Regex KnownTag = new(
        """<!--|<(?<close>/?)(?<name>p|br|div|span|b|i|u|s|strong|em|small|sub|sup|ul|ol|li|a|h[1-6]|table|tbody|thead|tr|td|th|font|script|style|img|blockquote|hr|pre|code|iframe|html|head|body|meta|link|title|center|o:p)(?:[\s/][^<>]*)?>""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex BlockTag = new(@"<(?:p|br|div|ul|ol|li|h[1-6]|table|tr)(?:[\s/][^<>]*)?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex Entity = new("""&(?:nbsp|amp|lt|gt|quot|apos|[a-z]{1,2}(?:uml|acute|grave|circ|cedil|tilde|lig)|[lr]aquo|[lrs]b?dquo|[lr]squo|ndash|mdash|hellip|euro|#\d{1,6}|#x[0-9a-f]{1,5});""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex Href = new("""href\s*=\s*["']?(?<address>[^"'\s>]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex Hyperlink = new("""^\s*=\s*(?:HYPERLINK|LIEN_HYPERTEXTE|COLLEG\.IPERTESTUALE)\s*\(\s*"(?<address>[^"]*)"\s*(?:[;,]\s*"(?<text>(?:[^"]|"")*)"\s*)?\)\s*$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex QuotedFormula = new("""^\s*="(?<text>[^"]*)"\s*$""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex Garbled = new("Ã[\u0080-\u00BF‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ“”¦]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex Email = new(@"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex Phone = new(@"(?:^|[^\d+])(?<number>(?:(?:\+|00)41[\s./-]?(?:\(0\))?[\s./-]?|0)\d{2}[\s./-]?\d{3}[\s./-]?\d{2}[\s./-]?\d{2})(?:$|\D)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    // What Excel, LibreOffice and Numbers leave in a cell whose formula failed, in the languages of their interfaces.
    private static readonly HashSet<string> SpreadsheetErrors = new(StringComparer.OrdinalIgnoreCase)
    {
        "#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#BEZUG!", "#NV", "#WERT!", "#ZAHL!", "#NOM?", "#VALEUR!", "#NOMBRE!", "#RIF!", "#N/D", "#NOME?", "#VALORE!",
    };

    /// <summary>True for a cell without anything to see in it.</summary>
    public static bool IsBlank(string cell)
    {
        foreach (var c in cell)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && !IsInvisible(new Rune(char.IsSurrogate(c) ? 'x' : c)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The text without invisible and control characters, with plain spaces and line feeds, in Unicode form C. Line breaks stay,
    /// at most two in a row: paragraphs.
    /// </summary>
    public static string Clean(string cell)
    {
        if (IsPlain(cell))
        {
            return cell;
        }

        var builder = new StringBuilder(cell.Length);
        var breaks = 0;
        var space = false;
        var afterReturn = false;
        Span<char> encoded = stackalloc char[2];
        foreach (var rune in cell.EnumerateRunes())
        {
            // The vertical tab is Word's soft line break; the last two are Unicode's own.
            var isBreak = rune.Value is '\n' or '\r' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029;
            if (isBreak)
            {
                breaks += rune.Value == '\n' && afterReturn ? 0 : 1;
                afterReturn = rune.Value == '\r';
                continue;
            }

            afterReturn = false;
            if (Rune.IsWhiteSpace(rune))
            {
                space = true;
            }
            else if (!Rune.IsControl(rune) && !IsInvisible(rune))
            {
                if (builder.Length > 0)
                {
                    builder.Append(breaks > 0 ? new string('\n', Math.Min(breaks, 2)) : space ? " " : "");
                }

                breaks = 0;
                space = false;
                builder.Append(encoded[..rune.EncodeToUtf16(encoded)]);
            }
        }

        return builder.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>True for what most cells are: visible ASCII with single spaces inside.</summary>
    private static bool IsPlain(string cell)
    {
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] is < ' ' or > '~' || (cell[i] == ' ' && (i == 0 || i == cell.Length - 1 || cell[i - 1] == ' ')))
            {
                return false;
            }
        }

        return true;
    }

    public static string OneLine(string cell) => Clean(cell).Replace("\n\n", " ", StringComparison.Ordinal).Replace('\n', ' ');

    /// <summary>Lower case without accents, letters and digits only, words apart by one space; ß as ss, œ as oe.</summary>
    public static string Fold(string text)
    {
        var builder = new StringBuilder(text.Length);
        var gap = false;
        var clean = Clean(text);
        foreach (var c in Ascii.IsValid(clean) ? clean : clean.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                if (gap && builder.Length > 0)
                {
                    builder.Append(' ');
                }

                gap = false;
                _ = c switch
                {
                    'ß' or 'ẞ' => builder.Append("ss"),
                    'œ' or 'Œ' => builder.Append("oe"),
                    'æ' or 'Æ' => builder.Append("ae"),
                    _ => builder.Append(char.ToLowerInvariant(c)),
                };
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                gap = true;
            }
        }

        return builder.ToString();
    }

    /// <summary>As written in Switzerland.</summary>
    public static string SwissSpelling(string text) => text.Replace("ß", "ss", StringComparison.Ordinal).Replace("ẞ", "SS", StringComparison.Ordinal);

    /// <summary>A value for a message: one line, not long.</summary>
    public static string Shortened(string text, int length = 60)
    {
        var line = OneLine(text.Length > 4 * length ? text[..(4 * length)] : text);
        return line.Length <= length ? line : string.Concat(line.AsSpan(0, length - 1).TrimEnd(), "…");
    }

    /// <summary>The meaning of a spreadsheet's error value, or null.</summary>
    public static string? SpreadsheetError(string cell)
    {
        var text = cell.Trim();
        return SpreadsheetErrors.Contains(text) ? $"The spreadsheet itself shows an error here: {text}."
            : text.Length > 2 && text.All(c => c == '#') ? "The column was too narrow when the file was saved: only ### is left of the value."
            : null;
    }

    /// <summary>
    /// What a formula in a cell shows: the text of <c>=HYPERLINK("address";"text")</c> with its address, the text of <c>="0123"</c>
    /// (people write that to keep zeros). Null for a cell that is no such formula.
    /// </summary>
    public static (string Text, string? Address)? Formula(string cell)
    {
        if (Hyperlink.Match(cell) is { Success: true } link)
        {
            var address = link.Groups["address"].Value;
            var text = link.Groups["text"].Value.Replace("\"\"", "\"", StringComparison.Ordinal);
            return (text.Length > 0 ? text : address, address);
        }

        return QuotedFormula.Match(cell) is { Success: true } quoted ? (quoted.Groups["text"].Value, null) : null;
    }

    /// <summary>True for letters that were decoded twice in the wrong encoding, as in <c>dÃ©pression</c>.</summary>
    public static bool IsGarbled(string text) => Garbled.IsMatch(text);

    /// <summary>An e-mail address or a Swiss telephone number in the text, or null.</summary>
    public static string? PersonalContact(string text) =>
        Email.Match(text) is { Success: true } email ? email.Value : Phone.Match(text) is { Success: true } phone ? phone.Groups["number"].Value : null;

    /// <summary>HTML as plain text with paragraphs, or the text itself when it holds no HTML. Text that was escaped twice is read twice.</summary>
    public static string WithoutHtml(string text)
    {
        for (var round = 0; round < 3 && HasHtml(text); round++)
        {
            text = Clean(WebUtility.HtmlDecode(StripTags(text)));
        }

        return text;
    }

    private static bool HasHtml(string text) => KnownTag.IsMatch(text) || Entity.IsMatch(text);

    private static string StripTags(string text)
    {
        var result = new StringBuilder(text.Length);
        string? linkTarget = null;
        var linkStart = 0;
        var position = 0;

        // In HTML a line break of the source is a space; where only single words are marked, somebody typed the paragraphs.
        var lineBreak = BlockTag.IsMatch(text) ? ' ' : '\n';
        while (KnownTag.Match(text, position) is { Success: true } tag)
        {
            result.Append(text[position..tag.Index].Replace('\n', lineBreak));
            position = tag.Index + tag.Length;
            var closing = tag.Groups["close"].Length > 0;
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            switch (name)
            {
                case "":
                    var end = text.IndexOf("-->", position, StringComparison.Ordinal);
                    position = end < 0 ? text.Length : end + 3;
                    break;
                case "script" or "style" or "head" or "title" when !closing:
                    var close = text.IndexOf($"</{name}", position, StringComparison.OrdinalIgnoreCase);
                    var after = close < 0 ? -1 : text.IndexOf('>', close);
                    position = after < 0 ? text.Length : after + 1;
                    break;
                case "br" or "tr":
                    result.Append('\n');
                    break;
                case "li":
                    result.Append(closing ? "" : "\n- ");
                    break;
                case "p" or "div" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "table" or "blockquote" or "hr":
                    result.Append("\n\n");
                    break;
                case "td" or "th":
                    result.Append(' ');
                    break;
                case "a" when !closing:
                    linkTarget = Href.Match(tag.Value) is { Success: true } href ? href.Groups["address"].Value : null;
                    linkStart = result.Length;
                    break;
                case "a" when linkTarget is not null:
                    var shown = result.ToString(linkStart, result.Length - linkStart).Trim();
                    var bare = linkTarget.Split("//", 2)[^1].TrimEnd('/');
                    if (linkTarget.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !shown.Contains(bare, StringComparison.OrdinalIgnoreCase))
                    {
                        result.Append(" (").Append(linkTarget).Append(')');
                    }

                    linkTarget = null;
                    break;
            }
        }

        return result.Append(position == 0 ? text : text[position..].Replace('\n', lineBreak)).ToString();
    }

    // Zero-width characters, soft hyphen, direction marks (which can also disguise a text), byte order mark.
    private static bool IsInvisible(Rune rune) =>
        rune.Value is 0xAD or 0x180E or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF or (>= 0xFFF9 and <= 0xFFFB);
}
