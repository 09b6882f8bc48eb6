using System.IO.Compression;
using System.Net;
using System.Text;
using InfoEntraide.Search;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Hosting;
using InfoEntraide.Web.Localization;
using InfoEntraide.Web.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InfoEntraide.Web.Tests.Catalogue;

/// <summary>The copy of the catalogue on disk, and starting with nothing else.</summary>
public sealed class CatalogueFileTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("infoentraide-copy-").FullName;
    private readonly Lines lines = new();

    private string CopyPath => Path.Combine(folder, CatalogueFile.Name);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_is_read_is_what_was_written()
    {
        using var database = TestDatabase.WithGroups();
        var content = await ContentAsync(database);
        File().Write(content);
        var read = File().Read()!;

        Assert.Equal((content.Version, content.BuiltAt, content.Groups.Count), (read.Version, read.BuiltAt, read.Groups.Count));
        Assert.Equal(CatalogueJson.Hash(content.Reference), CatalogueJson.Hash(read.Reference));
        var json = new CatalogueJson();
        Assert.Equal(content.Groups.Select(g => Encoding.UTF8.GetString(json.Text(g))), read.Groups.Select(g => Encoding.UTF8.GetString(json.Text(g))));
        AssertEqualMembers(content.Groups[5], read.Groups[5]);
        AssertEqualMembers(content.Reference.Centres[1], read.Reference.Centres[1]);
        Assert.Same(read.Reference.Centres.Single(c => c.Slug == read.Groups[0].Centre.Slug), read.Groups[0].Centre);

        var (before, after) = (new CatalogueSnapshot(content), new CatalogueSnapshot(read));
        foreach (var text in new[] { "", "dépression lausanne", "Angst", "mal di testa", "8001", "Losanna" })
        {
            var (expected, actual) = (before.Search.Search(new SearchRequest { Text = text }), after.Search.Search(new SearchRequest { Text = text }));
            Assert.Equal(expected.Hits, actual.Hits);
            Assert.Equal(expected.Interpretation.ToString(), actual.Interpretation.ToString());
        }
    }

    [Fact]
    public async Task Nothing_that_is_not_public_gets_to_the_disk()
    {
        using var database = new TestDatabase();
        Sample sample;
        await using (var db = database.Open())
        {
            sample = Sample.Into(db);
        }

        await using (var db = database.Open())
        {
            var group = await db.Groups.SingleAsync(g => g.Id == sample.Group);
            group.Publish();
            group.Place = group.Place with { Venue = "Salle secrète", Latitude = 46.52987, Longitude = 6.63999, Precision = PlacePrecision.Hidden };
            db.Add(new SelfHelpGroup { PublicId = "draft000", CentreId = sample.Centre, Name = LocalizedText.Of(PortalLanguage.Fr, "Brouillon"), CreatedAt = group.CreatedAt });
            await db.SaveChangesAsync();
        }

        File().Write(await ContentAsync(database));
        var text = Text();
        Assert.Contains("Sortir du noir", text, StringComparison.Ordinal);
        foreach (var secret in new[] { "Rue de la Gare", "Salle secr", "46.52987", "6.63999", "Camille", "camille@example.org", "Brouillon", "draft000" })
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("empty", "too short")]
    [InlineData("a few bytes", "too short")]
    [InlineData("cut in half", "checksum")]
    [InlineData("without the last byte", "checksum")]
    [InlineData("one bit in the content", "checksum")]
    [InlineData("one bit in the checksum", "checksum")]
    [InlineData("more at the end", "checksum")]
    [InlineData("something else", "not a copy")]
    [InlineData("older shape", "another version")]
    [InlineData("whole but senseless", "could not be read")]
    [InlineData("a folder", "could not be read")]
    public async Task A_broken_copy_is_left_alone_with_a_word_in_the_log(string how, string reason)
    {
        using var database = new TestDatabase();
        await using (var db = database.Open())
        {
            Sample.Into(db);
        }

        File().Write(await ContentAsync(database));
        Break(how);
        Assert.Null(File().Read());
        Assert.Contains(reason, Assert.Single(lines.Written, l => l.Level > LogLevel.Information).Text, StringComparison.Ordinal);

        if (how != "a folder")
        {
            // And it is no obstacle to the next one.
            File().Write(await ContentAsync(database));
            Assert.NotNull(File().Read());
        }
    }

    [Fact]
    public void No_copy_is_no_error()
    {
        Assert.Null(File().Read());
        Assert.Equal(LogLevel.Information, Assert.Single(lines.Written).Level);
    }

    [Fact]
    public async Task A_file_that_a_killed_process_left_half_written_is_no_obstacle()
    {
        using var database = new TestDatabase();
        await using (var db = database.Open())
        {
            Sample.Into(db);
        }

        await System.IO.File.WriteAllTextAsync(CopyPath + ".tmp", "IESNAP1\nhalf");
        File().Write(await ContentAsync(database));
        Assert.NotNull(File().Read());
        Assert.Equal([CopyPath], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("Sqlite", "Data Source={0}/not-there/portal.db")]
    [InlineData("Sqlite", "Data Source={0}/garbage.db")]
    [InlineData("SqlServer", "Server=tcp:127.0.0.1,1;Database=Portal;User Id=portal;Password=none;Encrypt=Mandatory;Connect Timeout=2;ConnectRetryCount=0")]
    public async Task Without_a_database_the_copy_is_served(string provider, string connection)
    {
        int groups;
        using (var database = TestDatabase.WithGroups())
        {
            var content = await ContentAsync(database);
            groups = content.Groups.Count;
            File().Write(content);
        }

        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, "garbage.db"), new string('x', 10_000));
        using var site = SiteOnCopy(provider, string.Format(null, connection, folder));
        var visitor = site.Visitor();
        Assert.Contains($"\"total\":{groups},", await visitor.GetStringAsync("/api/v1/groups"), StringComparison.Ordinal);
        await visitor.PageAsync("/fr/groupes?q=d%C3%A9pression");
        await visitor.PageAsync("/de/themen");
        Assert.Equal("Auftrag und Vision", (await visitor.PageAsync("/de/ueber-uns/auftrag-und-vision")).Title());
        using var health = await visitor.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.OK, "Degraded"), (health.StatusCode, await health.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("00:00:00.050")]
    [InlineData("00:00:00")]
    public async Task When_the_database_is_back_it_takes_over_however_rarely_it_is_asked(string pollEvery)
    {
        using (var database = TestDatabase.WithGroups())
        {
            File().Write(await ContentAsync(database));
        }

        var later = Path.Combine(folder, "mounted-later");
        using var site = SiteOnCopy("Sqlite", $"Data Source={later}/portal.db;Pooling=False", pollEvery);
        var catalogue = site.Services.GetRequiredService<PublicCatalogue>();
        var copy = catalogue.Current;
        Assert.True(catalogue.IsCopy);
        Assert.NotEmpty(copy.Groups);

        Directory.CreateDirectory(later);
        var fresh = await catalogue.AfterAsync(copy, CancellationToken.None).WaitAsync(Patience);
        Assert.False(catalogue.IsCopy);
        Assert.Empty(fresh.Groups);
        Assert.NotEmpty(fresh.Topics);
        Assert.Equal("Healthy", await site.Visitor().GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task The_copy_is_written_after_the_start_and_again_at_the_end_when_something_changed()
    {
        using var database = TestDatabase.WithGroups();
        string id;
        using (var site = new PortalSite(database, new() { ["Storage:Path"] = folder }))
        {
            var before = site.Services.GetRequiredService<PublicCatalogue>().Current;
            id = before.Groups[0].PublicId;
            await UntilAsync(() => System.IO.File.Exists(CopyPath));
            Assert.NotNull(new CatalogueSnapshot(File().Read()!).Group(id));

            await using var scope = site.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
            (await db.Groups.SingleAsync(g => g.PublicId == id)).Unpublish();
            await db.SaveChangesAsync();
            await site.Services.GetRequiredService<PublicCatalogue>().AfterAsync(before, CancellationToken.None).WaitAsync(Patience);
        }

        Assert.Null(new CatalogueSnapshot(File().Read()!).Group(id));
    }

    [Theory]
    [InlineData("00:00:30")]
    [InlineData("00:00:00")]
    public async Task A_withdrawal_a_moment_before_the_end_is_in_the_copy_although_nobody_followed_it(string writeEvery)
    {
        using var database = TestDatabase.WithGroups();
        string id;
        using (var site = new PortalSite(database, new() { ["Storage:Path"] = folder, ["Catalogue:WriteEvery"] = writeEvery }))
        {
            id = site.Services.GetRequiredService<PublicCatalogue>().Current.Groups[0].PublicId;
            await UntilAsync(() => System.IO.File.Exists(CopyPath));
            await Task.Delay(50);

            // Another process: this one does not hear of it, and does not ask.
            await using var db = database.Open();
            (await db.Groups.SingleAsync(g => g.PublicId == id)).Unpublish();
            await db.SaveChangesAsync();
        }

        Assert.Null(new CatalogueSnapshot(File().Read()!).Group(id));
    }

    [Fact]
    public async Task A_copy_that_could_not_be_written_is_written_at_the_end()
    {
        using var database = TestDatabase.WithGroups();
        Directory.CreateDirectory(CopyPath);
        using (var site = new PortalSite(database, new() { ["Storage:Path"] = folder, ["Serilog:MinimumLevel"] = "Fatal" }))
        {
            _ = site.Services.GetRequiredService<PublicCatalogue>().Current;
            await UntilAsync(() => System.IO.File.Exists(CopyPath + ".tmp"));
            await Task.Delay(200);
            Directory.Delete(CopyPath);
        }

        Assert.NotNull(File().Read());
    }

    private static async Task<CatalogueContent> ContentAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return (await CatalogueReader.ReadAsync(db, database.Clock.GetUtcNow(), CancellationToken.None)).Content;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>Compares by reflection: a member that JSON leaves out would be missed otherwise.</summary>
    private static void AssertEqualMembers<T>(T expected, T actual)
    {
        foreach (var property in typeof(T).GetProperties())
        {
            var (a, b) = (property.GetValue(expected), property.GetValue(actual));
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(a), System.Text.Json.JsonSerializer.Serialize(b));
        }
    }

    private CatalogueFile File() => new(new Storage(folder), lines);

    private PortalSite SiteOnCopy(string provider, string connection, string pollEvery = "00:00:00") => new(null, new()
    {
        ["Database:Provider"] = provider,
        ["ConnectionStrings:Portal"] = connection,
        ["Storage:Path"] = folder,
        ["Serilog:MinimumLevel"] = "Fatal",
        ["Catalogue:PollEvery"] = pollEvery,
    });

    private string Text()
    {
        using var file = System.IO.File.OpenRead(CopyPath);
        file.Position = 8 + CatalogueJson.Shape.Length;
        using var reader = new StreamReader(new BrotliStream(file, CompressionMode.Decompress), Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private void Break(string how)
    {
        var bytes = System.IO.File.ReadAllBytes(CopyPath);
        switch (how)
        {
            case "empty":
                bytes = [];
                break;
            case "a few bytes":
                bytes = bytes[..20];
                break;
            case "cut in half":
                bytes = bytes[..(bytes.Length / 2)];
                break;
            case "without the last byte":
                bytes = bytes[..^1];
                break;
            case "one bit in the content":
                bytes[bytes.Length / 2] ^= 4;
                break;
            case "one bit in the checksum":
                bytes[^1] ^= 4;
                break;
            case "more at the end":
                bytes = [.. bytes, 0];
                break;
            case "something else":
                bytes = Encoding.UTF8.GetBytes(new string('x', 5000));
                break;
            case "older shape":
                bytes[10] ^= 4;
                break;
            case "whole but senseless":
                var sense = bytes[..(8 + CatalogueJson.Shape.Length)].Concat(new byte[100]).ToArray();
                bytes = [.. sense, .. System.Security.Cryptography.SHA256.HashData(sense)];
                break;
            case "a folder":
                System.IO.File.Delete(CopyPath);
                Directory.CreateDirectory(CopyPath);
                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(how), how, null);
        }

        System.IO.File.WriteAllBytes(CopyPath, bytes);
    }

    private sealed class Lines : ILogger<CatalogueFile>
    {
        public List<(LogLevel Level, string Text)> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Add((logLevel, formatter(state, exception)));
    }
}
