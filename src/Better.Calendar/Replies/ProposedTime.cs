using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>The time that a COUNTER proposes.</summary>
/// <param name="Start">The start; null when nothing defines its zone.</param>
/// <param name="End">The end; null when nothing defines the zone of the start.</param>
/// <param name="LocalStart">The start as it is written when nothing defines its zone; otherwise null.</param>
/// <param name="LocalEnd">The end as it is written when nothing defines the zone of the start; otherwise null.</param>
internal sealed record ProposedTime(Instant? Start, Instant? End, LocalDateTime? LocalStart, LocalDateTime? LocalEnd)
{
    /// <summary>Reads DTSTART, and DTEND or DURATION; null when they are not valid, or end before they start.</summary>
    /// <param name="e">The event of the COUNTER.</param>
    /// <param name="times">The reader of its times.</param>
    /// <param name="zone">The zone of times that name no zone.</param>
    /// <param name="duration">How long the workshop takes when the event does not say.</param>
    public static ProposedTime? Read(ReplyEvent e, ReplyTimeParser times, DateTimeZone zone, Duration duration)
    {
        if (ReplyTimeParser.Read(e["DTSTART"]) is not { } start)
        {
            return null;
        }

        var written = ReplyTimeParser.Read(e["DTEND"]);
        var length = ReplyTimeParser.ParseDuration(e["DURATION"]) ?? duration;
        if (times.ToInstant(start, zone) is { } instant)
        {
            var end = written is null ? instant + length
                : times.ToInstant(written, zone)
                ?? (instant + Period.Between(start.LocalDateTime, written.LocalDateTime, PeriodUnits.Seconds).ToDuration());
            return end > instant ? new(instant, end, null, null) : null;
        }

        var localEnd = written?.LocalDateTime ?? start.LocalDateTime.PlusSeconds((long)length.TotalSeconds);
        return localEnd > start.LocalDateTime ? new(null, null, start.LocalDateTime, localEnd) : null;
    }
}
