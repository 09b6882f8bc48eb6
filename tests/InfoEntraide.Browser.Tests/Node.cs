using System.Diagnostics;

namespace InfoEntraide.Browser.Tests;

/// <summary>A test that needs Node. Skipped with a reason where none is installed, unless <c>INFOENTRAIDE_BROWSER_TESTS=required</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Node.ReasonToSkip;
}

/// <summary>Node on this machine, for checks that exist as npm packages only. Building and running the portal needs none.</summary>
public static class Node
{
    private static readonly string Npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    private static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, Npm)));

    public static string? ReasonToSkip { get; } = !IsInstalled && !Chromium.IsRequired ? "Node with npm is not installed here; install version 20 or later to run this." : null;

    /// <summary>Installs what the lock file of a folder names, unless it is there already.</summary>
    public static async Task InstallAsync(string folder, CancellationToken ct)
    {
        if (!IsInstalled)
        {
            throw new InvalidOperationException("Node with npm was not found; install version 20 or later.");
        }

        var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
        {
            return;
        }

        var (status, output) = await RunAsync(Npm, folder, ct, "ci", "--no-audit", "--no-fund", "--loglevel=error");
        if (status != 0)
        {
            throw new InvalidOperationException($"npm ci in {folder} ended with {status}:\n{output}");
        }
    }

    /// <summary>Runs a script and answers how it ended and what it said.</summary>
    public static Task<(int Status, string Output)> RunAsync(string folder, CancellationToken ct, params string[] arguments) => RunAsync("node", folder, ct, arguments);

    /// <summary>Runs a script that speaks for itself and answers how it ended.</summary>
    public static async Task<int> ShowAsync(string folder, IReadOnlyDictionary<string, string> environment, CancellationToken ct, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = folder, UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        await process.WaitForExitAsync(ct);
        return process.ExitCode;
    }

    private static async Task<(int Status, string Output)> RunAsync(string program, string folder, CancellationToken ct, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output + await errors);
    }
}
