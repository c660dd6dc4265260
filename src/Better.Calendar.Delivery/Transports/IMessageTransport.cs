namespace Better.Calendar.Delivery;

/// <summary>
/// A way to send emails: <see cref="SmtpTransport"/>, <see cref="PickupDirectoryTransport"/> or <see cref="MaildirTransport"/>.
/// </summary>
public interface IMessageTransport
{
    /// <summary>Where the emails go, for people and telemetry: <c>mail.example:587</c>, or a directory.</summary>
    string Destination { get; }

    /// <summary>Opens a connection.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="TransportException">The connection cannot be opened; <see cref="TransportException.IsTransient"/> says whether a
    /// retry may help.</exception>
    Task<IMessageTransportConnection> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>A connection that sends one email after the other.</summary>
public interface IMessageTransportConnection : IAsyncDisposable
{
    /// <summary>Whether another email can be sent.</summary>
    bool IsOpen { get; }

    /// <summary>Sends an email.</summary>
    /// <param name="email">The email.</param>
    /// <param name="recordIntent">
    /// Called once, and awaited, directly before the last bytes of the email are sent, because from then on the server may accept it.
    /// Not called earlier: what is recorded counts as perhaps sent. Returns false if another worker has leased the email meanwhile; then
    /// the last bytes must not be sent.
    /// </param>
    /// <param name="cancellationToken">Aborts the sending; the result still says whether the email may have been accepted.</param>
    /// <exception cref="TransportException">No email can be sent until somebody corrects something.</exception>
    Task<SendResult> SendAsync(RenderedMessage email, Func<Task<bool>> recordIntent, CancellationToken cancellationToken);
}
