using System.Diagnostics;

namespace InfoEntraide.Web.Tests.Hosting;

/// <summary>The built program with a verb, as a process of its own whose database is in <c>App_Data</c> of a folder.</summary>
internal static class VerbProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task<(int Exit, string Output, string Errors)> RunAsync(string folder, Dictionary<string, string> environment, params string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "InfoEntraide.Web.dll"), .. verb])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Storage__Path"] = Path.Combine(folder, "App_Data");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync();
        var errors = program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync().WaitAsync(Patience);
        return (program.ExitCode, await output, await errors);
    }
}
