using System.Text.RegularExpressions;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Hosting;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using Map = System.Collections.Generic.Dictionary<object, object?>;

namespace InfoEntraide.Web.Tests.Hosting;

/// <summary>
/// <c>docker-compose.yml</c> and <c>Dockerfile</c>, read and not run: keys and conditions that Compose knows, settings that the program reads,
/// verbs that it has, rights that it does not need.
/// </summary>
public sealed partial class ContainerTests
{
    private const string PortalImage = "infoentraide";

    // Of the Compose specification what is used here: a misspelt key is none of these.
    private static readonly string[] ServiceKeys =
    [
        "build", "image", "environment", "read_only", "tmpfs", "cap_drop", "security_opt", "volumes", "healthcheck", "restart", "command", "depends_on", "ports",
    ];

    private static readonly string[] HealthKeys = ["test", "interval", "timeout", "retries", "start_period", "disable"];
    private static readonly string[] Conditions = ["service_started", "service_healthy", "service_completed_successfully"];
    private static readonly string[] RestartPolicies = ["no", "always", "on-failure", "unless-stopped"];

    // Read by ASP.NET Core and its host, not by code of ours.
    private static readonly string[] OfTheFramework = ["ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS", "AllowedHosts", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "DOTNET_EnableDiagnostics"];

    private static readonly string Root = FindRoot();
    private static readonly Map Compose = ReadCompose();
    private static readonly string[] Dockerfile = File.ReadAllLines(Path.Combine(Root, "Dockerfile"));
    private static readonly string Code = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Root, "src", "InfoEntraide.Web"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

    public static TheoryData<string> Services => [.. AllServices.Keys];

