using InfoEntraide.Web.Data;
using Microsoft.Extensions.Logging;

namespace InfoEntraide.Web.Tests.Data;

public sealed class MigrationLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infoentraide-lock-").FullName;

    private string LockFile => Path.Combine(folder, "migration.lock");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Whoever_waits_for_the_lock_says_so_once_and_not_for_ever()
    {
        using var messages = new Messages();
        await using var held = await DatabaseMigration.TakeFileLockAsync(LockFile, TimeSpan.Zero, messages, CancellationToken.None);
        var refused = await Assert.ThrowsAsync<TimeoutException>(() => DatabaseMigration.TakeFileLockAsync(LockFile, TimeSpan.FromMilliseconds(700), messages, CancellationToken.None));
        Assert.Contains(LockFile, refused.Message, StringComparison.Ordinal);
        Assert.Contains(LockFile, Assert.Single(messages.Written), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lock_is_free_again_when_its_holder_is_done()
    {
        using var messages = new Messages();
        var held = await DatabaseMigration.TakeFileLockAsync(LockFile, TimeSpan.Zero, messages, CancellationToken.None);
        var waiting = DatabaseMigration.TakeFileLockAsync(LockFile, TimeSpan.FromSeconds(20), messages, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        await held.DisposeAsync();
        await using var taken = await waiting;
        Assert.True(File.Exists(LockFile));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_not_waited_for()
    {
        using var messages = new Messages();
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => DatabaseMigration.TakeFileLockAsync(Path.Combine(folder, "none", "lock"), TimeSpan.FromMinutes(2), messages, CancellationToken.None));
        Assert.Empty(messages.Written);
    }

    private sealed class Messages : ILogger, IDisposable
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
