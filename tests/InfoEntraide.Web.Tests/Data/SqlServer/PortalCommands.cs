using System.Text;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Data.Demo;
using InfoEntraide.Web.Data.Reference;
using InfoEntraide.Web.Features.Catalogue;
using InfoEntraide.Web.Features.Exchange;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Data.SqlServer;

/// <summary>
/// Everything the portal asks of its database, under a name: the one list that has to grow with it. What stands here is the portal's own code;
/// it runs once on SQLite and once more in front of a <see cref="RecordedServer"/>, which takes down the commands for SQL Server.
/// </summary>
internal static class PortalCommands
{
    private const string TwoGroups = "external_id,centre,name_fr,topics\nA,vaud,Premier,depression\nB,vaud,Second,deuil|depression\n";

    public static readonly IReadOnlyDictionary<string, PortalCommand> All = new Dictionary<string, PortalCommand>(StringComparer.Ordinal)
    {
        ["catalogue"] = new(FillAsync, db => CatalogueReader.ReadAsync(db, new FakeClock().GetUtcNow(), CancellationToken.None)),
        ["catalogue: what changed"] = new(FillAsync, async db =>
        {
            var (_, keys) = await CatalogueReader.ReadAsync(db, new FakeClock().GetUtcNow(), CancellationToken.None);
            await CatalogueReader.ReadGroupVersionsAsync(db, CancellationToken.None);
            await CatalogueReader.ReadGroupsAsync(db, keys, [Guid.NewGuid(), Guid.NewGuid()], CancellationToken.None);
        }),
        ["is there any group"] = new(NothingAsync, db => db.Groups.AnyAsync()),
        ["is the database there"] = new(NothingAsync, db => db.Database.CanConnectAsync()),
        ["reference data: first load"] = new(NothingAsync, db => LoadAsync(db)),
        ["reference data: again"] = new(db => LoadAsync(db), db => LoadAsync(db)),
        ["reference data: edited files"] = new(db => LoadAsync(db), db => LoadAsync(db, folder =>
        {
            folder.Edit("topics.csv", "déprime|tristesse", "déprime|cafard");
            folder.Edit("topics.csv", "deuil,deuil,Deuil,Trauer,Lutto,Bereavement,,,,\n", "");
            folder.Edit("categories.csv", "deuil,Deuil,Trauer,Lutto,Bereavement\n", "");
            folder.Edit("cantons.csv", "846000", "850000");
            folder.Edit("places.csv", "1580,Avenches,Avenches,VD,46.8828,7.0415,commune,fr\n", "");
            folder.Edit("locality_aliases.csv", "Losanna,Lausanne,VD,it\n", "");
            folder.Edit("centres.csv", ",,,VD,", ",,,VD|GR,");
            folder.Edit("centres.csv", "grisons,,Selbsthilfe Graubünden,,,de,centre,,,7000,Chur,46.8566,9.5294,GR,,,,no,public page,a doubt\n", "");
            folder.Edit("partners.csv", "depression|burn-out", "burn-out");
            folder.Edit("pages/mission.fr.md", "Bonjour", "Bonsoir");
            folder.Edit("pages/pages.csv", "survey,working-group,1\n", "");
            folder.Delete("pages/survey.fr.md");
        })),
        ["demo data"] = new(LoadDefaultAsync, db => DemoData.LoadAsync(db, 30, new FakeClock(), null, CancellationToken.None)),
        ["import groups: new"] = new(db => LoadAsync(db), db => ImportAsync(db, TwoGroups)),
        ["import groups: changed"] = new(FillAsync, db => ImportAsync(db, TwoGroups.Replace("Second", "Deuxième", StringComparison.Ordinal).Replace("deuil|", "", StringComparison.Ordinal))),
        ["import places: new"] = new(LoadDefaultAsync, ImportPlacesAsync),
        ["import places: again"] = new(
            async db =>
            {
                await LoadDefaultAsync(db);
                await ImportPlacesAsync(db);
            },
            ImportPlacesAsync),
        ["names, loosely"] = new(FillAsync, async db =>
        {
            await db.Groups.Where(g => LooseText.Contains(g.Name.Fr, "premier")).OrderBy(g => LooseText.Of(g.Name.Fr)).Select(g => g.PublicId).ToListAsync();
            await db.Topics.Where(t => LooseText.Of(t.Name.Fr) == "DEPRESSION").Select(t => t.Slug).ToListAsync();
        }),
    };

