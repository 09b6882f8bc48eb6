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
    private static readonly string[] Candidates =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    public static string? Path { get; } = Array.Find(Candidates, File.Exists);

    public static bool IsRequired { get; } = Environment.GetEnvironmentVariable("INFOENTRAIDE_BROWSER_TESTS") == "required";

    public static string? ReasonToSkip { get; } =
        Path is null && !IsRequired ? "Neither Chromium nor Chrome is installed here; install one to run the browser tests." : null;
}
