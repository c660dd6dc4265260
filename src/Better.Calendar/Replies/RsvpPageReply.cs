using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Replies;

/// <summary>Turns a response on the host's RSVP page into a reply, so that it counts like one that came by mail.</summary>
internal static class RsvpPageReply
{
    /// <summary>
    /// Creates the reply; null if the same response to the same version counts already, and there is no new comment.
    /// </summary>
    public static ParticipantReply? Create(
        Attendance attendance,
        WorkshopSeries series,
        Workshop workshop,
        Participant participant,
        ParticipationStatus status,
        string? comment,
        Instant at,
        IDateTimeZoneProvider? zones)
    {
        if (!series.Workshops.Contains(workshop))
        {
            throw new ArgumentException(
                $"The series \"{series.Id}\" has no such workshop \"{workshop.Id}\". Pass one of its Workshops.",
                nameof(workshop));
        }

        if (!WorkshopSeries.IsInvited(participant, workshop))
        {
            throw new ArgumentException(
                $"{participant.Email} is not invited to workshop \"{workshop.Id}\". Only an invited participant can respond.",
                nameof(participant));
        }

        var known = attendance.Find(participant.Email, workshop.Id);
        var shown = WorkshopVersion.FromWorkshop(series, workshop, zones);
        var asked = SeriesLookup.GetOrCreate(series).GetAskedSequence(workshop, participant.Email);
        if (known is not null
            && (comment is null || comment == known.Comment)
            && known.Status == status
            && known.Sequence >= asked
            && (known.Start is null || (known.Start, known.End) == (shown.Start, shown.End)))
        {
            return null;
        }

        var sequence = Math.Max(asked, known?.Sequence ?? 0);
        var timestamp = known is not null && known.Sequence == sequence && known.Timestamp >= at ? known.Timestamp + Duration.Epsilon : at;
        return new()
        {
            MessageKey = $"page:{WorkshopUid.Create(series, workshop)}:{participant.Email}:{InstantPattern.ExtendedIso.Format(timestamp)}",
            Sender = new() { Email = participant.Email, Trust = SenderTrust.Token },
            Comment = comment,
            Responses = [new(workshop.Id, status, sequence, timestamp) { Start = shown.Start, End = shown.End }],
        };
    }
}
