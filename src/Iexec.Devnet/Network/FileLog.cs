using Iexec.Hosting;
using Microsoft.Extensions.Logging;

namespace Iexec.Devnet;

/// <summary>Writes the log of all services of a network to one file; .NET has no provider for files.</summary>
/// <param name="path">The file; that of the run before is kept beside it as <c>.old</c>.</param>
/// <param name="time">The clock.</param>
internal sealed class FileLog(string path, TimeProvider time) : ILoggerProvider
{
    private readonly Lock one = new();
    private readonly StreamWriter writer = Open(path);

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        lock (one)
            writer.Dispose();
    }

    private static StreamWriter Open(string path)
    {
        if (File.Exists(path))
            File.Move(path, path + ".old", overwrite: true);
        return new StreamWriter(path) { AutoFlush = true };
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var lines = LogLine.Of(time.GetUtcNow(), level, category, message, exception);
        lock (one)
        {
            if (writer.BaseStream is { CanWrite: true })
                writer.Write(lines);
        }
    }

    private sealed class Category(FileLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write(logLevel, name, formatter(state, exception), exception);
    }
}
