using System.Net;
using AngleSharp;
using AngleSharp.Dom;

namespace InfoEntraide.Web.Tests;

/// <summary>Reads pages as documents.</summary>
internal static class Pages
{
    public static async Task<IDocument> PageAsync(this HttpClient visitor, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await visitor.GetAsync(path);
        Assert.Equal(expected, response.StatusCode);
        var html = await response.Content.ReadAsStringAsync();
        return await BrowsingContext.New(Configuration.Default).OpenAsync(request => request.Content(html).Address("http://localhost" + path));
    }

    public static string Title(this IDocument page) => page.QuerySelector("h1")!.TextContent.Trim();
}
