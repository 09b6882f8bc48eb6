using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using InfoEntraide.Web.Features.Groups;

namespace InfoEntraide.Web.Tests.Exchange;

public sealed class OpenApiTests : IDisposable
{
    private const string Update = "INFOENTRAIDE_WRITE_OPENAPI";

    // As people read and compare it: indented, letters with accents as they are.
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private readonly PortalSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task The_description_of_the_api_does_not_change_unnoticed()
    {
        var document = (await DocumentAsync()).ToJsonString(Layout) + "\n";
        var path = Path.Combine(Root(), "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 })
        {
            await File.WriteAllTextAsync(path, document);
        }

        var committed = File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
        var (now, then) = (document.Split('\n'), committed.Split('\n'));
        var line = Enumerable.Range(0, now.Length).FirstOrDefault(i => i >= then.Length || now[i] != then[i]);
        Assert.True(
            document == committed,
            $"The API is not what docs/openapi.json says (first difference in line {line + 1}: {now[line].Trim()}). Other programs rely on it. If the change is meant: {Update}=1 dotnet test tests/InfoEntraide.Web.Tests --filter OpenApi, then commit the file and say so in CHANGELOG.md.");
    }

    [Fact]
    public async Task The_description_names_every_parameter_of_a_search_with_its_bounds()
    {
        var parameters = (await DocumentAsync())["paths"]!["/api/v1/groups"]!["get"]!["parameters"]!.AsArray();
        Assert.Equal(
            SearchParameters.FacetParameters.Select(f => f.Parameter).Concat(["page", "pageSize", "place", "q", "radius", "sort", "ui", "without"]).Order(StringComparer.Ordinal),
            parameters.Select(p => p!["name"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(parameters, p => Assert.NotEmpty(p!["description"]!.GetValue<string>()));
        JsonNode Schema(string name) => parameters.Single(p => p!["name"]!.GetValue<string>() == name)!["schema"]!;
        Assert.Equal(SearchParameters.MaxPageSize, Schema("pageSize")["maximum"]!.GetValue<int>());
        Assert.Equal(["fr", "de", "it", "en"], Schema("ui")["enum"]!.AsArray().Select(v => v!.GetValue<string>()));
        Assert.Equal([5, 10, 20, 50, 100], Schema("radius")["enum"]!.AsArray().Select(v => v!.GetValue<int>()));
        Assert.DoesNotContain("closed", Schema("status")["items"]!["enum"]!.AsArray().Select(v => v!.GetValue<string>()));
    }

    [Fact]
    public async Task What_the_description_allows_is_understood_and_its_examples_have_the_form_of_real_answers()
    {
        var operation = (await DocumentAsync())["paths"]!["/api/v1/groups"]!["get"]!;
        foreach (var parameter in operation["parameters"]!.AsArray())
        {
            var schema = parameter!["schema"]!["items"] ?? parameter["schema"]!;
            var values = (schema["enum"] ?? schema["examples"] ?? new JsonArray(schema["minimum"]!.DeepClone(), schema["maximum"]?.DeepClone() ?? 2)).AsArray();
            foreach (var value in values)
            {
                using var response = await site.Visitor().GetAsync($"/api/v1/groups?{parameter["name"]}={Uri.EscapeDataString(value!.ToString())}");
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"{parameter["name"]}={value}");
            }
        }

        var example = operation["responses"]!["200"]!["content"]!["application/json"]!["examples"]!["example"]!["value"]!;
        var answer = JsonNode.Parse(await site.Visitor().GetStringAsync("/api/v1/groups?place=1003&pageSize=1"))!;
        Assert.Equal(Names(answer), Names(example));
        Assert.Equal(Names(answer["interpretation"]!), Names(example["interpretation"]!));
        Assert.Equal(Names(answer["interpretation"]!["place"]!), Names(example["interpretation"]!["place"]!));
        Assert.Equal(Names(answer["groups"]![0]!), Names(example["groups"]![0]!));
    }

    [Theory]
    [InlineData("GET", "/api", 404)]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("GET", "/API/v9/groups", 404)]
    [InlineData("GET", "/openapi/v2.json", 404)]
    [InlineData("POST", "/api/v1/groups", 405)]
    [InlineData("GET", "/api/v1/groups?radius=7", 400)]
    public async Task The_api_answers_every_error_with_a_problem_document_whatever_the_program_accepts(string method, string path, int status)
    {
        foreach (var accept in new[] { "*/*", "text/html", "application/xml" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Add("Accept", accept);
            using var response = await site.Visitor().SendAsync(request);
            Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
            Assert.Equal(status, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["status"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task An_address_that_only_begins_like_the_api_gets_the_page_for_people()
    {
        using var response = await site.Visitor().GetAsync("/apiculture");
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    private static string[] Names(JsonNode node) => [.. node.AsObject().Select(p => p.Key)];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "InfoEntraide.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in the source tree.");
        }

        return folder.FullName;
    }

    private async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await site.Visitor().GetStringAsync("/openapi/v1.json"))!;
}
