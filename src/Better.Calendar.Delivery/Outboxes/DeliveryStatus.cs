namespace Better.Calendar.Delivery;

/// <summary>How far the delivery of an email is.</summary>
public enum DeliveryStatus
{
    /// <summary>Not sent yet.</summary>
    Waiting,

    /// <summary>Leased by a worker, which renders and sends it.</summary>
    Sending,

    /// <summary>The server accepted it; final.</summary>
    Sent,

    /// <summary>The server rejected it permanently, it was given up, or it cannot be rendered; final, until it is reopened.</summary>
    Rejected,

    /// <summary>The server did not accept it yet, or the connection was lost before its end; sent again when it is due.</summary>
    Deferred,

    /// <summary>
    /// The email may have been sent completely, and no response came: the server may have accepted it or not. Sent again with the same
    /// Message-ID when it is due; final if its due time is null.
    /// </summary>
    Uncertain,

    /// <summary>It was withdrawn from the outbox by a person, and is not sent; final.</summary>
    Withdrawn,
}
