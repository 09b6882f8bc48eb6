using System.Globalization;
using System.Net.Http;
using System.Text.Json.Nodes;
using InfoEntraide.Search;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.OpenApi;

namespace InfoEntraide.Web.Features.Exchange;

/// <summary>
/// The OpenAPI document at <c>/openapi/v1.json</c>. <see cref="SearchParameters"/> reads the query string itself, so its parameters are
/// described here, from the same lists it reads by. <c>docs/openapi.json</c> is the copy that a test compares.
/// </summary>
internal static class ApiDescription
{
    public const string Route = "/openapi/{documentName:regex(^v1$)}.json";

    public static void AddPortalApi(this IServiceCollection services)
    {
        // Numbers are numbers; the document would otherwise allow them as text too.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict);
        services.AddOpenApi("v1", document =>
        {
            document.AddDocumentTransformer((api, _, _) =>
            {
                api.Info = new OpenApiInfo
                {
                    Title = "InfoEntraide",
                    Version = "1",
                    Description = "Self-help groups in Switzerland. Reading needs no key. Errors are `application/problem+json` (RFC 9457). Fields may be added; what is there keeps its name and meaning.",
                };
                api.Servers = [new OpenApiServer { Url = "/" }];
                return Task.CompletedTask;
            });
            document.AddOperationTransformer((operation, context, _) =>
            {
                if (context.Description.RelativePath == "api/v1/groups" && context.Description.HttpMethod == HttpMethod.Get.Method)
                {
                    operation.Parameters = [.. Parameters()];
                    Example(operation, "200", "A page with one group", GroupsExample);
                    Example(operation, "400", "A value that is not understood", ProblemExample);
                }

                if (context.Description.RelativePath == "api/v1/suggest" && context.Description.HttpMethod == HttpMethod.Get.Method)
                {
                    operation.Parameters = [Text("q", "What was typed so far. What is longer is cut.", "dépr"), Language()];
                    Example(operation, "200", "A topic and a place", SuggestionsExample);
                }

                return Task.CompletedTask;
            });
        });
    }

