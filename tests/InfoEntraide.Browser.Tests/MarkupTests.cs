using InfoEntraide.Web.Localization;

namespace InfoEntraide.Browser.Tests;

/// <summary>What the portal sends is valid HTML. The pages that were looked at stay in <c>artifacts/pages</c>.</summary>
public sealed class MarkupTests
{
    [NodeFact]
    public async Task The_markup_of_every_page_is_valid_in_every_language()
    {
        var (tool, pages) = (Repository.Folder("tests", "html"), Repository.FreshArtifacts("pages"));
        await Node.InstallAsync(tool, CancellationToken.None);
        await using var site = BrowserSite.Portal();
        using var visitor = site.Visitor();
        foreach (var template in Templates.All)
        {
            foreach (var language in PortalLanguages.All)
            {
                using var response = await visitor.GetAsync(await template.AddressAsync(visitor, language));
                Assert.Equal(template.Status, (int)response.StatusCode);
                await File.WriteAllTextAsync(Path.Combine(pages, $"{template.FileName}.{language.Code()}.html"), await response.Content.ReadAsStringAsync());
            }
        }

        var (status, output) = await Node.RunAsync(tool, CancellationToken.None, "node_modules/html-validate/bin/html-validate.mjs", "--config", ".htmlvalidate.json", "--max-warnings", "0", "--formatter", "text", pages);
        Assert.True(status == 0, output);
    }

    [NodeFact]
    public async Task Faulty_markup_is_found()
    {
        var (tool, folder) = (Repository.Folder("tests", "html"), Repository.FreshArtifacts("faulty"));
        await Node.InstallAsync(tool, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(folder, "page.html"), "<!DOCTYPE html><html lang=\"en\"><head><title>Test</title></head><body><p><div id=\"a\"></div></p><b id=\"a\">b</b></body></html>");
        var (status, output) = await Node.RunAsync(tool, CancellationToken.None, "node_modules/html-validate/bin/html-validate.mjs", "--config", ".htmlvalidate.json", "--formatter", "text", folder);
        Assert.NotEqual(0, status);
        Assert.Contains("no-dup-id", output, StringComparison.Ordinal);
    }
}