    public static Task<RecordedServer> RecordAsync(string name, int lostCommits = 0) => RecordAsync(All[name], lostCommits);

    /// <summary>Runs a command on SQLite, then again before a server that answers the same, and that may lose the connection at a commit.</summary>
    public static async Task<RecordedServer> RecordAsync(PortalCommand command, int lostCommits = 0)
    {
        using var database = TestDatabase.OnSqlite();
        await using (var db = database.Open())
        {
            await command.PrepareAsync(db);
        }

        var recorder = new ReadRecorder();
        await using (var db = database.Open(o => o.AddInterceptors(recorder)))
        {
            await command.RunAsync(db);
        }

        var server = new RecordedServer(recorder.Reads) { LostCommits = lostCommits };
        await using (var db = server.Open())
        {
            await command.RunAsync(db);
        }

        Assert.Equal(0, server.Unasked);
        return server;
    }

    /// <summary>Some of everything.</summary>
    public static async Task FillAsync(PortalDb db)
    {
        await LoadAsync(db);
        await ImportAsync(db, TwoGroups);
        var centre = await db.Centres.SingleAsync(c => c.Slug == "vaud");
        centre.Closures.Add(new() { From = new(2026, 12, 20), To = new(2027, 1, 3) });
        foreach (var group in await db.Groups.ToListAsync())
        {
            group.Publish();
            group.VerifiedOn = new(2026, 3, 1);
            group.Contacts.Add(new() { Name = "Ada", Language = PortalLanguage.Fr });
            group.Rhythm = group.Rhythm with { StartTime = new(19, 30), StartsOn = new(2026, 1, 13) };
        }

        if (!await db.PortalStates.AnyAsync())
        {
            db.Add(new PortalState { DemoDataSince = new FakeClock().GetUtcNow() });
        }

        await db.SaveChangesAsync();
    }

    private static Task NothingAsync(PortalDb db) => Task.CompletedTask;

    private static async Task LoadAsync(PortalDb db, Action<ReferenceFolder>? edit = null)
    {
        using var folder = new ReferenceFolder();
        edit?.Invoke(folder);
        await ReferenceData.LoadAsync(db, folder.Location, new FakeClock(), CancellationToken.None);
    }

    private static Task LoadDefaultAsync(PortalDb db) => ReferenceData.LoadAsync(db, ReferenceData.DefaultFolder, new FakeClock(), CancellationToken.None);

    private static async Task ImportPlacesAsync(PortalDb db)
    {
        var file = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Exchange", "Samples", "places-wgs84.csv"));
        var report = await new PlaceImport(db, new FakeClock()).RunAsync(file, dryRun: false, force: true, CancellationToken.None);
        Assert.True(report.IsAccepted);
    }

    private static async Task ImportAsync(PortalDb db, string file)
    {
        var report = await new GroupImport(db, new FakeClock()).RunAsync(Encoding.UTF8.GetBytes(file), dryRun: false, progress: null, CancellationToken.None);
        Assert.True(report.IsAccepted, string.Join('\n', report.Rows.SelectMany(r => r.Findings)));
    }
}

/// <summary>A piece of the portal that uses the database.</summary>
/// <param name="PrepareAsync">Brings the database into the state before.</param>
/// <param name="RunAsync">What is looked at. It does the same each time it runs on the same state.</param>
internal sealed record PortalCommand(Func<PortalDb, Task> PrepareAsync, Func<PortalDb, Task> RunAsync);