    private static IEnumerable<IOpenApiParameter> Parameters()
    {
        yield return Text("q", "What somebody looks for, in everyday words; a place may stand among them. What is longer is cut.", "depression");
        yield return Text("place", "Postcode, locality or canton, in any language.", "1003");
        yield return Parameter("radius", "Kilometres around the place.", new OpenApiSchema { Type = JsonSchemaType.Integer, Enum = [.. SearchParameters.RadiusChoices.Select(r => JsonValue.Create(r))] });
        foreach (var (name, facet) in SearchParameters.FacetParameters)
        {
            var (description, value) = Filter(facet);
            yield return new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = description + " Several with commas or by repeating the parameter; a group that has one of them is found.",
                Style = ParameterStyle.Form,
                Explode = false,
                Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = value, MaxItems = SearchParameters.MaxValues },
            };
        }

        yield return new OpenApiParameter
        {
            Name = SearchParameters.WithoutParameter,
            In = ParameterLocation.Query,
            Description = "Steps of reading `q` to leave out: `correction` (misspellings stay as they are), `meaning` (no topic and no place is seen in it, only words; beside `topic` they only order the groups), `danger`. Several with commas or by repeating the parameter.",
            Style = ParameterStyle.Form,
            Explode = false,
            Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Enumeration<ReadingSteps>() },
        };
        yield return Parameter("sort", "Order of the groups. `distance` needs a place.", Enumeration<SortOrder>(SortOrder.Relevance));
        yield return Parameter("page", "From 1.", Whole(1, null, 1));
        yield return Parameter("pageSize", "Groups on a page.", Whole(1, SearchParameters.MaxPageSize, SearchParameters.DefaultPageSize));
        yield return Language();
    }

    private static OpenApiParameter Language() => Parameter("ui", "Language of labels, names and addresses. Without it: `Accept-Language`, else French.", new OpenApiSchema
    {
        Type = JsonSchemaType.String,
        Enum = [.. PortalLanguages.All.Select(l => JsonValue.Create(l.Code()))],
    });

    private static (string Description, OpenApiSchema Value) Filter(Facet facet) => facet switch
    {
        Facet.Topic => ("Stable slug of a topic.", Pattern("^[a-z0-9-]{1,60}$", "depression")),
        Facet.Canton => ("Code of a canton.", Pattern("^[A-Z]{2}$", "VD")),
        Facet.Kind => ("Kind of offer.", Enumeration<GroupKind>()),
        Facet.Format => ("How the group meets.", Enumeration<MeetingFormat>()),
        Facet.Audience => ("Whom the group is for.", Enumeration<Audience>()),
        Facet.Language => ("Language spoken in the group: ISO 639-1, or a sign language (`sgg`, `ssr`, `slf`).", Pattern("^[a-z]{2,3}$", "fr")),
        Facet.Status => ("How the group is doing.", Enumeration(Codes.All<Lifecycle>().Where(l => l != Lifecycle.Closed))),
        Facet.Centre => ("Stable slug of the centre in charge.", Pattern("^[a-z0-9-]{1,60}$", "info-entraide-vaud")),
        Facet.Weekday => ("Day of the meetings.", Enumeration<Weekday>()),
        Facet.Time => ("Time of the meetings: before 12:00, before 17:30, or later.", Enumeration<TimeOfDay>()),
        _ => throw new InvalidOperationException($"Describe the parameter of {facet}."),
    };

    private static OpenApiParameter Text(string name, string description, string example) =>
        Parameter(name, description, new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = SearchParameters.MaxTextLength, Examples = [JsonValue.Create(example)] });

    private static OpenApiParameter Parameter(string name, string description, OpenApiSchema schema) => new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };

    private static OpenApiSchema Pattern(string pattern, string example) => new() { Type = JsonSchemaType.String, Pattern = pattern, Examples = [JsonValue.Create(example)] };

    private static OpenApiSchema Enumeration<T>(T? fallback = null) where T : struct, Enum => Enumeration(Codes.All<T>(), fallback);

    private static OpenApiSchema Enumeration<T>(IEnumerable<T> values, T? fallback = null) where T : struct, Enum =>
        new() { Type = JsonSchemaType.String, Enum = [.. values.Select(v => JsonValue.Create(v.Code()))], Default = fallback is { } value ? JsonValue.Create(value.Code()) : null };

    private static OpenApiSchema Whole(int least, int? most, int fallback) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int32",
        Minimum = least.ToString(CultureInfo.InvariantCulture),
        Maximum = most?.ToString(CultureInfo.InvariantCulture),
        Default = JsonValue.Create(fallback),
    };

    private static void Example(OpenApiOperation operation, string status, string summary, string json)
    {
        foreach (var media in operation.Responses![status].Content!.Values)
        {
            media.Examples = new Dictionary<string, IOpenApiExample> { ["example"] = new OpenApiExample { Summary = summary, Value = JsonNode.Parse(json) } };
        }
    }

    private const string GroupsExample = """
        {
          "total": 1, "page": 1, "pageSize": 20, "next": null,
          "interpretation": {
            "topics": ["depression"], "place": { "name": "Lausanne", "canton": "VD", "npa": "1003", "lat": 46.516, "lon": 6.6328 },
            "text": "", "corrected": null, "crisis": false, "relatives": false, "relaxed": [], "alternatives": []
          },
          "facets": { "canton": [{ "value": "VD", "label": "Vaud", "count": 1 }] },
          "groups": [{
            "id": "k7f3q2mz", "url": "/fr/groupes/k7f3q2mz/vivre-avec-la-depression-lausanne", "name": "Vivre avec la dépression", "topics": ["depression"],
            "kind": "self-managed", "status": "active", "format": "in-person", "audience": ["affected"], "canton": "VD", "locality": "Lausanne",
            "distanceKm": 0.8, "languages": ["fr"], "centre": "info-entraide-vaud", "verifiedOn": "2026-09-01"
          }]
        }
        """;

    private const string SuggestionsExample = """
        [
          { "type": "topic", "value": "depression", "label": "Dépression", "match": [0, 4], "via": null, "topic": null, "url": "/fr/themes/depression" },
          { "type": "place", "value": "Lausanne VD", "label": "Lausanne VD", "match": [0, 3], "via": null, "topic": null, "url": "/fr/groupes?place=Lausanne%20VD" }
        ]
        """;

    private const string ProblemExample = """
        {
          "type": "https://tools.ietf.org/html/rfc9110#section-15.5.1", "title": "One or more validation errors occurred.", "status": 400,
          "errors": { "radius": ["This value is not one of those the parameter takes; see docs/contract.md."] }
        }
        """;
}
