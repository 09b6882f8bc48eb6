namespace InfoEntraide.Web.Hosting;

/// <summary>Programs get problem documents (RFC 9457) whatever goes wrong and whatever they accept; pages are for people.</summary>
internal static class ApiErrors
{
    /// <summary>To be placed after the handlers of the pages: it answers first.</summary>
    public static IApplicationBuilder UseApiErrors(this IApplicationBuilder app) => app.UseWhen(
        context => IsForPrograms(context.Request.Path),
        api =>
        {
            api.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = WriteAsync });
            api.UseStatusCodePages(context => WriteAsync(context.HttpContext));
        });

    private static bool IsForPrograms(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);

    private static Task WriteAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Problem(statusCode: context.Response.StatusCode).ExecuteAsync(context);
    }
}
