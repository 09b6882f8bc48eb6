using System.Globalization;
using System.Text;
using InfoEntraide.Web.Data;
using InfoEntraide.Web.Features.Exchange;
using InfoEntraide.Web.Features.Groups;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Tests.Exchange;

/// <summary>A database of a test with the real reference data, and imports into it on a fixed day.</summary>
internal sealed class ImportRun : IDisposable
{
    private readonly TestDatabase database = TestDatabase.WithReferenceData();

    public FixedClock Clock { get; } = new(new(2026, 3, 15, 11, 0, 0, TimeSpan.Zero));

    public static byte[] Sample(string name) => System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Exchange", "Samples", name));

    public PortalDb Open(Action<DbContextOptionsBuilder>? configure = null) => database.Open(configure);

    public Task<ImportReport> ImportAsync(string text, bool dryRun = false) => ImportAsync(Encoding.UTF8.GetBytes(text), dryRun);

    public async Task<ImportReport> ImportAsync(byte[] file, bool dryRun = false, IProgress<ImportProgress>? progress = null)
    {
        await using var db = Open();
        return await new GroupImport(db, Clock).RunAsync(file, dryRun, progress, CancellationToken.None);
    }

    /// <summary>Imports one otherwise plain row with the given columns and returns what was found in it.</summary>
    public Task<ImportReport> RowAsync(string columns, string cells) => ImportAsync(File(columns, cells));

    public static string File(string columns, params string[] rows)
    {
        var text = new StringBuilder("external_id\tcentre\tname\tlanguage\ttopics").Append(columns.Length == 0 ? "" : "\t" + columns).Append('\n');
        for (var i = 0; i < rows.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"T-{i + 1}\tinfo-entraide-vaud\tGroupe {i + 1}\tfr\tdepression").Append(columns.Length == 0 ? "" : "\t" + rows[i]).Append('\n');
        }

        return text.ToString();
    }

    public async Task<SelfHelpGroup> GroupAsync(string externalId = "T-1")
    {
        await using var db = Open();
        return await db.Groups.AsNoTracking().Include(g => g.Centre).Include(g => g.Topics.OrderBy(t => t.Position)).ThenInclude(t => t.Topic).SingleAsync(g => g.ExternalId == externalId);
    }

    public async Task<int> CountAsync()
    {
        await using var db = Open();
        return await db.Groups.CountAsync();
    }

    public void Dispose() => database.Dispose();

    internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
