using System.Text;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Data.Reference;

/// <summary>
/// Pages to read: a table of them, and beside it a file per page and language, <c>KEY.LANG.md</c>. Such a file begins with title, address and summary
/// between two lines of hyphens; below them stands Markdown.
/// </summary>
internal static class PageFiles
{
    public const string Name = "pages/pages.csv";

    private const string Fence = "---";

    public static async Task<SortedDictionary<string, byte[]>> ReadTextsAsync(string folder, CancellationToken ct)
    {
        var texts = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var pages = new DirectoryInfo(Path.Combine(folder, Path.GetDirectoryName(Name)!));
        foreach (var file in pages.Exists ? pages.EnumerateFiles("*.md") : [])
        {
            texts.Add(file.Name, await File.ReadAllBytesAsync(file.FullName, ct));
        }

        return texts;
    }

    public static async Task LoadAsync(ReferenceLoad load, byte[]? content, CancellationToken ct)
    {
        var db = load.Db;
        var table = new ReferenceTable(Name, content, ["key", "section", "order"]);
        if (table.Failed)
        {
            load.Fail(Name, table);
            return;
        }

        var edits = await HandEdits.ReadAsync<ContentPage>(db, ct);
        var merge = new ReferenceMerge<ContentPage>(db, table, await db.ContentPages.ToListAsync(ct), p => p.Key, p => !edits.IsMade(p), edits);
        var unread = load.PageTexts.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var key = row.Slug("key", ContentPage.KeyLength);
            var section = row.Code<ContentSection>("section");
            var order = row.Count("order");
            var (title, address, summary, body) = (Empty(), Empty(), Empty(), Empty());
            foreach (var language in PortalLanguages.All)
            {
                var name = $"{key}.{language.Code()}.md";
                if (!load.PageTexts.TryGetValue(name, out var bytes))
                {
                    continue;
                }

                unread.Remove(name);
                if (Read(bytes, load, out var text) is { } fault)
                {
                    row.Refuse(name, fault);
                    continue;
                }

                (title, address) = (title.With(language, text.Title), address.With(language, text.Address));
                (summary, body) = (summary.With(language, text.Summary), body.With(language, text.Body));
            }

            if (body.IsEmpty() && !row.IsRefused)
            {
                row.Refuse("key", $"there is no text: a file such as {key}.{PortalLanguage.Fr.Code()}.md is missing");
            }

            if (row.IsRefused || merge.Match(row, "key", key, () => new ContentPage { Key = key }) is not { } page)
            {
                continue;
            }

            page.Section = section;
            page.Order = order;
            page.Title = title;
            page.Address = address;
            page.Summary = summary;
            page.Body = body;
        }

        foreach (var name in unread)
        {
            table.Refuse(0, "", $"no row names the page of {name}");
        }

        await load.SaveAsync(Name, merge, p => p.Key, _ => Task.FromResult<HashSet<string>>([]), "", ct);
    }

    private static LocalizedText Empty() => LocalizedText.Of(PortalLanguage.Fr, null);

    /// <summary>Takes a file apart; says what is wrong with it, or null.</summary>
    private static string? Read(byte[] bytes, ReferenceLoad load, out PageText text)
    {
        text = new("", "", "", "");
        string content;
        try
        {
            content = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException)
        {
            return "the file is not UTF-8";
        }

        var lines = content.Split('\n');
        var end = Array.IndexOf(lines, Fence, 1);
        if (lines[0] != Fence || end < 0)
        {
            return "does not begin with title, address and summary between two lines of three hyphens";
        }

        var head = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines[1..end])
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                head[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }
        }

        text = new(head.GetValueOrDefault("title", ""), head.GetValueOrDefault("address", ""), head.GetValueOrDefault("summary", ""), string.Join('\n', lines[(end + 1)..]).Trim());
        return text switch
        {
            { Title: "" } => "has no title",
            { Summary: "" } => "has no summary",
            { Body: "" } => "has no text",
            _ when text.Title.Length > load.Limit<ContentPage>(nameof(ContentPage.Title)) => "has too long a title",
            _ when text.Summary.Length > load.Limit<ContentPage>(nameof(ContentPage.Summary)) => "has too long a summary",
            _ when text.Address.Length > ContentPage.AddressLength || Slug.From(text.Address) != text.Address => $"the address '{text.Address}' is not of small letters, digits and hyphens",
            _ => null,
        };
    }

    private sealed record PageText(string Title, string Address, string Summary, string Body);
}
