using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>
/// Groups with words that occur nowhere else stand in the database before the portal starts: not public ones in every state, public ones with
/// each precision of the place. Then every way to the public is searched for the words.
/// </summary>
public sealed class PrivacyTests : IDisposable
{
    private const string Topic = "deuil";
    private const string Canton = "VD";
    private const string Contact = "kwjzpnqot";

    /// <summary>A language nobody speaks: as a filter it would betray a group as much as its name.</summary>
    private const string HiddenLanguage = "xq";

    // None of these words contains one that occurs somewhere: the search takes compounds apart.
    private static readonly Dictionary<PlacePrecision, string> PublicNames = new()
    {
        [PlacePrecision.Hidden] = "amselkwo",
        [PlacePrecision.Locality] = "drosselmju",
        [PlacePrecision.Address] = "finkenpya",
    };

    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static readonly (Publication Publication, Lifecycle Lifecycle)[] NotPublic =
    [
        .. from publication in Enum.GetValues<Publication>()
           from lifecycle in Enum.GetValues<Lifecycle>()
           where publication != Publication.Published || lifecycle == Lifecycle.Closed
           select (publication, lifecycle),
    ];

    private readonly List<(SelfHelpGroup Group, string Canary)> unpublished = [];
    private readonly Dictionary<PlacePrecision, SelfHelpGroup> published = [];
    private readonly PortalSite site;

