using Better.Calendar.Ics;
using Better.Calendar.IcsLines;
using Better.Calendar.Workshops;
using MimeKit;
using NodaTime;
using Zone = NodaTime.DateTimeZone;

namespace Better.Calendar.Replies;

/// <summary>Finds to what a reply is, by UID or token, and what it says.</summary>
internal sealed class ReplyMatch
{
    private const int MostComment = 2000;

    private readonly ReplyMail mail;
    private readonly ReplyCalendar calendar;
    private readonly TokenOwner? owner;
    private readonly SenderMatcher sender;

    public ReplyMatch(ReplyMail mail, ReplyCalendar calendar)
    {
        (this.mail, this.calendar) = (mail, calendar);

        // Outlook and Apple answer to Reply-To or ORGANIZER; a copy of the latter stands in the reply.
        owner = mail.Owner() ?? calendar.Events
            .Select(e => mail.Index.Owner(mail.Policy.ReplyTokens, e["ORGANIZER"]?.Value)).FirstOrDefault(static found => found is not null);
        sender = new(mail, owner);
    }

    public ReplyReading Read()
    {
        var events = new List<(ReplyEvent Event, MatchedWorkshops Matched)>();
        NotAReply? missed = null;
        foreach (var e in calendar.Events)
        {
            if (Match(e, out var not) is { } matched)
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
        var line = sender.Attendee(first);
        var by = sender.Identify(line, workshops);
        if (by is null)
        {
            return mail.Not(NotAReplyReason.UnknownSender, "Neither the attendee nor the sender is somebody who is invited.");
        }

        if (by.Standing == ReplierStanding.Delegate && mail.Policy.Delegates == Admission.Refuse)
        {
            return mail.Not(NotAReplyReason.DelegationRefused, $"{by.Email} comes for {by.DelegatedFrom}, and nobody may come for somebody else.");
        }

        if (by.Standing == ReplierStanding.Uninvited && mail.Policy.Uninvited == Admission.Refuse)
        {
            return mail.Not(NotAReplyReason.UnknownSender, $"{by.Email} is not invited.");
        }

        return calendar.Method switch
        {
            "REFRESH" => new RefreshRequest { Key = mail.Key, By = by, WorkshopId = workshops.One?.Id },
            "COUNTER" => Propose(first, workshops, by),
            _ => Answer(events, line, by),
        };
    }

    private ReplyReading Answer(List<(ReplyEvent Event, MatchedWorkshops Matched)> events, Line? line, Replier by)
    {
        if (AttendeeLine.Partstat(line) == "DELEGATED")
        {
            return Delegate(events[0].Event, events[0].Matched, line!, by);
        }

        var answers = new List<WorkshopAnswer>();
        foreach (var (e, matched) in events)
        {
            var own = ReferenceEquals(e, events[0].Event) ? line : sender.Attendee(e);
            var partstat = AttendeeLine.Partstat(own);
            if ((AttendeeLine.AnswerOf(partstat) ?? (own is null ? SubjectWords.Of(mail.Parts.Headers[HeaderId.Subject]) : null)) is not { } answer)
            {
                continue;
            }

            foreach (var workshop in Invited(matched, by))
            {
                answers.RemoveAll(given => given.WorkshopId == workshop.Id);
                answers.Add(new(workshop.Id, answer, e.Sequence, Stamp(e)));
            }
        }

        var asked = events.SelectMany(e => Invited(e.Matched, by)).ToList();
        return answers.Count > 0
            ? answers.TrueForAll(given => asked.Find(workshop => workshop.Id == given.WorkshopId)!.Status == WorkshopStatus.Cancelled)
                ? mail.Not(NotAReplyReason.OutOfDate, $"{by.Email} answers workshop {answers[0].WorkshopId}, which is off.")
                : new ParticipantAnswer
                {
                    Key = mail.Key,
                    By = by,
                    Answers = answers.ToValueList(),
                    IsWholeSeries = events[0].Matched.One is null,
                    Comment = Comment(events[0].Event, line),
                }
            : mail.Not(NotAReplyReason.NothingSaid, $"{by.Email} replies without saying whether she comes.");
    }

    private ReplyReading Delegate(ReplyEvent e, MatchedWorkshops matched, Line line, Replier by) =>
        mail.Policy.Delegates == Admission.Refuse
            ? mail.Not(NotAReplyReason.DelegationRefused, $"{by.Email} sends somebody else, and nobody may come for somebody else.")
            : new Delegation
            {
                Key = mail.Key,
                By = by with { IsAsked = by.IsAsked || mail.Policy.Delegates == Admission.Ask },
                To = AttendeeLine.Address(line, "DELEGATED-TO"),
                WorkshopIds = Invited(matched, by).Select(static workshop => workshop.Id).ToValueList(),
                Sequence = e.Sequence,
                Stamp = Stamp(e),
                Comment = Comment(e, line),
            };

    private ReplyReading Propose(ReplyEvent e, MatchedWorkshops matched, Replier by)
    {
        var workshop = matched.One ?? mail.Index.Series.Workshops[0];
        var zone = ZoneOf(workshop);
        var start = ReplyTime.Instant(e["DTSTART"], calendar, mail.Policy.Zones, zone);
        var end = ReplyTime.Instant(e["DTEND"], calendar, mail.Policy.Zones, zone) ?? start + (ReplyTime.Length(e["DURATION"]) ?? workshop.Duration);
        return start is null || end <= start
            ? mail.Not(NotAReplyReason.NothingSaid, $"{by.Email} proposes another time without telling it.")
            : new Proposal
            {
                Key = mail.Key,
                By = by,
                WorkshopId = matched.One?.Id,
                Start = start.Value,
                End = end!.Value,
                Sequence = e.Sequence,
                Stamp = Stamp(e),
                Comment = Comment(e, sender.Attendee(e)),
            };
    }

    /// <summary>What an event is about: a workshop, the whole series, or nothing of ours.</summary>
    private MatchedWorkshops? Match(ReplyEvent e, out NotAReply? not)
    {
        not = null;
        if (mail.Index.Workshop(e.Uid) is { } workshop)
        {
            return new(workshop);
        }

        if (e.Uid == mail.Index.SeriesUid)
        {
            if (e.RecurrenceId is not { } date)
            {
                return new(null);
            }

            if (On(date) is { } one)
            {
                return new(one);
            }

            not = mail.Not(
                e.Sequence < mail.Index.Series.Workshops.Max(static workshop => workshop.Sequence) ? NotAReplyReason.OutOfDate : NotAReplyReason.UnknownWorkshop,
                "It answers a date of the series on which there is no workshop.");
            return null;
        }

        // A token tells the workshop where a client lost the UID.
        if (e.Uid.Length == 0 && owner is not null)
        {
            return new(owner.Workshop);
        }

        not = mail.Not(NotAReplyReason.UnknownWorkshop, "It is about an event that is no workshop of this series.");
        return null;
    }

    /// <summary>The workshop of a RECURRENCE-ID: at that moment, or where it has been moved within its day, on that day.</summary>
    private Workshop? On(Line date)
    {
        Workshop? sameDay = null;
        foreach (var workshop in mail.Index.Series.Workshops)
        {
            var zone = ZoneOf(workshop);
            if (ReplyTime.Read(date) is not { } time || ReplyTime.Instant(date, calendar, mail.Policy.Zones, zone) is not { } moment)
            {
                return null;
            }

            if (moment == workshop.Start.InZoneLeniently(zone).ToInstant())
            {
                return workshop;
            }

            var day = time.IsDate ? time.Local.Date : moment.InZone(zone).Date;
            sameDay ??= day == workshop.Start.Date ? workshop : null;
        }

        return sameDay;
    }

    private IEnumerable<Workshop> Invited(MatchedWorkshops matched, Replier by) =>
        matched.One is { } one ? [one]
        : mail.Index.Participant(by.DelegatedFrom ?? by.Email) is { } participant ? mail.Index.Series.WorkshopsOf(participant)
        : mail.Index.Series.Workshops;

    private Instant Stamp(ReplyEvent e) => ReplyTime.Utc(e["DTSTAMP"]) ?? mail.Date;

    private Zone ZoneOf(Workshop workshop) => mail.Policy.Zones.GetZoneOrNull(workshop.Zone ?? mail.Index.Series.Zone) ?? Zone.Utc;

    /// <summary>COMMENT; Google writes it beside the attendee.</summary>
    private static string? Comment(ReplyEvent e, Line? line)
    {
        var text = e["COMMENT"]?.Text ?? line?["X-RESPONSE-COMMENT"] ?? "";
        var clean = PlainText.MultiLine(text.Length > 2 * MostComment ? text.Substring(0, 2 * MostComment) : text);
        return clean.Length == 0 ? null : PlainText.Shortened(clean, MostComment);
    }
}
