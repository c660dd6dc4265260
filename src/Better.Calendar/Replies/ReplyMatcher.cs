using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.Model;
using MimeKit;
using NodaTime;
using Zone = NodaTime.DateTimeZone;

namespace Better.Calendar.Replies;

/// <summary>Finds the workshops that a reply is about, by UID or reply token, and the sender, and creates the result.</summary>
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

        // Outlook and Apple reply to Reply-To or ORGANIZER, and copy ORGANIZER into the reply: its address may have the token.
        tokenOwner = mail.FindTokenOwner() ?? calendar.Events
            .Select(e => mail.Lookup.FindTokenOwner(mail.Policy.ReplyTokens, e["ORGANIZER"]?.Value))
                .FirstOrDefault(static owner => owner is not null);
        senderMatcher = new(mail, tokenOwner);
    }

    /// <summary>
    /// Creates the result from all events of the calendar; the first event that is about a workshop decides who the sender is.
    /// </summary>
    public ReplyResult CreateResult()
    {
        var events = new List<(ReplyEvent Event, MatchedWorkshops Matched)>();
        UnrecognizedMail? firstUnmatched = null;
        foreach (var e in calendar.Events)
        {
            if (MatchEvent(e, out var unmatched) is { } matched)
            {
                events.Add((e, matched));
            }
            else
            {
                firstUnmatched ??= unmatched;
            }
        }

        if (events.Count == 0)
        {
            return firstUnmatched!;
        }

        var (first, workshops) = events[0];
        var attendee = senderMatcher.FindAttendee(first);
        var sender = senderMatcher.Identify(attendee, workshops);
        if (sender is null)
        {
            return mail.CreateUnrecognized(
                UnrecognizedReason.UnknownSender,
                "Neither the attendee in the calendar nor the address in From is an email address.");
        }

        if (sender.Role == SenderRole.Delegate && mail.Policy.Delegates == AcceptancePolicy.Reject)
        {
            return mail.CreateUnrecognized(
                UnrecognizedReason.DelegationRejected,
                $"{sender.Email} replies as the delegate of {sender.DelegatedFrom}; the policy rejects delegates.");
        }

        if (sender.Role == SenderRole.Uninvited && mail.Policy.UninvitedSenders == AcceptancePolicy.Reject)
        {
            return mail.CreateUnrecognized(
                UnrecognizedReason.UnknownSender,
                $"{sender.Email} is not invited; the policy rejects replies of uninvited senders.");
        }

        return calendar.Method switch
        {
            "REFRESH" => new RefreshRequest { MessageKey = mail.MessageKey, Sender = sender, WorkshopId = workshops.SingleWorkshop?.Id },
            "COUNTER" => CreateProposal(first, workshops, sender),
            _ => CreateParticipantReply(events, attendee, sender),
        };
    }

    private ReplyResult CreateParticipantReply(
        List<(ReplyEvent Event, MatchedWorkshops Matched)> events,
        ContentLine? attendee,
        ReplySender sender)
    {
        if (AttendeeProperty.GetPartStat(attendee) == "DELEGATED")
        {
            return CreateDelegation(events[0].Event, events[0].Matched, attendee!, sender);
        }

        var responses = new List<WorkshopResponse>();
        foreach (var (e, matched) in events)
        {
            var eventAttendee = ReferenceEquals(e, events[0].Event) ? attendee : senderMatcher.FindAttendee(e);
            var partStat = AttendeeProperty.GetPartStat(eventAttendee);
            if ((AttendeeProperty.ToParticipationStatus(partStat)
                ?? (eventAttendee is null ? SubjectKeywords.FindStatus(mail.Content.Headers[HeaderId.Subject]) : null)) is not { } status)
            {
                continue;
            }

            foreach (var workshop in GetInvited(matched, sender))
            {
                responses.RemoveAll(response => response.WorkshopId == workshop.Id);
                responses.Add(new(workshop.Id, status, e.Sequence, GetTimestamp(e)));
            }
        }

        var workshops = events.SelectMany(e => GetInvited(e.Matched, sender)).ToList();
        return responses.Count > 0
            ? responses.TrueForAll(
                response => workshops.Find(workshop => workshop.Id == response.WorkshopId)!.Status == WorkshopStatus.Cancelled)
                ? mail.CreateUnrecognized(
                    UnrecognizedReason.Outdated,
                    $"{sender.Email} responds to workshop \"{responses[0].WorkshopId}\", which is cancelled.")
                : new ParticipantReply
                {
                    MessageKey = mail.MessageKey,
                    Sender = sender,
                    Responses = responses.ToValueList(),
                    IsWholeSeries = events[0].Matched.SingleWorkshop is null,
                    Comment = GetComment(events[0].Event, attendee),
                }
            : mail.CreateUnrecognized(
                UnrecognizedReason.IncompleteReply,
                $"{sender.Email} replies without a response: the calendar has no PARTSTAT of ACCEPTED, TENTATIVE or DECLINED.");
    }

    private ReplyResult CreateDelegation(ReplyEvent e, MatchedWorkshops matched, ContentLine attendee, ReplySender sender) =>
        mail.Policy.Delegates == AcceptancePolicy.Reject
            ? mail.CreateUnrecognized(
                UnrecognizedReason.DelegationRejected,
                $"{sender.Email} delegates to somebody else; the policy rejects delegates.")
            : new Delegation
            {
                MessageKey = mail.MessageKey,
                Sender =
                    sender with
                    {
                        NeedsConfirmation = sender.NeedsConfirmation
                        || mail.Policy.Delegates == AcceptancePolicy.RequireConfirmation
                    },
                DelegatedTo = AttendeeProperty.GetParameterAddress(attendee, "DELEGATED-TO"),
                WorkshopIds = GetInvited(matched, sender).Select(static workshop => workshop.Id).ToValueList(),
                Sequence = e.Sequence,
                Timestamp = GetTimestamp(e),
                Comment = GetComment(e, attendee),
            };

    private ReplyResult CreateProposal(ReplyEvent e, MatchedWorkshops matched, ReplySender sender)
    {
        var workshop = matched.SingleWorkshop ?? mail.Lookup.Series.Workshops[0];
        var zone = GetZone(workshop);
        var start = ReplyTimeParser.ParseInstant(e["DTSTART"], calendar, mail.Policy.TimeZones, zone);
        var end = ReplyTimeParser.ParseInstant(e["DTEND"], calendar, mail.Policy.TimeZones, zone)
            ?? start + (ReplyTimeParser.ParseDuration(e["DURATION"]) ?? workshop.Duration);
        return start is null || end <= start
            ? mail.CreateUnrecognized(
                UnrecognizedReason.IncompleteReply,
                $"{sender.Email} proposes another time, but the calendar has no valid DTSTART, or ends before it starts.")
            : new Proposal
            {
                MessageKey = mail.MessageKey,
                Sender = sender,
                WorkshopId = matched.SingleWorkshop?.Id,
                Start = start.Value,
                End = end!.Value,
                Sequence = e.Sequence,
                Timestamp = GetTimestamp(e),
                Comment = GetComment(e, senderMatcher.FindAttendee(e)),
            };
    }

    /// <summary>Finds what an event is about: a workshop or the whole series; null, with the reason, when it is about neither.</summary>
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

            if (FindWorkshopByRecurrenceId(date) is { } onDate)
            {
                return new(onDate);
            }

            unrecognized = mail.CreateUnrecognized(
                e.Sequence < mail.Lookup.Series.Workshops.Max(static workshop => workshop.Sequence)
                    ? UnrecognizedReason.Outdated
                    : UnrecognizedReason.UnknownWorkshop,
                $"The reply is about a date of the series ({TextSanitizer.Truncate(TextSanitizer.ToSingleLine(date.Value), 40)}) on "
                    + "which there is no workshop.");
            return null;
        }

        // When a client lost the UID, the reply token says which workshop is meant.
        if (e.Uid.Length == 0 && tokenOwner is not null)
        {
            return new(tokenOwner.Workshop);
        }

        unrecognized =
            mail.CreateUnrecognized(
                UnrecognizedReason.UnknownWorkshop,
                $"The reply is about an event that is not a workshop of the series \"{mail.Lookup.Series.Id}\".");
        return null;
    }

    /// <summary>
    /// Finds the workshop that a RECURRENCE-ID means: the one that starts at that instant, or else the first one on that day, because it
    /// may have moved within the day.
    /// </summary>
    private Workshop? FindWorkshopByRecurrenceId(ContentLine recurrenceId)
    {
        Workshop? sameDay = null;
        foreach (var workshop in mail.Lookup.Series.Workshops)
        {
            var zone = GetZone(workshop);
            if (ReplyTimeParser.Read(recurrenceId) is not { } time
                || ReplyTimeParser.ParseInstant(recurrenceId, calendar, mail.Policy.TimeZones, zone) is not { } instant)
            {
                return null;
            }

            if (instant == workshop.Start.InZoneLeniently(zone).ToInstant())
            {
                return workshop;
            }

            var day = time.IsDate ? time.LocalDateTime.Date : instant.InZone(zone).Date;
            sameDay ??= day == workshop.Start.Date ? workshop : null;
        }

        return sameDay;
    }

    /// <summary>
    /// The workshops that a reply is about: the matched one, or for the whole series those that the sender is invited to.
    /// </summary>
    private IEnumerable<Workshop> GetInvited(MatchedWorkshops matched, ReplySender sender) =>
        matched.SingleWorkshop is { } workshop ? [workshop]
        : mail.Lookup.FindParticipant(sender.DelegatedFrom ?? sender.Email) is { } participant ? mail.Lookup.Series.WorkshopsOf(participant)
        : mail.Lookup.Series.Workshops;

    private Instant GetTimestamp(ReplyEvent e) => ReplyTimeParser.ParseUtc(e["DTSTAMP"]) ?? mail.Date;

    private Zone GetZone(Workshop workshop) => mail.Policy.TimeZones.GetZoneOrNull(workshop.Zone ?? mail.Lookup.Series.Zone) ?? Zone.Utc;

    /// <summary>The comment: COMMENT, or the parameter that Google writes on ATTENDEE; null when there is none.</summary>
    private static string? GetComment(ReplyEvent e, ContentLine? attendee)
    {
        var text = e["COMMENT"]?.UnescapedValue ?? attendee?["X-RESPONSE-COMMENT"] ?? "";
        var clean = TextSanitizer.ToMultiLine(text.Length > 2 * MaxCommentLength ? text.Substring(0, 2 * MaxCommentLength) : text);
        return clean.Length == 0 ? null : TextSanitizer.Truncate(clean, MaxCommentLength);
    }
}
