using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace InfoEntraide.Web.Localization;

/// <summary>Decides the language of a request: the first segment of the path, else what the browser asks for, else French.</summary>
public static class RequestLanguage
{
    public static IApplicationBuilder UseRequestLanguage(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var culture = Of(context.Request).Culture();
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
        return next(context);
    });

    public static PortalLanguage Of(HttpRequest request) => FromPath(request.Path) ?? FromBrowser(request);

    private static PortalLanguage? FromPath(PathString path)
    {
        var text = path.Value.AsSpan().TrimStart('/');
        var end = text.IndexOf('/');
        var segment = end < 0 ? text : text[..end];
        return segment.Length == 2 ? PortalLanguages.Parse(segment.ToString()) : null;
    }

    public static PortalLanguage FromBrowser(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted))
        {
            return PortalLanguage.Fr;
        }

        return wanted.OrderByDescending(w => w.Quality ?? 1)
            .Select(w => PortalLanguages.Parse(w.Value.Value?.Split('-')[0]))
            .FirstOrDefault(l => l is not null) ?? PortalLanguage.Fr;
    }
}
