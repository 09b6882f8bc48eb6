namespace InfoEntraide.Web.Tests;

/// <summary>Time that stands still until a test moves it; it begins on a Saturday morning in Switzerland.</summary>
public sealed class FakeClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
