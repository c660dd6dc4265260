using NodaTime;

namespace Better.Calendar.Delivery.Worker;

/// <summary>One version of a series, ready to print emails of: with a composer of its own, which has checked it once.</summary>
internal sealed class SeriesRenderer(WorkshopSeries series, InvitationOptions options)
{
    private readonly InvitationComposer composer = new(options);
    private readonly Dictionary<string, Workshop> workshops = series.Workshops.ToDictionary(static workshop => workshop.Id, StringComparer.OrdinalIgnoreCase);

    public Workshop GetWorkshop(OutboxMessage outboxMessage) => workshops[outboxMessage.WorkshopId!] is var workshop && workshop.Sequence == outboxMessage.Sequence ? workshop : workshop with { Sequence = outboxMessage.Sequence };

    public RenderedMessage Render(PlannedEmail message, Instant at)
    {
        var email = composer.ComposeForUnlistedRecipient(series, message, at);
        return new()
        {
            MessageId = email.MessageId,
            // Bounces come back to where answers do.
            Sender = options.ReplyTokens?.GetAddress(series, message.Workshop, message.Recipient) ?? series.Organizer.Email,
            Recipient = message.Recipient.Email,
            Bytes = email.Bytes,
        };
    }
}
