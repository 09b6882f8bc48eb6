using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Shared;
using InfoEntraide.Web.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace InfoEntraide.Web.Tests.Features;

/// <summary>What a group's page offers to decide, to keep and to pass on.</summary>
public sealed class GroupPageTests : IDisposable
{
    private readonly PortalSite site = new();

    public static TheoryData<PortalLanguage> AllLanguages => [.. PortalLanguages.All];

    public void Dispose() => site.Dispose();

    private GroupEntry Meeting => Groups.First(g => g.Lifecycle == Lifecycle.Active && !g.IsAnywhere && g.Audience != Audience.None && Next(g) is not null);

    private IReadOnlyList<GroupEntry> Groups => site.Services.GetRequiredService<PublicCatalogue>().Current.Groups;

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task The_essentials_come_first_then_how_to_get_in_touch(PortalLanguage language)
    {
        var texts = new Texts(language);
        var group = Meeting;
        var page = await site.Visitor().PageAsync(PublicPaths.Group(group, language));
        var header = page.QuerySelector(".record-header")!;
        Assert.Equal(texts[$"Kind.{group.Kind.Code()}"], header.QuerySelector(".kind-line")!.TextContent.Trim());
        Assert.Equal(
            [texts["Group.Audience"], texts["Group.Where"], texts["Group.NextOne"]],
            header.QuerySelectorAll(".essentials dt").Select(t => t.TextContent));
        Assert.Equal(
            [texts.AudienceOf(group), texts.WhereOf(group)],
            header.QuerySelectorAll(".essentials dd").Take(2).Select(d => d.TextContent.Trim()));
        Assert.StartsWith(Next(group)!.Day.ToString("yyyy-MM-dd", language.Culture()), header.QuerySelector(".essentials time")!.GetAttribute("datetime"), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(header.QuerySelector(".jump a")!.GetAttribute("href")!));
    }

    [Fact]
    public async Task The_calendar_is_offered_where_there_is_a_meeting_to_put_into_it()
    {
        var visitor = site.Visitor();
        var page = await visitor.PageAsync(PublicPaths.Group(Meeting, PortalLanguage.Fr));
        Assert.Equal(PublicPaths.GroupCalendar(Meeting, PortalLanguage.Fr), page.QuerySelector(".calendar a")!.GetAttribute("href"));

        var without = Groups.First(g => Next(g) is null);
        Assert.Null((await visitor.PageAsync(PublicPaths.Group(without, PortalLanguage.Fr))).QuerySelector(".calendar"));
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public async Task What_is_passed_on_tells_neither_the_name_nor_the_topic(PortalLanguage language)
    {
        var group = Meeting;
        var page = await site.Visitor().PageAsync(PublicPaths.Group(group, language));
        var address = "http://localhost" + PublicPaths.GroupWithoutName(group, language);
        Assert.Equal(address, page.QuerySelector(".pass-on input")!.GetAttribute("value"));
        Assert.Equal(
            $"mailto:?subject={Uri.EscapeDataString(new Texts(language)["PassOn.Subject"])}&body={Uri.EscapeDataString(address)}",
            page.QuerySelector(".pass-on a[href^=mailto]")!.GetAttribute("href"));

        using var followed = await site.Visitor().GetAsync(new Uri(address));
        Assert.Equal(PublicPaths.Group(group, language), followed.Headers.Location!.ToString());

        var code = page.QuerySelector(".pass-on svg.qr")!;
        Assert.Equal("img", code.GetAttribute("role"));
        Assert.StartsWith("M4 4h7v1h-7z", code.QuerySelectorAll("path")[1].GetAttribute("d"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_printed_page_says_when_it_was_printed_and_where_it_is_kept_up_to_date()
    {
        site.Clock.Advance(TimeSpan.FromHours(14.5));
        var group = Meeting;
        var printed = (await site.Visitor().PageAsync(PublicPaths.Group(group, PortalLanguage.De))).QuerySelector(".printed")!.TextContent;

        // Half past eleven at night in Greenwich is the next day here.
        Assert.Contains("22. November 2026", printed, StringComparison.Ordinal);
        Assert.Contains("http://localhost" + PublicPaths.GroupWithoutName(group, PortalLanguage.De), printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Printing_is_explained_without_JavaScript_and_a_button_with_it()
    {
        var page = await site.Visitor().PageAsync(PublicPaths.Group(Meeting, PortalLanguage.En));
        var print = page.QuerySelector("[data-print]")!;
        Assert.NotNull(print.QuerySelector("button.with-scripts"));
        Assert.Equal(new Texts(PortalLanguage.En)["Print.Command"], print.QuerySelector(".hint.without-scripts")!.TextContent);
        using var script = await site.Visitor().GetAsync(page.QuerySelector("script[type=module]")!.GetAttribute("src"));
        Assert.Equal("text/javascript", script.Content.Headers.ContentType!.MediaType);
    }

    private Meeting? Next(GroupEntry group) =>
        group.Lifecycle == Lifecycle.InCreation ? null : MeetingDates.Next(group.Rhythm, group.Centre.Closures, site.Clock.GetUtcNow(), group.PausedUntil).FirstOrDefault();
}
