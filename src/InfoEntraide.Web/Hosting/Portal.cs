using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Exchange;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Home;
using InfoEntraide.Web.Localization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;

namespace InfoEntraide.Web.Hosting;

/// <summary>Puts the program together. Serving and verbs share it.</summary>
internal static class Portal
{
    public const string DefaultAddress = "http://localhost:5080";

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports"];
    private static readonly string[] ContentRootVariables = ["ASPNETCORE_CONTENTROOT", "DOTNET_CONTENTROOT"];

    public static WebApplication Build(string[] args, LogOutput logsTo = LogOutput.StandardOutput)
    {
        var builder = Builder(args);
        builder.AddPortalLogging(logsTo);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        // In every environment, so that the style sheet is there too when Production is tried from the source tree.
        builder.WebHost.UseStaticWebAssets();
        if (AddressSettings.All(setting => builder.Configuration[setting] is null))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        var storage = Storage.From(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton(storage);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKnownProxies(builder.Configuration);
        builder.Services.AddPortalDatabase(builder.Configuration, storage.Path);
        builder.Services.AddDataProtection().SetApplicationName("InfoEntraide").PersistKeysToFileSystem(new DirectoryInfo(storage.File("keys")));
        builder.Services.AddPortalCatalogue();
        builder.Services.AddScoped(_ => new Texts(PortalLanguages.Current));
        builder.Services.AddScoped<FacetLabels>();
        builder.Services.AddPortalHealth();
        builder.Services.AddPortalPages();
        builder.Services.AddPortalApi();
        builder.Services.AddResponseCompression(o => o.EnableForHttps = true);
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseRequestLog();
        app.UseHeadRequests();
        app.UseRequestLanguage();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseExceptionHandler("/errors/500");
        app.UseStatusCodePagesWithReExecute(ErrorsController.Path);
        app.UseApiErrors();
        app.UseRouting();
        app.MapStaticAssets();
        app.MapControllers().WithStaticAssets();
        app.MapOpenApi(ApiDescription.Route);
        app.MapPortalHealth();
        return app;
    }

    /// <summary>The settings the portal would run with.</summary>
    public static IConfiguration Settings(string[] args) => Builder(args).Configuration;

    private static WebApplicationBuilder Builder(string[] args) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot(args) });

    private static void AddPortalCatalogue(this IServiceCollection services)
    {
        services.AddSingleton<PublicCatalogue>();
        services.AddSingleton<CatalogueChanges>();
        services.AddSingleton<CatalogueFile>();
        services.AddHostedService<CatalogueUpdates>();
        services.AddOptions<CatalogueOptions>().BindConfiguration("Catalogue").ValidateDataAnnotations().ValidateOnStart();
    }

    private static void AddPortalPages(this IServiceCollection services)
    {
        services.AddControllersWithViews(mvc =>
            {
                mvc.Conventions.Add(new LocalizedRouteConvention());
                mvc.ModelMetadataDetailsProviders.Add(new KeepTextAsSent());
            })
            .AddRazorOptions(razor =>
            {
                razor.ViewLocationFormats.Clear();
                razor.ViewLocationFormats.Add("/Features/{1}/{0}.cshtml");
                razor.ViewLocationFormats.Add("/Features/Shared/{0}.cshtml");
            });
        services.AddRouting(o => o.ConstraintMap[LanguageConstraint.Name] = typeof(LanguageConstraint));

        // Letters with accents stay as they are: pages are UTF-8, and shorter so.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(
            UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA, UnicodeRanges.GeneralPunctuation));
    }

    /// <summary>
    /// Null leaves it to the host: the folder named by <c>--contentRoot</c> or <c>ASPNETCORE_CONTENTROOT</c>, else the working folder. That is wanted
    /// when one is named, or the working folder holds an <c>appsettings.json</c>, as with <c>dotnet run</c>; otherwise the folder of the program.
    /// </summary>
    private static string? ContentRoot(string[] args) =>
        Array.Exists(args, a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase))
        || Array.Exists(ContentRootVariables, v => Environment.GetEnvironmentVariable(v) is { Length: > 0 })
        || File.Exists("appsettings.json")
            ? null
            : AppContext.BaseDirectory;
}
