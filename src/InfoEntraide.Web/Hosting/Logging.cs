using System.Diagnostics;
using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace InfoEntraide.Web.Hosting;

/// <summary>
/// Logging with Serilog: readable lines in Development, one JSON object a line elsewhere. What people look for is health data,
/// so requests are logged by route pattern, never by path or query string.
/// </summary>
internal static partial class Logging
{
    private static readonly string[] TellingProperties = ["RequestPath", "QueryString", "Path"];

    public static void AddPortalLogging(this WebApplicationBuilder builder)
    {
        var configuration = new LoggerConfiguration()
            .ReadFrom.Configuration(builder.Configuration)

            // Whatever the settings say: below warning level the framework writes addresses with their query strings.
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .Enrich.With<WithoutAddresses>();
        configuration = builder.Environment.IsDevelopment()
            ? configuration.WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}", formatProvider: CultureInfo.InvariantCulture)
            : configuration.WriteTo.Console(new JsonFormatter(renderMessage: true));
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(configuration.CreateLogger(), dispose: true);
    }

    /// <summary>One line a request: method, route pattern, status, duration.</summary>
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("InfoEntraide.Requests");
        return app.Use(async (context, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            await next(context);
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
            logger.Answered(context.Request.Method, route, context.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        });
    }

    [LoggerMessage(LogLevel.Information, "{Method} {Route} {Status} in {Elapsed:0.0} ms")]
    private static partial void Answered(this Microsoft.Extensions.Logging.ILogger logger, string method, string route, int status, double elapsed);

    private sealed class WithoutAddresses : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            foreach (var property in TellingProperties)
            {
                logEvent.RemovePropertyIfPresent(property);
            }
        }
    }
}
