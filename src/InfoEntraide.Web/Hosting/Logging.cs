using System.Diagnostics;
using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace InfoEntraide.Web.Hosting;

/// <summary>What a verb prints stays apart from what it logs.</summary>
internal enum LogOutput
{
    StandardOutput,
    StandardError,
}

/// <summary>
/// Logging with Serilog: readable lines in Development, one JSON object a line elsewhere. What people look for is health data,
/// so requests are logged by route pattern, never by path or query string.
/// </summary>
internal static partial class Logging
{
    private const string Framework = "Microsoft.AspNetCore";

    private static readonly string[] TellingProperties = ["RequestPath", "QueryString", "Path"];

    public static void AddPortalLogging(this WebApplicationBuilder builder, LogOutput output)
    {
        LogEventLevel? toStandardError = output == LogOutput.StandardError ? LogEventLevel.Verbose : null;
        var configuration = new LoggerConfiguration()
            .ReadFrom.Configuration(builder.Configuration)

            // Whatever the settings say: below warning level the framework writes addresses with their query strings.
            // The override spares it the work; the filter also holds where the settings name one of its parts.
            .MinimumLevel.Override(Framework, LogEventLevel.Warning)
            .Filter.ByExcluding(e => e.Level < LogEventLevel.Warning && IsFramework(e))
            .Enrich.FromLogContext()
            .Enrich.With<WithoutAddresses>();
        configuration = builder.Environment.IsDevelopment()
            ? configuration.WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}", formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: toStandardError)
            : configuration.WriteTo.Console(new JsonFormatter(renderMessage: true), standardErrorFromLevel: toStandardError);
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
            logger.Answered(Method(context.Request.Method), route, context.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        });
    }

    /// <summary>A method is whatever a client writes: only those HTTP knows are noted.</summary>
    private static string Method(string asked)
    {
        var method = HttpMethods.GetCanonicalizedValue(asked);
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method)
            || HttpMethods.IsOptions(method) || HttpMethods.IsPatch(method) || HttpMethods.IsTrace(method) || HttpMethods.IsConnect(method)
                ? method
                : "OTHER";
    }

    private static bool IsFramework(LogEvent logEvent) =>
        logEvent.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) is ScalarValue { Value: string source } && source.StartsWith(Framework, StringComparison.Ordinal);

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
