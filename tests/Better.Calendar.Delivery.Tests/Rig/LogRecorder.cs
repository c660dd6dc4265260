using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>Records what is logged, each message on its line.</summary>
internal sealed class LogRecorder<T> : ILogger<T>
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(formatter(state, exception) + exception);
}
