using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>A test in a real Chromium. Skipped with a reason where none is installed, unless <c>INFOENTRAIDE_BROWSER_TESTS=required</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.ReasonToSkip;
}

/// <inheritdoc cref="BrowserFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.ReasonToSkip;
}

/// <summary>The browser on this machine.</summary>
public static class Chromium
{
    // As .ci/run looks for them.
    private static readonly string[] Names = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];

    private static readonly string[] Elsewhere =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    public static string? Path { get; } = Names
        .SelectMany(_ => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), (name, folder) => System.IO.Path.Combine(folder, name))
        .Concat(Elsewhere)
        .FirstOrDefault(File.Exists);

    public static bool IsRequired { get; } = Environment.GetEnvironmentVariable("INFOENTRAIDE_BROWSER_TESTS") == "required";

    public static string? ReasonToSkip { get; } =
        Path is null && !IsRequired ? "Neither Chromium nor Chrome is installed here; install one to run the browser tests." : null;

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Path ?? throw new InvalidOperationException("Neither Chromium nor Chrome was found; install one."),
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
}
