using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace InfoEntraide.Web.Hosting;

/// <summary>
/// Behind a proxy, scheme, host and address of the visitor stand in <c>X-Forwarded-Proto</c>, <c>-Host</c> and <c>-For</c>. They are believed
/// only when the request comes from one of the networks in the setting <c>Proxy__KnownNetworks</c>: anybody can send such headers.
/// </summary>
internal static class KnownProxies
{
    public const string Setting = "Proxy:KnownNetworks";

    private static readonly char[] Separators = [';', ',', ' '];

    /// <summary>Reads the networks; without any no forwarded header is believed.</summary>
    /// <exception cref="InvalidOperationException">The setting names something that is no network.</exception>
    public static void AddKnownProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var networks = (configuration[Setting] ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse).ToList();

        // After ASP.NET Core's own: ASPNETCORE_FORWARDEDHEADERS_ENABLED, which some hosts set for every program, would believe anybody.
        services.PostConfigure<ForwardedHeadersOptions>(options =>
        {
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            networks.ForEach(options.KnownIPNetworks.Add);
            options.ForwardedHeaders = networks.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;

            // As far back as one known proxy follows another.
            options.ForwardLimit = null;

            // A host that is forwarded passes by the check of the one that was asked for.
            options.AllowedHosts = [.. (configuration["AllowedHosts"] ?? "*").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        });
    }

    private static System.Net.IPNetwork Parse(string text)
    {
        if (System.Net.IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new InvalidOperationException($"Proxy__KnownNetworks holds '{text}': name networks or addresses, for instance 10.0.0.0/8;127.0.0.1.");
    }
}
