namespace Better.Calendar.Delivery;

/// <summary>Where emails go: <see cref="SmtpTransport"/>, <see cref="PickupDirectoryTransport"/>, <see cref="MaildirTransport"/>.</summary>
public interface IMessageTransport
{
    /// <summary>Where it is, for people and for telemetry: <c>mail.example:587</c>, or a folder.</summary>
    string Destination { get; }

    /// <summary>Opens a line.</summary>
    /// <exception cref="TransportException">It cannot be opened: for now, or until somebody fixes something.</exception>
    Task<IMessageTransportConnection> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>A connection to a sink, which takes one email after the other.</summary>
public interface IMessageTransportConnection : IAsyncDisposable
{
    /// <summary>Whether it takes another email.</summary>
    bool IsOpen { get; }

    /// <summary>Hands an email over.</summary>
    /// <param name="email">The email.</param>
    /// <param name="recordIntent">
    /// Asked before the end of the email goes out, from when on it may have been taken; answers false if the email is somebody else's
    /// by now, and then its end does not go out.
    /// </param>
    /// <param name="cancellationToken">Gives up; what became of the email is told all the same.</param>
    /// <exception cref="TransportException">No email will be taken until somebody fixes something.</exception>
    Task<SendResult> SendAsync(RenderedMessage email, Func<Task<bool>> recordIntent, CancellationToken cancellationToken);
}
