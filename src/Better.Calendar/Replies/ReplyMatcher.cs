using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.Model;
using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>Finds the workshops that a reply is about, by UID or reply token, and the sender, and creates the result.</summary>
internal sealed class ReplyMatcher
{
    private readonly IncomingMail mail;
    private readonly ReplyCalendar calendar;
    private readonly TokenOwner? tokenOwner;
    private readonly SenderMatcher senderMatcher;
    private readonly ReplyTimeParser times;
    private readonly ResponseReader reader;

    public ReplyMatcher(IncomingMail mail, ReplyCalendar calendar)
    {
        (this.mail, this.calendar) = (mail, calendar);
        times = new(calendar, mail.Policy.TimeZones);
        reader = new(mail, times);

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

        if (sender.Trust == SenderTrust.Claimed && mail.Policy.ClaimedSenders == AcceptancePolicy.Reject)
        {
            return mail.CreateUnrecognized(
                UnrecognizedReason.UnknownSender,
                $"Nothing but the mail itself says that {sender.Email} sent it; the policy rejects such replies.");
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
            "COUNTER" => CreateProposal(events, attendee, sender),
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

        var latest = new Dictionary<string, (int Order, WorkshopResponse Response, bool IsCancelled)>(StringComparer.Ordinal);
        var order = 0;
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
                latest[workshop.Id] = (
                    order++,
                    reader.CreateResponse(e, matched, workshop, sender, status),
                    workshop.Status == WorkshopStatus.Cancelled);
            }
        }

        var responses = latest.Values.OrderBy(static one => one.Order).Select(static one => one.Response).ToList();
        return responses.Count > 0
            ? latest.Values.All(static one => one.IsCancelled)
                ? mail.CreateUnrecognized(
                    UnrecognizedReason.Outdated,
                    $"{sender.Email} responds to workshop \"{responses[0].WorkshopId}\", which is cancelled.")
                : new ParticipantReply
                {
                    MessageKey = mail.MessageKey,
                    Sender = sender,
                    Responses = responses.ToValueList(),
                    IsWholeSeries = events[0].Matched.SingleWorkshop is null,
                    Guests = AttendeeProperty.GetGuests(attendee),
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
                Sequence = matched.SingleWorkshop is { } workshop ? reader.GetSequence(e, workshop, sender) : e.Sequence,
                Timestamp = reader.GetTimestamp(e),
                LastModified = reader.GetLastModified(e),
                Comment = GetComment(e, attendee),
            };

    private ReplyResult CreateProposal(
        List<(ReplyEvent Event, MatchedWorkshops Matched)> events,
        ContentLine? attendee,
        ReplySender sender)
    {
        var (e, matched) = events[0];
        var status = AttendeeProperty.ToParticipationStatus(AttendeeProperty.GetPartStat(attendee));
        var workshop = matched.SingleWorkshop ?? mail.Lookup.Series.Workshops[0];
        if (ProposedTime.Read(e, times, reader.GetZone(workshop), workshop.Duration) is not { } time)
        {
            // The response of a proposal counts, however its times are broken.
            return status is not null
                ? CreateParticipantReply(events, attendee, sender)
                : mail.CreateUnrecognized(
                    UnrecognizedReason.IncompleteReply,
                    $"{sender.Email} proposes another time, but the calendar has no valid DTSTART, or ends before it starts.");
        }

        return new Proposal
        {
            MessageKey = mail.MessageKey,
            Sender = sender,
            WorkshopId = matched.SingleWorkshop?.Id,
            Start = time.Start,
            End = time.End,
            LocalStart = time.LocalStart,
            LocalEnd = time.LocalEnd,
            Status = matched.SingleWorkshop is null or { Status: WorkshopStatus.Cancelled } ? null : status,
            Sequence = reader.GetSequence(e, workshop, sender),
            Timestamp = reader.GetTimestamp(e),
            LastModified = reader.GetLastModified(e),
            Guests = AttendeeProperty.GetGuests(attendee),
            Comment = GetComment(e, attendee),
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

            if (OccurrenceMatcher.Find(mail.Lookup.Series, date, times, mail.Policy.TimeZones) is { } onDate)
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
    /// The workshops that a reply is about: the matched one, or for the whole series those that the sender is invited to.
    /// </summary>
    private IEnumerable<Workshop> GetInvited(MatchedWorkshops matched, ReplySender sender) =>
        matched.SingleWorkshop is { } workshop ? [workshop]
        : mail.Lookup.FindParticipant(sender.DelegatedFrom ?? sender.Email) is { } participant ? mail.Lookup.Series.WorkshopsOf(participant)
        : mail.Lookup.Series.Workshops;

    /// <summary>
    /// The comment: COMMENT, or the parameter that Google writes on ATTENDEE, or Apple's comments that only the organizer shall see; null
    /// when there is none.
    /// </summary>
    private static string? GetComment(ReplyEvent e, ContentLine? attendee)
    {
        var text = e["COMMENT"]?.UnescapedValue
            ?? attendee?["X-RESPONSE-COMMENT"]
            ?? e["X-CALENDARSERVER-PRIVATE-COMMENT"]?.UnescapedValue
            ?? e["X-CALENDARSERVER-ATTENDEE-COMMENT"]?.UnescapedValue
            ?? "";
        var clean = TextSanitizer.ToMultiLine(text.Length > 2 * InputLimits.Comment ? text.Substring(0, 2 * InputLimits.Comment) : text);
        return clean.Length == 0 ? null : TextSanitizer.Truncate(clean, InputLimits.Comment);
    }
}
