namespace Better.Calendar.Delivery;

/// <summary>Where letters go: <see cref="SmtpSink"/>, <see cref="PickupSink"/>, <see cref="MaildirSink"/>.</summary>
public interface ILetterSink
{
    /// <summary>Where it is, for people and for telemetry: <c>mail.example:587</c>, or a folder.</summary>
    string Place { get; }

    /// <summary>Opens a line.</summary>
    /// <exception cref="SinkException">It cannot be opened: for now, or until somebody mends something.</exception>
    Task<ILetterLine> OpenAsync(CancellationToken cancellation);
}

/// <summary>A connection to a sink, which takes one letter after the other.</summary>
public interface ILetterLine : IAsyncDisposable
{
    /// <summary>Whether it takes another letter.</summary>
    bool IsOpen { get; }

    /// <summary>Hands a letter over.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="handOver">
    /// Asked before the end of the letter goes out, from when on it may have been taken; answers false if the letter is somebody else's
    /// by now, and then its end does not go out.
    /// </param>
    /// <param name="cancellation">Gives up; what became of the letter is told all the same.</param>
    /// <exception cref="SinkException">No letter will be taken until somebody mends something.</exception>
    Task<Handover> SendAsync(PrintedLetter letter, Func<Task<bool>> handOver, CancellationToken cancellation);
}
