using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.Model;
using MimeKit;
using NodaTime;
using Zone = NodaTime.DateTimeZone;

namespace Better.Calendar.Replies;

/// <summary>Finds to what a reply is, by UID or token, and what it says.</summary>
internal sealed class ReplyMatcher
{
    private const int MaxCommentLength = 2000;

    private readonly IncomingMail mail;
    private readonly ReplyCalendar calendar;
    private readonly TokenOwner? tokenOwner;
    private readonly SenderMatcher senderMatcher;

    public ReplyMatcher(IncomingMail mail, ReplyCalendar calendar)
    {
        (this.mail, this.calendar) = (mail, calendar);

        // Outlook and Apple answer to Reply-To or ORGANIZER; a copy of the latter stands in the reply.
        tokenOwner = mail.FindTokenOwner() ?? calendar.Events
            .Select(e => mail.Lookup.FindTokenOwner(mail.Policy.ReplyTokens, e["ORGANIZER"]?.Value)).FirstOrDefault(static found => found is not null);
        senderMatcher = new(mail, tokenOwner);
    }

    public ReplyResult CreateResult()
    {
        var events = new List<(ReplyEvent Event, MatchedWorkshops Matched)>();
        UnrecognizedMail? missed = null;
        foreach (var e in calendar.Events)
        {
            if (MatchEvent(e, out var not) is { } matched)
            {
                events.Add((e, matched));
            }
            else
            {
                missed ??= not;
            }
        }

        if (events.Count == 0)
        {
            return missed!;
        }

        var (first, workshops) = events[0];
        var line = senderMatcher.FindAttendee(first);
        var by = senderMatcher.Identify(line, workshops);
        if (by is null)
        {
            return mail.CreateUnrecognized(UnrecognizedReason.UnknownSender, "Neither the attendee nor the sender is somebody who is invited.");
        }

        if (by.Role == SenderRole.Delegate && mail.Policy.Delegates == AcceptancePolicy.Reject)
        {
            return mail.CreateUnrecognized(UnrecognizedReason.DelegationRejected, $"{by.Email} comes for {by.DelegatedFrom}, and nobody may come for somebody else.");
        }

        if (by.Role == SenderRole.Uninvited && mail.Policy.UninvitedSenders == AcceptancePolicy.Reject)
        {
            return mail.CreateUnrecognized(UnrecognizedReason.UnknownSender, $"{by.Email} is not invited.");
        }

        return calendar.Method switch
        {
            "REFRESH" => new RefreshRequest { MessageKey = mail.MessageKey, Sender = by, WorkshopId = workshops.One?.Id },
            "COUNTER" => CreateProposal(first, workshops, by),
            _ => CreateParticipantReply(events, line, by),
        };
    }

    private ReplyResult CreateParticipantReply(List<(ReplyEvent Event, MatchedWorkshops Matched)> events, ContentLine? line, ReplySender sender)
    {
        if (AttendeeProperty.GetPartStat(line) == "DELEGATED")
        {
            return CreateDelegation(events[0].Event, events[0].Matched, line!, sender);
        }

        var responses = new List<WorkshopResponse>();
        foreach (var (e, matched) in events)
        {
            var own = ReferenceEquals(e, events[0].Event) ? line : senderMatcher.FindAttendee(e);
            var partstat = AttendeeProperty.GetPartStat(own);
            if ((AttendeeProperty.ToParticipationStatus(partstat) ?? (own is null ? SubjectKeywords.FindStatus(mail.Content.Headers[HeaderId.Subject]) : null)) is not { } response)
            {
                continue;
            }

            foreach (var workshop in GetInvited(matched, sender))
            {
                responses.RemoveAll(given => given.WorkshopId == workshop.Id);
                responses.Add(new(workshop.Id, response, e.Sequence, GetTimestamp(e)));
            }
        }

        var asked = events.SelectMany(e => GetInvited(e.Matched, sender)).ToList();
        return responses.Count > 0
            ? responses.TrueForAll(given => asked.Find(workshop => workshop.Id == given.WorkshopId)!.Status == WorkshopStatus.Cancelled)
                ? mail.CreateUnrecognized(UnrecognizedReason.Outdated, $"{sender.Email} answers workshop {responses[0].WorkshopId}, which is off.")
                : new ParticipantReply
                {
                    MessageKey = mail.MessageKey,
                    Sender = sender,
                    Responses = responses.ToValueList(),
                    IsWholeSeries = events[0].Matched.One is null,
                    Comment = GetComment(events[0].Event, line),
                }
            : mail.CreateUnrecognized(UnrecognizedReason.IncompleteReply, $"{sender.Email} replies without saying whether she comes.");
    }

