using System.Globalization;
using InfoEntraide.Web.Features.Exchange;
using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Hosting;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Exchange;

/// <summary>What an import does to the groups in the database, and what it says about it.</summary>
public sealed class GroupImportTests : IDisposable
{
    private readonly ImportRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task A_dry_run_gives_the_same_report_and_writes_nothing()
    {
        var dry = await run.ImportAsync(ImportRun.Sample("messy-groups-windows1252.csv"), dryRun: true);

        Assert.Equal(0, await run.CountAsync());
        var real = await run.ImportAsync(ImportRun.Sample("messy-groups-windows1252.csv"));
        Assert.Equal(dry.ToString().Replace("Dry run: nothing is written. The same command without --dry-run writes it.", "Written. A running portal follows within five seconds.", StringComparison.Ordinal), real.ToString());
        Assert.Equal(real.Created, await run.CountAsync());
    }

    [Theory]
    [InlineData("groups.csv")]
    [InlineData("messy-groups-windows1252.csv")]
    public async Task A_second_run_changes_nothing(string sample)
    {
        var first = await run.ImportAsync(ImportRun.Sample(sample));
        run.Clock.Now += TimeSpan.FromDays(1);
        var second = await run.ImportAsync(ImportRun.Sample(sample));

        Assert.Equal((0, 0, first.Rows.Count, 0), (second.Created, second.Changed, second.Skipped, second.Refused));
        Assert.False(second.Written);
        Assert.Contains("Nothing to write: everything is already there.", second.ToString(), StringComparison.Ordinal);
        await using var db = run.Open();
        Assert.All(await db.Groups.ToListAsync(), g => Assert.Equal(g.CreatedAt, g.UpdatedAt));
    }

