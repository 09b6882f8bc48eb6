using System.CommandLine;
using Microsoft.AspNetCore.Http;

namespace InfoEntraide.Web.Hosting;

/// <summary><c>healthcheck</c>: asks the portal that runs with the same settings whether it is ready, so that a container needs neither shell nor curl for it.</summary>
internal static class HealthcheckVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var url = new Option<string?>("--url") { Description = "Where the portal answers, when it is not the address it is set to listen on" };
        url.Validators.Add(result =>
        {
            if (result.Tokens is [var given, ..] && !(Uri.TryCreate(given.Value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)))
            {
                result.AddError("--url takes an address such as http://localhost:5080.");
            }
        });
        var verb = new Command("healthcheck", "Ask a running portal whether it is ready: exit code 0 when it is, else 1") { url };
        verb.SetAction(async (parsed, ct) =>
        {
            var portal = parsed.GetValue(url) is { } given ? new Uri(given) : Address(Portal.Settings([]));
            using var client = new HttpClient { BaseAddress = portal, Timeout = Patience };
            try
            {
                using var response = await client.GetAsync("/health/ready", ct);
                await Console.Out.WriteLineAsync(await response.Content.ReadAsStringAsync(ct));
                return response.IsSuccessStatusCode ? 0 : 1;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                await Console.Error.WriteLineAsync($"{portal} does not answer: {e.GetBaseException().Message}");
                return 1;
            }
        });
        return verb;
    }

    /// <summary>An address to ask, from the addresses to listen on: of several an unencrypted one, and this machine where any address will do.</summary>
    internal static Uri Address(IConfiguration settings)
    {
        var urls = settings["urls"] ?? Ports(settings, Uri.UriSchemeHttp) ?? Ports(settings, Uri.UriSchemeHttps) ?? Portal.DefaultAddress;
        var listening = Parts(urls).Select(BindingAddress.Parse).ToList();
        var address = listening.Find(a => a.Scheme == Uri.UriSchemeHttp) ?? listening[0];
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new Uri($"{address.Scheme}://{host}:{address.Port}");
    }

    private static string? Ports(IConfiguration settings, string scheme) =>
        settings[scheme + "_ports"] is { } ports ? string.Join(';', Parts(ports).Select(port => $"{scheme}://*:{port}")) : null;

    private static string[] Parts(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
