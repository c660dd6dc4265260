using Better.Calendar.Delivery;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace InviteConsole;

/// <summary>Prints the warnings of a transport, each once.</summary>
internal sealed class CertificateWarning : ILogger<SmtpTransport>
{
    private readonly HashSet<string> printed = [];

    public static ILogger<SmtpTransport> Logger { get; } = new CertificateWarning();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        var message = formatter(state, exception);
        lock (printed)
        {
            if (printed.Add(message))
            {
                AnsiConsole.MarkupLineInterpolated($"[yellow]{SendReport.ToPrintable(message)}.[/]");
            }
        }
    }
}
