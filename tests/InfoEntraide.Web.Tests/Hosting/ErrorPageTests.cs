using System.Net;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Hosting;

/// <summary>Looks at what is written to the console: no other test may write meanwhile.</summary>
[CollectionDefinition(nameof(WholeConsole), DisableParallelization = true)]
public sealed class WholeConsole;

/// <summary>What visitors and operators see when the portal itself breaks.</summary>
[Collection(nameof(WholeConsole))]
public sealed class ErrorPageTests : IDisposable
{
    private const string Canary = "kanarienvogel7391";

    private readonly PortalSite site = new() { Extra = services => services.AddSingleton<IStartupFilter, Breakage>() };

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("/fr/breaks", "fr")]
    [InlineData("/de/breaks", "de")]
    [InlineData("/it/breaks", "it")]
    [InlineData("/en/breaks", "en")]
    public async Task A_page_that_breaks_says_so_in_the_visitors_language_as_well_protected_as_any_other(string path, string language)
    {
        var page = await site.Visitor().PageAsync(path, HttpStatusCode.InternalServerError);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(new Texts(PortalLanguages.Parse(language)!.Value)["Error.Server.Title"], page.Title());
        Assert.DoesNotContain(nameof(Breakage), page.Source.Text, StringComparison.Ordinal);

        using var broken = await site.Visitor().GetAsync(path);
        using var whole = await site.Visitor().GetAsync("/" + language);
        foreach (var header in new[] { "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy" })
        {
            Assert.Equal(whole.Headers.GetValues(header), broken.Headers.GetValues(header));
        }

        Assert.True(broken.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task The_api_that_breaks_answers_a_problem_document_as_well_protected()
    {
        using var response = await site.Visitor().GetAsync("/api/breaks");
        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
        Assert.DoesNotContain(nameof(Breakage), await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_of_a_broken_page_says_what_broke_and_not_what_was_asked_for()
    {
        var visitor = site.Visitor();
        var before = Console.Out;
        await using var log = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(log));
        try
        {
            foreach (var path in new[] { $"/fr/breaks/{Canary}?q={Canary}", $"/api/breaks/{Canary}?q={Canary}" })
            {
                using var response = await visitor.GetAsync(path);
                Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
            }
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Equal(2, log.ToString().Split('\n').Count(line => line.Contains("\"Level\":\"Error\"", StringComparison.Ordinal) && line.Contains(nameof(Breakage), StringComparison.Ordinal)));
        Assert.DoesNotContain(Canary, log.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Behind everything of the portal: addresses it does not know, with the word in them, break.</summary>
    private sealed class Breakage : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Use((context, rest) => context.Request.Path.Value!.Contains("/breaks", StringComparison.Ordinal) ? throw new InvalidOperationException("Broken on purpose.") : rest(context));
        };
    }
}
