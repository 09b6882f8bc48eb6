using InfoEntraide.Web.Hosting;
using InfoEntraide.Web.Tests.Hosting;

namespace InfoEntraide.Web.Tests.Exchange;

/// <summary><c>import groups</c> and <c>seed demo</c> as an operator runs them, beginning with an empty folder.</summary>
public sealed class DataVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infoentraide-data-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Groups_are_imported_into_a_new_portal_and_never_mixed_with_invented_ones_by_accident()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "groups.csv"), ImportRun.Sample("groups.csv"));

        var imported = await RunAsync([], "import", "groups", "groups.csv");
        Assert.True(imported.Exit == 0, imported.Output + imported.Errors);
        Assert.Contains("Written.", imported.Output, StringComparison.Ordinal);

        var refused = await RunAsync([], "seed", "demo", "--groups", "3");
        Assert.Equal((1, ""), (refused.Exit, refused.Output));
        Assert.StartsWith("Nothing was changed: 3 groups here are not from the demonstration.", refused.Errors, StringComparison.Ordinal);

        var forced = await RunAsync([], "seed", "demo", "--groups", "3", "--force");
        Assert.Equal((0, "3 groups made."), (forced.Exit, forced.Output.Trim()));

        var again = await RunAsync([], "seed", "demo", "--groups", "3");
        Assert.Equal((0, "There is demonstration data already; nothing was changed."), (again.Exit, again.Output.Trim()));
    }

    [Fact]
    public async Task A_directory_of_a_few_places_needs_force()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "places.csv"), ImportRun.Sample("places-lv95.csv"));
        Assert.Equal(0, (await RunAsync([], "seed", "reference")).Exit);

        var refused = await RunAsync([], "import", "places", "places.csv");
        var forced = await RunAsync([], "import", "places", "places.csv", "--force");

        Assert.Equal(1, refused.Exit);
        Assert.Contains("postcodes there are would vanish", refused.Output, StringComparison.Ordinal);
        Assert.True(forced.Exit == 0, forced.Output + forced.Errors);
        Assert.Contains("Written.", forced.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import", "places", "a.csv", "--force=perhaps")]
    [InlineData("seed", "demo", "--groups", "abc")]
    [InlineData("seed", "demo", "--groups", "")]
    [InlineData("seed", "demo", "--groups", "-1")]
    [InlineData("seed", "demo", "--groups", "99999999999")]
    [InlineData("seed", "demo", "--groups")]
    [InlineData("seed", "demo", "--groups", "1", "--groups", "2")]
    [InlineData("seed", "demo", "--force=perhaps")]
    [InlineData("import", "groups")]
    [InlineData("import", "groups", "a.csv", "b.csv")]
    [InlineData("import", "groups", "a.csv", "--dry-run=perhaps")]
    [InlineData("migrate", "--dry-run=perhaps")]
    public async Task What_cannot_be_understood_is_said_and_never_ends_in_a_stack_trace(params string[] verb)
    {
        var (exit, output, errors) = await RunAsync([], verb);

        Assert.Equal(1, exit);
        Assert.NotEqual("", errors.Trim());
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", output + errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "App_Data")));
    }

    [Fact]
    public async Task A_folder_or_a_missing_file_is_named()
    {
        var other = Directory.CreateDirectory(Path.Combine(folder, "caller")).FullName;

        var missing = await RunAsync(new() { ["PWD"] = other }, "import", "groups", "none.csv");
        Assert.Equal((2, $"There is no file {Path.Combine(folder, "none.csv")} and no file {Path.Combine(other, "none.csv")}."), (missing.Exit, missing.Errors.Trim()));

        var directory = await RunAsync([], "import", "groups", "caller");
        Assert.Equal((2, $"{other} is a folder: name a file in it."), (directory.Exit, directory.Errors.Trim()));
    }

    [Fact]
    public void A_file_is_looked_for_in_the_working_folder_and_then_in_the_callers()
    {
        var working = Directory.CreateDirectory(Path.Combine(folder, "project")).FullName;
        var caller = Directory.CreateDirectory(Path.Combine(folder, "caller")).FullName;
        File.WriteAllText(Path.Combine(caller, "a.csv"), "");
        Assert.Equal(Path.Combine(caller, "a.csv"), Find("a.csv"));
        Assert.Equal(Path.Combine(caller, "a.csv"), Find("../caller/a.csv"));

        File.WriteAllText(Path.Combine(working, "a.csv"), "");
        Assert.Equal(Path.Combine(working, "a.csv"), Find("a.csv"));
        Assert.Equal(Path.Combine(caller, "a.csv"), Find(Path.Combine(caller, "a.csv")));
        Assert.Equal("FILE is empty: name the file to import.", Find(" "));

        string Find(string given) => InputFile.TryFind(given, working, caller, out var path, out var problem) ? path : problem;
    }

    private Task<(int Exit, string Output, string Errors)> RunAsync(Dictionary<string, string> environment, params string[] verb) => VerbProcess.RunAsync(folder, environment, verb);
}