    public PrivacyTests()
    {
        site = new PortalSite { HoldsDemoData = false, Before = AddGroups };

        // Starts the portal, and so fills the lists above.
        site.Visitor();
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task A_group_that_is_not_public_is_nowhere_and_leaves_no_trace()
    {
        var everything = await EverythingAsync();
        Assert.Equal(13, unpublished.Count);
        Assert.All(unpublished, hidden =>
        {
            var trace = everything.FirstOrDefault(page => page.Value.Contains(hidden.Canary, StringComparison.OrdinalIgnoreCase) || page.Value.Contains(hidden.Group.PublicId, StringComparison.OrdinalIgnoreCase));
            Assert.True(trace.Key is null, $"{hidden.Group.Publication}, {hidden.Group.Lifecycle}: {trace.Key}");
        });
        Assert.Contains(everything, page => page.Value.Contains(published[PlacePrecision.Hidden].PublicId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_group_that_is_not_public_has_no_page_under_any_address()
    {
        foreach (var (group, canary) in unpublished)
        {
            foreach (var language in PortalLanguages.All)
            {
                foreach (var path in new[] { $"{PublicPaths.Groups(language)}/{group.PublicId}", $"{PublicPaths.Groups(language)}/{group.PublicId}/{canary}-name" })
                {
                    using var response = await site.Visitor().GetAsync(path);
                    Assert.True(response.StatusCode == HttpStatusCode.NotFound, $"{(int)response.StatusCode} for {path}");
                    Assert.DoesNotContain(canary + "-description", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
                }
            }
        }
    }

    [Fact]
    public async Task Searching_for_hidden_words_finds_what_searching_for_nonsense_finds()
    {
        var nonsense = await SearchAsync("qwvxzkjq");
        Assert.Contains("words-dropped", nonsense.Relaxed);
        foreach (var word in unpublished.Select(u => u.Canary).Concat([Word("venue", PlacePrecision.Hidden), Word("street", PlacePrecision.Hidden), Word("locality", PlacePrecision.Hidden), Word("venue", PlacePrecision.Locality), Word("street", PlacePrecision.Locality), Contact]))
        {
            Assert.Equal((word, nonsense.Total), (word, (await SearchAsync(word)).Total));

            // Not even the correction of a slip knows the word.
            Assert.Null((await SearchAsync(word[..^1])).Corrected);
        }

        // The same search does find words that are public.
        Assert.Equal(1, (await SearchAsync(PublicNames[PlacePrecision.Hidden])).Total);
    }

    [Fact]
    public async Task A_filter_offers_nothing_that_only_groups_out_of_sight_have()
    {
        var facets = (await site.Visitor().GetFromJsonAsync<JsonElement>("/api/v1/groups")).GetProperty("facets");
        Assert.DoesNotContain(HiddenLanguage, facets.GetProperty("lang").EnumerateArray().Select(f => f.GetProperty("value").GetString()));
        Assert.DoesNotContain("closed", facets.GetProperty("status").EnumerateArray().Select(f => f.GetProperty("value").GetString()));
        Assert.Equal(0, (await site.Visitor().GetFromJsonAsync<JsonElement>($"/api/v1/groups?lang={HiddenLanguage}")).GetProperty("total").GetInt32());
        using var closed = await site.Visitor().GetAsync("/api/v1/groups?status=closed");
        Assert.Equal(HttpStatusCode.BadRequest, closed.StatusCode);
    }

    [Theory]
    [InlineData(PlacePrecision.Hidden, "")]
    [InlineData(PlacePrecision.Locality, "locality")]
    [InlineData(PlacePrecision.Address, "venue street locality")]
    public async Task Of_a_meeting_place_the_public_learns_what_its_precision_allows(PlacePrecision precision, string allowed)
    {
        var group = published[precision];
        var everything = await EverythingAsync();
        foreach (var language in PortalLanguages.All)
        {
            using var response = await site.Visitor().GetAsync($"{PublicPaths.Groups(language)}/{group.PublicId}");
            everything[response.Headers.Location!.ToString()] = await site.Visitor().GetStringAsync(response.Headers.Location);
        }

        foreach (var part in new[] { "venue", "street", "locality" })
        {
            var shown = everything.FirstOrDefault(page => page.Value.Contains(Word(part, precision), StringComparison.OrdinalIgnoreCase)).Key;
            Assert.True(allowed.Contains(part, StringComparison.Ordinal) == shown is not null, $"The {part} of a place with precision {precision.Code()} stands in {shown ?? "no page"}.");
        }

        // The address lies 1.6 km from the point of its postcode, which is all that may be known of a locality.
        var search = await site.Visitor().GetFromJsonAsync<JsonElement>($"/api/v1/groups?q={PublicNames[precision]}&place=1003");
        var distances = search.GetProperty("groups").EnumerateArray()
            .Where(g => g.GetProperty("id").GetString() == group.PublicId && g.GetProperty("distanceKm").ValueKind == JsonValueKind.Number)
            .Select(g => g.GetProperty("distanceKm").GetDouble())
            .ToList();
        Assert.Equal(precision == PlacePrecision.Address, distances.Exists(d => d > 1));
        Assert.True(precision != PlacePrecision.Hidden || distances.Count == 0);
        Assert.True(precision == PlacePrecision.Address || !everything.Values.Any(page => page.Contains("46.5123", StringComparison.Ordinal)));
        Assert.DoesNotContain(everything.Values, page => page.Contains(Contact, StringComparison.OrdinalIgnoreCase) || page.Contains("contact@example.org", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_rule_of_what_is_public_is_the_same_for_a_group_at_hand()
    {
        Assert.All(unpublished, u => Assert.False(u.Group.IsPublic));
        Assert.All(published.Values, g => Assert.True(g.IsPublic));
        using var db = site.OpenDatabase();
        Assert.Equal(db.Groups.AsEnumerable().Count(g => g.IsPublic), db.Groups.Count(SelfHelpGroup.IsPublicExpression));
    }

    private static string Word(string part, PlacePrecision precision) => $"{part[0]}qzx{precision.Code()[0]}jwk";

    private async Task<(int Total, string? Corrected, string[] Relaxed)> SearchAsync(string words)
    {
        var json = await site.Visitor().GetFromJsonAsync<JsonElement>("/api/v1/groups?q=" + words);
        var interpretation = json.GetProperty("interpretation");
        return (json.GetProperty("total").GetInt32(), interpretation.GetProperty("corrected").GetString(), [.. interpretation.GetProperty("relaxed").EnumerateArray().Select(r => r.GetString()!)]);
    }

    /// <summary>Every page of results, every answer of the API, the sitemaps and what they name of these groups, the lists and the pages of topic, canton and centre.</summary>
    private async Task<Dictionary<string, string>> EverythingAsync()
    {
        var visitor = site.Visitor();
        var pages = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var next = "/api/v1/groups?pageSize=100&ui=de"; next is not null;)
        {
            pages[next] = await visitor.GetStringAsync(next);
            next = JsonDocument.Parse(pages[next]).RootElement.GetProperty("next").GetString();
        }

        var total = JsonDocument.Parse(pages.Values.First()).RootElement.GetProperty("total").GetInt32();
        for (var page = 1; page <= (total + SearchParameters.DefaultPageSize - 1) / SearchParameters.DefaultPageSize; page++)
        {
            await AddAsync($"/fr/groupes?page={page}");
        }

        foreach (var path in new[] { "/fr", "/de", $"/fr/groupes?topic={Topic}", $"/de/gruppen?canton={Canton}&sort=newest", $"/fr/themes/{Topic}", "/fr/themes", "/fr/cantons", "/fr/cantons/vaud", "/fr/centres", "/sitemap.xml", "/sitemap-fr.xml", "/sitemap-de.xml", "/sitemap-it.xml", "/sitemap-en.xml" })
        {
            await AddAsync(path);
        }

        var mapped = XDocument.Parse(pages["/sitemap-fr.xml"]).Descendants(Map + "loc").Select(l => new Uri(l.Value).AbsolutePath).ToList();
        Assert.All(published.Values, g => Assert.Contains(mapped, p => p.Contains(g.PublicId, StringComparison.Ordinal)));
        foreach (var path in mapped.Where(p => p.StartsWith("/fr/centres/", StringComparison.Ordinal)))
        {
            await AddAsync(path);
        }

        return pages;

        async Task AddAsync(string path)
        {
            using var response = await visitor.GetAsync(path);
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.MovedPermanently, $"{(int)response.StatusCode} for {path}");
            pages[path] = await visitor.GetStringAsync(response.Headers.Location?.ToString() ?? path);
        }
    }

    private void AddGroups(PortalDb db)
    {
        var centre = db.Centres.Single(c => c.Slug == "info-entraide-vaud").Id;
        var topic = db.Topics.Single(t => t.Slug == Topic);
        foreach (var (publication, lifecycle) in NotPublic)
        {
            // Letters only, far from each other and from any word.
            var canary = $"zqk{publication}xw{lifecycle}".ToLowerInvariant();
            var group = Add(canary + "-name", canary + "-description", new() { Venue = canary + "-venue", Street = canary + "-street", Npa = "1003", Locality = canary + "-locality", CantonCode = Canton, Precision = PlacePrecision.Address });
            group.Languages = ["fr", HiddenLanguage];
            Set(group, publication, lifecycle);
            unpublished.Add((group, canary));
        }

        foreach (var precision in Enum.GetValues<PlacePrecision>())
        {
            var group = Add(PublicNames[precision], "What everybody may read.", new()
            {
                Venue = Word("venue", precision),
                Street = Word("street", precision),
                Npa = "1003",
                Locality = Word("locality", precision),
                CantonCode = Canton,
                Latitude = 46.5123,
                Longitude = 6.6123,
                Precision = precision,
            });
            group.Contacts.Add(new ContactPerson { Name = Contact, Email = "contact@example.org" });
            Set(group, Publication.Published, Lifecycle.Active);
            published[precision] = group;
        }

        SelfHelpGroup Add(string name, string description, MeetingPlace place)
        {
            var group = new SelfHelpGroup
            {
                PublicId = PublicId.New(),
                CentreId = centre,
                Name = LocalizedText.Of(PortalLanguage.Fr, name),
                Description = LocalizedText.Of(PortalLanguage.Fr, description),
                Topics = { new GroupTopic { Topic = topic } },
                Languages = ["fr"],
                Place = place,
                CreatedAt = site.Clock.GetUtcNow(),
                UpdatedAt = site.Clock.GetUtcNow(),
            };
            db.Add(group);
            return group;
        }

        void Set(SelfHelpGroup group, Publication publication, Lifecycle lifecycle)
        {
            var entry = db.Entry(group);
            entry.Property(g => g.Publication).CurrentValue = publication;
            entry.Property(g => g.Lifecycle).CurrentValue = lifecycle;
        }
    }
}