    [Fact]
    public async Task A_dry_run_of_what_is_there_already_does_not_ask_for_more()
    {
        await run.ImportAsync(ImportRun.Sample("groups.csv"));
        var dry = await run.ImportAsync(ImportRun.Sample("groups.csv"), dryRun: true);

        Assert.EndsWith("Dry run: there is nothing to write, everything is already there." + Environment.NewLine, dry.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" The group is a draft: nobody sees it until it is published.", "draft")]
    [InlineData("", "published", "archived")]
    [InlineData(" 1 of the 2 groups is a draft: nobody sees it until it is published.", "draft", "published")]
    [InlineData(" 2 of the 3 groups are drafts: nobody sees them until they are published.", "draft", "published", "draft")]
    public async Task The_report_says_how_many_groups_nobody_sees_yet(string sentence, params string[] publications)
    {
        var dry = await run.ImportAsync(ImportRun.File("publication", publications), dryRun: true);
        var real = await run.ImportAsync(ImportRun.File("publication", publications));

        Assert.EndsWith($"without --dry-run writes it.{sentence}{Environment.NewLine}", dry.ToString(), StringComparison.Ordinal);
        Assert.EndsWith($"Written. A running portal follows within five seconds.{sentence}{Environment.NewLine}", real.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_cell_changes_only_its_field_and_the_report_names_it()
    {
        await run.ImportAsync(ImportRun.File("npa\tlocality\tverified_on", "1003\tLausanne\t2026-01-01", "1003\tLausanne\t2026-01-01"));
        var before = await run.GroupAsync("T-1");
        run.Clock.Now += TimeSpan.FromDays(1);
        var report = await run.ImportAsync(ImportRun.File("npa\tlocality\tverified_on", "1004\tLausanne\t", "1003\tLausanne\t2026-01-01"));

        var row = report.Rows[0];
        Assert.Equal([new FieldChange("npa", "1003", "1004"), new FieldChange("verified_on", "2026-01-01", "empty")], row.Changes);
        Assert.Equal("line 2: changed  T-1  \"Groupe 1\"  npa (1003 -> 1004), verified_on (2026-01-01 -> empty)", report.ToString().Split(Environment.NewLine)[1]);
        Assert.Equal((RowOutcome.Skipped, GroupImport.Unchanged), (report.Rows[1].Outcome, report.Rows[1].Reason));
        var after = await run.GroupAsync("T-1");
        Assert.Equal(before.PublicId, after.PublicId);
        Assert.Equal(before.CreatedAt, after.CreatedAt);
        Assert.Equal(run.Clock.Now, after.UpdatedAt);
        Assert.Equal("1004", after.Place.Npa);
        Assert.Null(after.VerifiedOn);
    }

    [Fact]
    public async Task A_missing_column_leaves_the_field_and_an_empty_cell_clears_it()
    {
        await run.ImportAsync(ImportRun.File("description_fr\tstreet\tkind\tpublication\tstart", "Un texte.\tRue 1\tgeleitet\tja\t19:30"));
        await run.ImportAsync(ImportRun.File("street\tkind", "\t"));

        var group = await run.GroupAsync();
        Assert.Null(group.Place.Street);
        Assert.Equal("Un texte.", group.Description.Fr);
        Assert.Equal(GroupKind.Facilitated, group.Kind);
        Assert.Equal(Publication.Published, group.Publication);
        Assert.Equal(new TimeOnly(19, 30), group.Rhythm.StartTime);
    }

    [Fact]
    public async Task Topics_are_added_removed_and_reordered()
    {
        await run.ImportAsync("external_id;centre;name_fr;topics\nX;info-entraide-vaud;Un groupe;depression|burn-out\n");
        var report = await run.ImportAsync("external_id;centre;name_fr;topics\nX;info-entraide-vaud;Un groupe;\"alcool, Dépression\"\n");

        Assert.Equal([new FieldChange("topics", "depression|burn-out", "alcool|depression")], report.Rows[0].Changes);
        Assert.Equal(["alcool", "depression"], (await run.GroupAsync("X")).Topics.Select(t => t.Topic.Slug), StringComparer.Ordinal);
    }

    [Fact]
    public async Task One_refused_row_keeps_the_whole_file_out()
    {
        var report = await run.ImportAsync(ImportRun.File("canton", "VD", "XX"));

        Assert.Equal((1, 1), (report.Created, report.Refused));
        Assert.False(report.Written);
        Assert.Equal(0, await run.CountAsync());
        Assert.Contains("1 of its rows is refused", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_import_writes_nothing()
    {
        using var stop = new CancellationTokenSource();
        await using var db = run.Open();
        var file = ImportRun.File("", [.. Enumerable.Repeat("", 1200)]);

        var progress = new Collected(p =>
        {
            if (p is { Phase: ImportPhase.Writing, Done: 500 })
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new GroupImport(db, run.Clock).RunAsync(System.Text.Encoding.UTF8.GetBytes(file), false, progress, stop.Token));

        Assert.Equal(500, progress.All.Last().Done);
        Assert.Equal(0, await run.CountAsync());
    }

    [Fact]
    public async Task The_number_of_queries_does_not_grow_with_the_rows()
    {
        var small = await QueriesAsync(5);
        var large = await QueriesAsync(400);

        Assert.InRange(large - small, 0, 3);

        async Task<int> QueriesAsync(int rows)
        {
            var counter = new CommandCounter();
            await using var db = run.Open(o => o.AddInterceptors(counter));
            await new GroupImport(db, run.Clock).RunAsync(System.Text.Encoding.UTF8.GetBytes(ImportRun.File("npa", [.. Enumerable.Repeat("1003", rows)])), dryRun: true, null, CancellationToken.None);
            return counter.Count;
        }
    }

    [Fact]
    public async Task Progress_reaches_the_last_row()
    {
        var progress = new Collected(_ => { });
        await run.ImportAsync(System.Text.Encoding.UTF8.GetBytes(ImportRun.File("", "", "", "")), progress: progress);

        Assert.Equal([new(ImportPhase.Reading, 1, 3), new(ImportPhase.Reading, 2, 3), new(ImportPhase.Reading, 3, 3), new ImportProgress(ImportPhase.Writing, 3, 3)], progress.All);
    }

    [Fact]
    public void The_progress_bar_is_silent_when_the_output_is_redirected_and_cleans_up_on_a_terminal()
    {
        using var redirected = new StringWriter(CultureInfo.InvariantCulture);
        using (var bar = new ProgressBar(redirected, isTerminal: false))
        {
            bar.Report(new(ImportPhase.Reading, 5, 10));
        }

        using var terminal = new StringWriter(CultureInfo.InvariantCulture);
        using (var bar = new ProgressBar(terminal, isTerminal: true))
        {
            bar.Report(new(ImportPhase.Reading, 5, 10));
            bar.Report(new(ImportPhase.Reading, 0, 0));
        }

        using var counted = new StringWriter(CultureInfo.InvariantCulture);
        using (var bar = new ProgressBar(counted, isTerminal: true))
        {
            bar.Counting("Groups", 4).Report(2);
        }

        Assert.StartsWith("\rGroups  [###############...............] 2/4", counted.ToString(), StringComparison.Ordinal);
        Assert.Equal("", redirected.ToString());
        Assert.StartsWith("\rReading [###############...............] 5/10", terminal.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(" \r", terminal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_identifier_twice_in_a_file_is_refused_unless_the_rows_are_equal()
    {
        var report = await run.ImportAsync("external_id;centre;name_fr;topics\nX;info-entraide-vaud;Un;depression\nX;info-entraide-vaud;Un;depression\nx;info-entraide-vaud;Deux;depression\n");

        Assert.Equal([RowOutcome.Created, RowOutcome.Skipped, RowOutcome.Refused], report.Rows.Select(r => r.Outcome));
        Assert.Equal("the same as line 2", report.Rows[1].Reason);
        Assert.Equal("x stands on line 2 already, with other values.", report.Rows[2].Findings[0].Text);
    }

    [Fact]
    public async Task A_group_of_the_same_name_in_the_same_place_under_another_identifier_is_pointed_out()
    {
        await run.ImportAsync("id;centre;name_fr;topics;plz\nA;info-entraide-vaud;Dépression Lausanne;depression;1003\n");
        var report = await run.ImportAsync("id;centre;name_fr;topics;plz\nB;info-entraide-vaud;DEPRESSION, Lausanne;depression;1003\nC;info-entraide-vaud;Dépression Lausanne;depression;1020\n");

        Assert.Equal("The same name in the same place as the group A: is it the same group?", Assert.Single(report.Rows[0].Findings).Text);
        Assert.Empty(report.Rows[1].Findings);
        Assert.True(report.Written);
    }

    [Fact]
    public async Task Moving_a_group_to_another_centre_is_pointed_out()
    {
        await run.ImportAsync("id;centre;name_fr;topics\nA;info-entraide-vaud;Un groupe;depression\n");
        var report = await run.ImportAsync("id;centre;name_fr;topics\nA;info-entraide-jura;Un groupe;depression\n");

        Assert.Contains(report.Findings, f => f.Level == FindingLevel.Warning && f.Text.StartsWith("The group is moved to another centre.", StringComparison.Ordinal));
        Assert.Equal("info-entraide-jura", (await run.GroupAsync("A")).Centre.Slug);
    }

    [Fact]
    public async Task A_point_set_by_hand_stays_while_the_address_does()
    {
        await run.ImportAsync(ImportRun.File("street\tnpa", "Rue 1\t1003"));
        await using (var db = run.Open())
        {
            var group = await db.Groups.SingleAsync();
            group.Place = group.Place with { Latitude = 46.52, Longitude = 6.63 };
            await db.SaveChangesAsync();
        }

        await run.ImportAsync(ImportRun.File("street\tnpa\tvenue", "Rue 1\t1003\tMaison"));
        Assert.Equal(46.52, (await run.GroupAsync()).Place.Latitude);
        await run.ImportAsync(ImportRun.File("street\tnpa", "Rue 2\t1003"));
        Assert.Equal(46.516, (await run.GroupAsync()).Place.Latitude);
    }

    [Fact]
    public async Task A_name_with_a_language_beside_it_is_stored_in_that_language()
    {
        await run.ImportAsync("id;centre;name;sprache;topics\nA;info-entraide-vaud;Leben mit Burnout;Deutsch;burn-out\n");

        var group = await run.GroupAsync("A");
        Assert.Equal(("Leben mit Burnout", null, PortalLanguage.De), (group.Name.De, group.Name.Fr, group.Name.Source));
        Assert.Equal(["de"], group.Languages);
    }

    [Fact]
    public async Task Values_that_are_not_given_have_careful_defaults()
    {
        await run.ImportAsync(ImportRun.File("", ""));

        var group = await run.GroupAsync();
        Assert.Equal((Publication.Draft, Lifecycle.Active, GroupKind.SelfManaged, MeetingFormat.InPerson, Audience.Affected, PlacePrecision.Locality),
            (group.Publication, group.Lifecycle, group.Kind, group.Format, group.Audience, group.Place.Precision));
    }

    [Fact]
    public async Task Words_that_make_no_rule_become_a_note_and_leave_it_when_they_become_one()
    {
        await run.ImportAsync(ImportRun.File("weekday\tevery", "mardi\tmensuel"));
        var vague = (await run.GroupAsync()).Rhythm;
        await run.ImportAsync(ImportRun.File("weekday\tevery", "mardi\t2e"));
        var clear = (await run.GroupAsync()).Rhythm;

        Assert.Equal((null, "mensuel, mardi"), (vague.Rule, vague.Note.Fr));
        Assert.Equal(("FREQ=MONTHLY;BYDAY=2TU", null), (clear.Rule, clear.Note.Fr));
    }

    private sealed class Collected(Action<ImportProgress> seen) : IProgress<ImportProgress>
    {
        public List<ImportProgress> All { get; } = [];

        public void Report(ImportProgress value)
        {
            All.Add(value);
            seen(value);
        }
    }

    private sealed class CommandCounter : Microsoft.EntityFrameworkCore.Diagnostics.DbCommandInterceptor
    {
        public int Count { get; private set; }

        public override ValueTask<Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
            System.Data.Common.DbCommand command, Microsoft.EntityFrameworkCore.Diagnostics.CommandEventData eventData,
            Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return new(result);
        }
    }
}