    private static Dictionary<string, Map> AllServices { get; } = Of(Compose, "services").ToDictionary(s => (string)s.Key, s => (Map)s.Value!, StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, Map>> PortalServices => AllServices.Where(s => Text(s.Value, "image") == PortalImage);

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_has_only_what_Compose_knows_and_depends_on_what_is_there(string name)
    {
        var service = AllServices[name];
        Assert.Empty(service.Keys.Cast<string>().Except(ServiceKeys, StringComparer.Ordinal));
        Assert.True(service.ContainsKey("image"));
        Assert.Contains(Text(service, "restart") ?? "no", RestartPolicies);
        Assert.Empty(Of(service, "healthcheck").Keys.Cast<string>().Except(HealthKeys, StringComparer.Ordinal));
        foreach (var (other, how) in Of(service, "depends_on"))
        {
            var condition = Text((Map)how!, "condition")!;
            var needed = AllServices[(string)other];
            Assert.Contains(condition, Conditions);
            Assert.True(condition != "service_healthy" || HasHealthCheck(needed), $"{name} waits for {other} to be healthy, which never says so");
            Assert.True(condition != "service_completed_successfully" || (Text(needed, "restart") ?? "no") == "no", $"{name} waits for the end of {other}, which is started again and again");
        }

        var declared = Of(Compose, "volumes").Keys.Cast<string>().ToList();
        Assert.All(List(service, "volumes"), v => Assert.Contains(v.Split(':')[0], declared));
        Assert.All(List(service, "ports"), p => Assert.Matches(@"\A127\.0\.0\.1:\d+:\d+\z", p));
    }

    [Fact]
    public void The_file_has_only_what_Compose_knows_and_asks_for_every_secret()
    {
        Assert.Empty(Compose.Keys.Cast<string>().Where(k => !k.StartsWith("x-", StringComparison.Ordinal)).Except(["name", "services", "volumes"], StringComparer.Ordinal));
        var text = File.ReadAllText(Path.Combine(Root, "docker-compose.yml"));
        Assert.All(Variable().Matches(text).Select(m => m.Value), v => Assert.Matches(@"\A\$\{[A-Z_]+(:-[^}]+|:\?[^}]+)\}\z", v));
        Assert.All(Variable().Matches(text).Select(m => m.Value).Where(v => v.Contains("PASSWORD", StringComparison.Ordinal)), v => Assert.Contains(":?", v, StringComparison.Ordinal));
    }

    [Fact]
    public void The_portal_runs_without_rights_and_writes_only_to_its_volume_and_to_tmp()
    {
        Assert.Equal(["migrate", "portal", "reference"], PortalServices.Select(s => s.Key).Order(StringComparer.Ordinal));
        Assert.All(PortalServices, s =>
        {
            Assert.Equal("true", Text(s.Value, "read_only"));
            Assert.Equal(["ALL"], List(s.Value, "cap_drop"));
            Assert.Equal(["no-new-privileges:true"], List(s.Value, "security_opt"));
            Assert.Equal(["/tmp"], List(s.Value, "tmpfs"));
            Assert.Equal(["portal:/data"], List(s.Value, "volumes"));
        });

        Assert.Equal("USER $APP_UID", Dockerfile.Last(l => l.StartsWith("USER ", StringComparison.Ordinal)));
        Assert.True(Array.FindLastIndex(Dockerfile, l => l.StartsWith("FROM ", StringComparison.Ordinal)) < Array.FindLastIndex(Dockerfile, l => l.StartsWith("USER ", StringComparison.Ordinal)));
        Assert.Contains("VOLUME /data", Dockerfile);
        Assert.Equal("/data", DockerEnvironment()["Storage__Path"]);
    }

    [Fact]
    public void Its_commands_and_its_health_check_are_verbs_of_the_program_and_its_port_is_the_one_it_listens_on()
    {
        var commands = PortalServices.Select(s => List(s.Value, "command")).Where(c => c.Count > 0).Append(HealthCheckOfImage()).ToList();
        Assert.Equal(3, commands.Count);
        Assert.All(commands, command => Assert.Empty(Verbs.Root().Parse(command.ToArray()).Errors));
        Assert.Equal("http://+:8080", DockerEnvironment()["ASPNETCORE_URLS"]);
        Assert.EndsWith(":8080", Assert.Single(List(AllServices["portal"], "ports")), StringComparison.Ordinal);
        Assert.Contains("EXPOSE 8080", Dockerfile);
        Assert.Contains("ENTRYPOINT [\"dotnet\", \"InfoEntraide.Web.dll\"]", Dockerfile);
    }

    [Fact]
    public void Every_setting_is_one_that_the_program_reads()
    {
        var set = PortalServices.SelectMany(s => Of(s.Value, "environment").Keys.Cast<string>()).Concat(DockerEnvironment().Keys).Distinct(StringComparer.Ordinal).ToList();
        var documented = File.ReadAllLines(Path.Combine(Root, "docs", "operations.md")).SkipWhile(l => l != "## Settings").Skip(1)
            .TakeWhile(l => !l.StartsWith('#')).Select(l => SettingRow().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value).ToList();
        Assert.True(set.Count > 4 && documented.Count > 6);

        Assert.All(set.Concat(documented), name => Assert.True(IsRead(name), $"nothing reads {name}"));
        Assert.False(IsRead("Database__Provder") || IsRead("Storage__Folder") || IsRead("Catalogue__PolEvery") || IsRead("ConnectionStrings__Portl"));
    }

    private static bool IsRead(string name)
    {
        var key = name.Replace("__", ":", StringComparison.Ordinal);
        return OfTheFramework.Contains(name, StringComparer.Ordinal)
            || Code.Contains($"\"{key}\"", StringComparison.Ordinal)
            || (key.Split(':') is ["ConnectionStrings", var connection] && Code.Contains($"GetConnectionString(\"{connection}\")", StringComparison.Ordinal))
            || (key.Split(':') is ["Catalogue", var property] && Code.Contains("BindConfiguration(\"Catalogue\")", StringComparison.Ordinal) && typeof(CatalogueOptions).GetProperty(property) is not null)
            || (key.StartsWith("Serilog:", StringComparison.Ordinal) && Code.Contains("ReadFrom.Configuration(", StringComparison.Ordinal));
    }

    private static bool HasHealthCheck(Map service) =>
        service.ContainsKey("healthcheck") ? Text(Of(service, "healthcheck"), "disable") != "true" : Text(service, "image") == PortalImage && HealthCheckOfImage().Count > 0;

    private static List<string> HealthCheckOfImage() =>
        [.. Quoted().Matches(Dockerfile.Single(l => l.StartsWith("HEALTHCHECK ", StringComparison.Ordinal))).Select(m => m.Groups[1].Value).Skip(2)];

    /// <summary>What <c>ENV</c> sets in the last stage, continued lines included.</summary>
    private static Dictionary<string, string> DockerEnvironment()
    {
        var last = string.Join('\n', Dockerfile.Skip(Array.FindLastIndex(Dockerfile, l => l.StartsWith("FROM ", StringComparison.Ordinal)))).Replace("\\\n", " ", StringComparison.Ordinal);
        return last.Split('\n').Where(l => l.StartsWith("ENV ", StringComparison.Ordinal)).SelectMany(l => l[4..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
    }

    private static Map Of(Map map, string key) => map.TryGetValue(key, out var value) && value is Map inner ? inner : [];

    private static string? Text(Map map, string key) => map.GetValueOrDefault(key) as string;

    private static List<string> List(Map map, string key) => map.GetValueOrDefault(key) is List<object> list ? [.. list.Cast<string>()] : [];

    private static Map ReadCompose()
    {
        using var reader = File.OpenText(Path.Combine(Root, "docker-compose.yml"));
        return new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize<Map>(new MergingParser(new Parser(reader)));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "InfoEntraide.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the source tree.");
    }

    [GeneratedRegex(@"(?<!\$)\$\{[^}]*\}")]
    private static partial Regex Variable();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\A\| `([A-Za-z_]+)` \| ")]
    private static partial Regex SettingRow();
}
