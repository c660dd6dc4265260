namespace Better.Calendar.Delivery;

/// <summary>What is known of one letter. <see cref="Sent"/> and <see cref="Refused"/> are final.</summary>
public enum LetterState
{
    /// <summary>Not handed over yet.</summary>
    Waiting,

    /// <summary>Its DATA may have begun. Found so after a process was killed, it becomes <see cref="Unknown"/>.</summary>
    Sending,

    /// <summary>Taken by the server, whose answer is kept.</summary>
    Sent,

    /// <summary>Refused for good (5yz, or given up after <see cref="DeliveryOptions.GiveUpAfter"/>), with the reason.</summary>
    Refused,

    /// <summary>Refused for now (4yz, or the connection was lost before the end of DATA); tried again later.</summary>
    RetryAt,

    /// <summary>
    /// The connection or the process ended when the server may have taken it. By <see cref="DeliveryOptions.ResendsUnknown"/> it is
    /// sent again with the same Message-ID, or left so.
    /// </summary>
    Unknown,
}
