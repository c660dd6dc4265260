using NodaTime;

namespace Better.Calendar.Delivery.Worker;

/// <summary>Renders the emails of one version of a series, with its own composer, which validates the series only once.</summary>
internal sealed class SeriesRenderer(WorkshopSeries series, InvitationOptions options)
{
    private readonly InvitationComposer composer = new(options);
    private readonly Dictionary<string, Workshop> workshops =
        series.Workshops.ToDictionary(static workshop => workshop.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The language of the series.</summary>
    public string Language => series.Language;

    public Workshop GetWorkshop(OutboxMessage message) =>
        workshops[message.WorkshopId!] is var workshop && workshop.Sequence == message.Sequence
            ? workshop
            : workshop with { Sequence = message.Sequence };

    public RenderedMessage Render(PlannedEmail email, Instant at)
    {
        var rendered = composer.ComposeForUnlistedRecipient(series, email, at);
        return new()
        {
            MessageId = rendered.MessageId,
            // Bounces come to the same address as replies.
            Sender = options.ReplyTokens?.GetAddress(series, email.Workshop, email.Recipient) ?? series.Organizer.Email,
            Recipient = email.Recipient.Email,
            Bytes = rendered.Bytes,
        };
    }
}