    private ReplyResult CreateDelegation(ReplyEvent e, MatchedWorkshops matched, ContentLine line, ReplySender sender) =>
        mail.Policy.Delegates == AcceptancePolicy.Reject
            ? mail.CreateUnrecognized(UnrecognizedReason.DelegationRejected, $"{sender.Email} sends somebody else, and nobody may come for somebody else.")
            : new Delegation
            {
                MessageKey = mail.MessageKey,
                Sender = sender with { NeedsConfirmation = sender.NeedsConfirmation || mail.Policy.Delegates == AcceptancePolicy.RequireConfirmation },
                DelegatedTo = AttendeeProperty.GetAddress(line, "DELEGATED-TO"),
                WorkshopIds = GetInvited(matched, sender).Select(static workshop => workshop.Id).ToValueList(),
                Sequence = e.Sequence,
                Timestamp = GetTimestamp(e),
                Comment = GetComment(e, line),
            };

    private ReplyResult CreateProposal(ReplyEvent e, MatchedWorkshops matched, ReplySender sender)
    {
        var workshop = matched.One ?? mail.Lookup.Series.Workshops[0];
        var zone = GetZone(workshop);
        var start = ReplyTimeParser.ParseInstant(e["DTSTART"], calendar, mail.Policy.TimeZones, zone);
        var end = ReplyTimeParser.ParseInstant(e["DTEND"], calendar, mail.Policy.TimeZones, zone) ?? start + (ReplyTimeParser.ParseDuration(e["DURATION"]) ?? workshop.Duration);
        return start is null || end <= start
            ? mail.CreateUnrecognized(UnrecognizedReason.IncompleteReply, $"{sender.Email} proposes another time without telling it.")
            : new Proposal
            {
                MessageKey = mail.MessageKey,
                Sender = sender,
                WorkshopId = matched.One?.Id,
                Start = start.Value,
                End = end!.Value,
                Sequence = e.Sequence,
                Timestamp = GetTimestamp(e),
                Comment = GetComment(e, senderMatcher.FindAttendee(e)),
            };
    }

    /// <summary>What an event is about: a workshop, the whole series, or nothing of ours.</summary>
    private MatchedWorkshops? MatchEvent(ReplyEvent e, out UnrecognizedMail? unrecognized)
    {
        unrecognized = null;
        if (mail.Lookup.FindWorkshop(e.Uid) is { } workshop)
        {
            return new(workshop);
        }

        if (e.Uid == mail.Lookup.SeriesUid)
        {
            if (e.RecurrenceId is not { } date)
            {
                return new(null);
            }

            if (FindWorkshopByRecurrenceId(date) is { } one)
            {
                return new(one);
            }

            unrecognized = mail.CreateUnrecognized(
                e.Sequence < mail.Lookup.Series.Workshops.Max(static workshop => workshop.Sequence) ? UnrecognizedReason.Outdated : UnrecognizedReason.UnknownWorkshop,
                "It answers a date of the series on which there is no workshop.");
            return null;
        }

        // A token tells the workshop where a client lost the UID.
        if (e.Uid.Length == 0 && tokenOwner is not null)
        {
            return new(tokenOwner.Workshop);
        }

        unrecognized = mail.CreateUnrecognized(UnrecognizedReason.UnknownWorkshop, "It is about an event that is no workshop of this series.");
        return null;
    }

    /// <summary>The workshop of a RECURRENCE-ID: at that moment, or where it has been moved within its day, on that day.</summary>
    private Workshop? FindWorkshopByRecurrenceId(ContentLine recurrenceId)
    {
        Workshop? sameDay = null;
        foreach (var workshop in mail.Lookup.Series.Workshops)
        {
            var zone = GetZone(workshop);
            if (ReplyTimeParser.Read(recurrenceId) is not { } time || ReplyTimeParser.ParseInstant(recurrenceId, calendar, mail.Policy.TimeZones, zone) is not { } moment)
            {
                return null;
            }

            if (moment == workshop.Start.InZoneLeniently(zone).ToInstant())
            {
                return workshop;
            }

            var day = time.IsDate ? time.LocalDateTime.Date : moment.InZone(zone).Date;
            sameDay ??= day == workshop.Start.Date ? workshop : null;
        }

        return sameDay;
    }

    private IEnumerable<Workshop> GetInvited(MatchedWorkshops matched, ReplySender sender) =>
        matched.One is { } one ? [one]
        : mail.Lookup.FindParticipant(sender.DelegatedFrom ?? sender.Email) is { } participant ? mail.Lookup.Series.WorkshopsOf(participant)
        : mail.Lookup.Series.Workshops;

    private Instant GetTimestamp(ReplyEvent e) => ReplyTimeParser.ParseUtc(e["DTSTAMP"]) ?? mail.Date;

    private Zone GetZone(Workshop workshop) => mail.Policy.TimeZones.GetZoneOrNull(workshop.Zone ?? mail.Lookup.Series.Zone) ?? Zone.Utc;

    /// <summary>COMMENT; Google writes it beside the attendee.</summary>
    private static string? GetComment(ReplyEvent e, ContentLine? line)
    {
        var text = e["COMMENT"]?.UnescapedValue ?? line?["X-RESPONSE-COMMENT"] ?? "";
        var clean = TextSanitizer.ToMultiLine(text.Length > 2 * MaxCommentLength ? text.Substring(0, 2 * MaxCommentLength) : text);
        return clean.Length == 0 ? null : TextSanitizer.Truncate(clean, MaxCommentLength);
    }
}
