using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>Reads which version of a workshop an event of a reply responds to, and when.</summary>
/// <param name="mail">The mail.</param>
/// <param name="times">The reader of the times in its calendar.</param>
internal sealed class ResponseReader(IncomingMail mail, ReplyTimeParser times)
{
    /// <summary>The response to one workshop.</summary>
    public WorkshopResponse CreateResponse(
        ReplyEvent e,
        MatchedWorkshops matched,
        Workshop workshop,
        ReplySender sender,
        ParticipationStatus status)
    {
        var (start, end) = ReadTimes(e, matched);
        return new(workshop.Id, status, GetSequence(e, workshop, sender), GetTimestamp(e))
        {
            Start = start,
            End = end,
            LastModified = GetLastModified(e),
            IsWholeSeries = matched.SingleWorkshop is null,
        };
    }

    /// <summary>The zone of a workshop; UTC when the known zones have none of its id.</summary>
    public DateTimeZone GetZone(Workshop workshop) =>
        mail.Policy.TimeZones.GetZoneOrNull(workshop.Zone ?? mail.Lookup.Series.Zone) ?? DateTimeZone.Utc;

    /// <summary>
    /// The SEQUENCE that was responded to, at most that of the last email that asked: an attendee may not raise it (RFC 5546, 2.1.4), or
    /// their response would count for ever.
    /// </summary>
    public int GetSequence(ReplyEvent e, Workshop workshop, ReplySender sender) =>
        e.Sequence <= workshop.Sequence ? e.Sequence : Math.Min(e.Sequence, mail.Lookup.GetAskedSequence(workshop, sender.Email));

    /// <summary>
    /// When the response was written: DTSTAMP. Where it is not later than the DTSTAMP of our own last emails, the client has copied ours
    /// (SOGo, Zimbra), and LAST-MODIFIED or the Date of the mail counts instead, if it is later.
    /// </summary>
    public Instant GetTimestamp(ReplyEvent e)
    {
        if (GetTime(e["DTSTAMP"]) is not { } stamp)
        {
            return mail.Date;
        }

        return stamp <= mail.Lookup.Series.State?.LastTimestamp && (GetLastModified(e) ?? mail.SentAt) is { } later && later > stamp
            ? later
            : stamp;
    }

    /// <summary>LAST-MODIFIED; null when there is none.</summary>
    public Instant? GetLastModified(ReplyEvent e) => GetTime(e["LAST-MODIFIED"]);

    /// <summary>A time in UTC; when it is more than a day after the mail, by a wrong clock or on purpose, the Date of the mail.</summary>
    private Instant? GetTime(ContentLine? line) =>
        ReplyTimeParser.ParseUtc(line) is not { } time ? null
        : mail.SentAt is { } sent && time > sent + Duration.FromDays(1) ? sent
        : time;

    /// <summary>
    /// The times of the version that a reply is to; null where the reply does not say, or is to the whole series. They come from the reply
    /// alone, so that the same mail is the same fact whenever it is read.
    /// </summary>
    private (Instant? Start, Instant? End) ReadTimes(ReplyEvent e, MatchedWorkshops matched)
    {
        if (matched.SingleWorkshop is not { } workshop)
        {
            return (null, null);
        }

        var zone = GetZone(workshop);
        var start = ReplyTimeParser.Read(e["DTSTART"]) is { } from ? times.ToInstant(from, zone) : null;
        var end = ReplyTimeParser.Read(e["DTEND"]) is { } to ? times.ToInstant(to, zone) : null;
        end ??= start + ReplyTimeParser.ParseDuration(e["DURATION"]);
        return start < end ? (start, end) : (null, null);
    }
}
