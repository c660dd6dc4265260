namespace Better.Calendar.Delivery;

/// <summary>An email as the columns of a relational store that do not change.</summary>
/// <remarks>For authors of a store for another database.</remarks>
public sealed record OutboxRow
{
    // No id of a workshop, and not the whole series: what an email about the course says takes no event out of a calendar, and no newer
    // email about one workshop stands for it.
    private const string Course = "*";

    private OutboxRow(OutboxMessage message)
    {
        Key = message.Key;
        OrderingKey = message.OrderingKey;
        Recipient = message.Recipient.ToLowerInvariant();
        Workshop = message.IsCourseEmail ? Course : message.WorkshopId?.ToLowerInvariant() ?? "";
        Message = message.ToJson();
    }

    /// <summary>The idempotency key.</summary>
    public string Key { get; }

    /// <summary>The ordering key.</summary>
    public string OrderingKey { get; }

    /// <summary>The address in lower case, so that a person is found however it is written.</summary>
    public string Recipient { get; }

    /// <summary>The id of the workshop in lower case; empty: the whole series; an asterisk: an email about the course.</summary>
    public string Workshop { get; }

    /// <summary>The email as JSON.</summary>
    public string Message { get; }

    /// <summary>Converts an email to its columns.</summary>
    /// <param name="message">The email.</param>
    public static OutboxRow FromMessage(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new(message);
    }
}
