using Better.Calendar.Invitations;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>One version of a series, ready to print letters of: with a composer of its own, which has checked it once.</summary>
internal sealed class PrintedSeries(WorkshopSeries series, InvitationOptions options)
{
    private readonly InvitationComposer composer = new(options);
    private readonly Dictionary<string, Workshop> workshops = series.Workshops.ToDictionary(static workshop => workshop.Id, StringComparer.OrdinalIgnoreCase);

    public Workshop Workshop(LetterJob job) => workshops[job.Workshop!] is var workshop && workshop.Sequence == job.Sequence ? workshop : workshop with { Sequence = job.Sequence };

    public PrintedLetter Print(PlannedMessage message, Instant at)
    {
        var letter = composer.ComposeUnlisted(series, message, at);
        return new()
        {
            MessageId = letter.MessageId,
            // Bounces come back to where answers do.
            Sender = options.ReplyTokens?.Address(series, message.Workshop, message.Recipient) ?? series.Organizer.Email,
            Recipient = message.Recipient.Email,
            Octets = letter.Octets,
        };
    }
}
