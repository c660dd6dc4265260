using System.Globalization;
using System.Text;
using Better.Calendar.Testing;
using Better.Calendar.Tests.Scheduling;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Tests.Lives;

/// <summary>Plays a life: plans and composes as a host does, carries the mail, presses the buttons, and writes down what happens.</summary>
internal sealed class LifeRun
{
    private static readonly DateTimeZone Utc = DateTimeZone.Utc;

    private readonly Life life;
    private readonly StringBuilder story = new();
    private readonly List<LifePerson> people;
    private readonly List<SentReply> replies = [];
    private readonly Func<string, string>? tamper;
    private int count;

    private LifeRun(Life life, Func<string, string>? tamper)
    {
        (this.life, this.tamper) = (life, tamper);
        people = [.. life.Clients.Select((client, number) => new LifePerson(client, RandomEdits.Person(number).Email))];
    }

    /// <summary>How emails are written in every life.</summary>
    public static InvitationOptions Options { get; } = new()
    {
        RsvpPage = static (series, workshop, participant) =>
            new Uri($"https://rsvp.example/{series.Id}/{workshop.Id}/{participant.Email.LocalPart}"),
        CoursePage = static (series, participant) => new Uri($"https://rsvp.example/{series.Id}/{participant.Email.LocalPart}"),
    };

    /// <summary>Whether the series is one recurring event.</summary>
    public bool IsRecurring => life.Mode == SchedulingMode.RecurringEvent;

    /// <summary>Whether people are asked by one email about the whole course.</summary>
    public bool IsCourse => life.Mode == SchedulingMode.CourseEmail;

    /// <summary>The workshops of which a plan has warned that some calendars show them wrongly.</summary>
    public HashSet<string> Warned { get; } = [];

    public IReadOnlyList<LifePerson> People => people;

    /// <summary>The series as it is stored.</summary>
    public WorkshopSeries Stored { get; private set; } = null!;

    /// <summary>The last revision.</summary>
    public SeriesRevision Last { get; private set; } = null!;

    public Attendance Attendance { get; private set; } = Attendance.Empty;

    public Instant At { get; private set; } = RandomEdits.Begin;

    /// <summary>What each person's client did, for a real one to do it again.</summary>
    public List<LifeAction> Actions { get; } = [];

    /// <summary>What was wrong.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>All that happened.</summary>
    public string Story => story.ToString();

    /// <summary>Plays a life until all mail has arrived and has been read.</summary>
    /// <param name="life">The life.</param>
    /// <param name="tamper">
    /// Changes the calendar part of each email on its way; null for none. So a test sees that a wrong email is found.
    /// </param>
    public static LifeRun Play(Life life, Func<string, string>? tamper = null)
    {
        var run = new LifeRun(life, tamper);
        var series = RandomEdits.Series(life.Workshops, life.People);
        series = life.HasOneTitle
            ? series with { Workshops = [.. series.Workshops.Select(static one => one with { Title = "Yoga" })] }
            : series;
        run.Tell($"{life.People} people are invited to {life.Workshops} workshops.");
        run.Send(SeriesRevision.First(series, run.At, life.Policy with { SchedulingMode = life.Mode }));
        foreach (var step in life.Steps)
        {
            run.At += Duration.FromMinutes(10);
            run.Take(step);
        }

        run.Settle();
        return run;
    }

    private void Take(LifeStep step)
    {
        var person = people[step.First % people.Count];
        switch (step.Kind)
        {
            case StepKind.Edit:
                Edit((step.First, step.Second, step.Third));
                break;
            case StepKind.Arrive:
                people.ForEach(one => Arrive(one, 1 + (step.Second % 3)));
                ReadReplies(step.Third % 3);
                break;
            case StepKind.Overtake when person.OnTheWay.Count > 1:
                Receive(person, TakeOut(person.OnTheWay, 1 + (step.Second % (person.OnTheWay.Count - 1))), "overtakes others and ");
                break;
            case StepKind.Double when person.OnTheWay.Count > 0:
                Receive(person, person.OnTheWay[0], "arrives twice, now the first time, and ");
                break;
            case StepKind.Lose when step.Second % 2 == 0 && person.OnTheWay.Count > 0:
                Lose(person);
                break;
            case StepKind.Lose when replies.Count > 0:
                var lost = TakeOut(replies, step.Third % replies.Count);
                Find(lost.From)[lost.Uid].WasReplyLost = true;
                Tell($"The reply of {lost.From} about {lost.Uid} is lost.");
                break;
            case StepKind.Press when person.Mailbox.Find(IsWaiting) is { Sent: not null } waiting:
                Press(person, waiting, (ParticipationStatus)(step.Second % 3));
                break;
            case StepKind.PressOld when person.Mailbox.Count > 0:
                Press(person, person.Mailbox[step.Second % person.Mailbox.Count], (ParticipationStatus)(step.Third % 3));
                break;
            case StepKind.RespondInCalendar when person.Calendar.Events is { Count: > 0 } events:
                RespondInCalendar(
                    person, events[step.Second % events.Count], isAlone: step.First % 2 == 0, (ParticipationStatus)(step.Third % 3));
                break;
            case StepKind.RespondOnPage:
                RespondOnPage(person, step.Second, (ParticipationStatus)(step.Third % 3));
                PlanAgain(isDue: step.First % 2 == 0);
                break;
            case StepKind.ChooseFeed when IsCourse && Stored.Participants.FirstOrDefault(one => one.Email == person.Email) is { } chooser:
                Attendance = Attendance.WithFeedChoice(chooser, followsFeed: step.Second % 3 != 0, At);
                Tell($"{person.Email} {(Attendance.FollowsFeed(person.Email) ? "follows by the feed" : "wants entries")}.");
                PlanAgain(isDue: step.First % 2 == 0);
                break;
            case StepKind.Rest:
                At += Duration.FromHours(step.First);
                break;
            default:
                break;
        }
    }

    private void Edit((int Kind, int First, int Second) edit)
    {
        var edited = IsRecurring ? RandomEdits.ApplyToRecurring(Stored, edit) : RandomEdits.Apply(Stored, edit);
        if (edited != Stored)
        {
            Tell($"The organizer makes edit {edit}.");
            Plan(edited);
        }
    }

    private void Plan(WorkshopSeries edited)
    {
        SeriesRevision revision;
        try
        {
            revision = SeriesRevision.Between(Stored, edited, At, life.Policy, Attendance.Responses);
        }
        catch (InvalidSeriesException problem) when (IsRecurring)
        {
            Tell($"It is refused: {problem.Message}");
            return;
        }

        Send(revision);
    }

    // What was accepted on the page of the course comes into the calendar by the next plan, which needs no edit.
    private void PlanAgain(bool isDue)
    {
        if (IsCourse && isDue)
        {
            Tell("The organizer plans again, after responses.");
            Plan(Stored);
        }
    }

    private void Send(SeriesRevision revision)
    {
        Last = revision;
        Stored = SeriesDocument.Read(SeriesDocument.Write(revision.Series));
        Warned.UnionWith(RecurringProof.FindWarned(revision));
        var all = new List<SentEmail>();
        foreach (var (email, planned) in new InvitationComposer(Options).ComposeAll(revision).Zip(revision.Emails))
        {
            if (planned.IsCourseEmail)
            {
                SendCourseEmail(planned, email.Bytes.ToArray());
                continue;
            }

            var bytes = email.Bytes.ToArray();
            bytes = tamper is null ? bytes : ParsedEmail.Change(bytes, tamper);
            var parsed = ParsedEmail.Read(bytes);
            var person = Find(planned.Recipient.Email);
            var hasUnreadReply = replies.Exists(one => one.From == person.Email && one.Uid == parsed.Event.Uid);
            var sent = new SentEmail(++count, planned, parsed, bytes, revision, hasUnreadReply, tamper is null ? email : null);

            all.Add(sent);
            person.OnTheWay.Add(sent);
            if (IsCourse && planned.Kind == EmailKind.Confirmation && Attendance.FollowsFeed(person.Email))
            {
                Problems.Add($"Email {sent.Number} confirms to {person.Email}, who follows by the feed.");
            }

            var known = person[parsed.Event.Uid];
            (known.Newest, known.IsNewestLost, known.IsBehind) = (sent, false, false);
            Tell($"Email {sent.Number}, {planned.Kind} of {parsed.Event.Uid} with SEQUENCE {sent.Sequence}, goes to {person.Email}: "
                + $"{parsed.Event.Start:dd MMM HH:mm}, {parsed.Event.Status}, {parsed.Event.Attendee}");
            Problems.AddRange(IsRecurring
                ? SeriesEmailConsistency.FindContradictions(revision, planned, sent.Parsed, Attendance)
                : EmailConsistency.FindContradictions(revision.Series, planned, sent.Parsed));
        }

        foreach (var skipped in revision.Skipped.Where(one => one.Reason != SkipReason.NothingChanged))
        {
            var recipients = string.Join(", ", skipped.Recipients.Select(one => one.Email));
            Tell($"No email about {skipped.WorkshopId} to {recipients}: {skipped.Reason}.");
            if (skipped.Reason is SkipReason.EditorialChangeOnly or SkipReason.Declined or SkipReason.PastWorkshop)
            {
                var uid = IsRecurring ? WorkshopUid.Create(Stored) : $"{Stored.Id}.{skipped.WorkshopId}@{Stored.Domain}";
                skipped.Recipients.ToList().ForEach(one => Find(one.Email)[uid].IsBehind = true);
            }
        }

        CheckFeed(all);
    }

    // A personal feed is true whenever it is fetched. One person is enough after each plan; at the end, everybody is asked.
    private void CheckFeed(List<SentEmail> sent)
    {
        if (tamper is null && Stored.Participants is { Count: > 0 } readers)
        {
            var reader = readers[count % readers.Count];
            Problems.AddRange(
                FeedProof.FindContradictions(this, reader, sent.Where(one => one.Planned.Recipient.Email == reader.Email)));
        }
    }

    // It has no calendar part, so nothing happens to it in a calendar: it counts as read at once.
    private void SendCourseEmail(PlannedEmail planned, byte[] bytes)
    {
        var person = Find(planned.Recipient.Email);
        Tell($"Email {++count}, {planned.Kind} about the course, goes to {person.Email}: {planned.Explanation}");
        Problems.AddRange(CourseProof.FindContradictions(Stored, planned, bytes));
        person.Course.Clear();
        var isOff = planned.Kind is EmailKind.Cancellation or EmailKind.Withdrawal;
        foreach (var workshop in isOff ? [] : Stored.WorkshopsOf(planned.Recipient))
        {
            person.Course[workshop.Id] = WorkshopVersion.FromWorkshop(Stored, workshop);
            if (CourseProof.IsAsked(Stored, person.Email, workshop))
            {
                person[WorkshopUid.Create(Stored, workshop)].IsBehind = false;
            }
        }
    }

    private void Arrive(LifePerson person, int most)
    {
        for (; most > 0 && person.OnTheWay.Count > 0; most--)
        {
            Receive(person, TakeOut(person.OnTheWay, 0), "");
        }
    }

    private void Receive(LifePerson person, SentEmail sent, string how)
    {
        var received = sent.Reach(person.Calendar);
        person.Mailbox.Add((received, sent));
        if (received.Outcome != SimulatedOutcome.WaitsForPress)
        {
            person[sent.Event.Uid].Process(sent);
            Actions.Add(new(person, sent.Event.Uid, sent.Parsed.Calendar, null));
        }

        Tell($"Email {sent.Number} {how}reaches {person.Email} in {person.Client}: {received.Outcome}.");
    }

    private void Lose(LifePerson person)
    {
        var sent = TakeOut(person.OnTheWay, 0);
        var known = person[sent.Event.Uid];
        known.IsNewestLost |= known.Newest == sent;
        Tell($"Email {sent.Number} is lost.");
    }

    private void Press(LifePerson person, (SimulatedEmail Received, SentEmail Sent) email, ParticipationStatus response)
    {
        var known = person[email.Sent.Event.Uid];
        var waits = email.Received.Outcome == SimulatedOutcome.WaitsForPress;
        known.WasAnsweredTooLate |= known.LastChange >= email.Sent.Timestamp && waits;
        var answers = email.Sent.Asks && !email.Sent.IsCancellation;
        using var reply = answers ? person.Calendar.Respond(email.Received, response, At) : null;

        // SOGo stores a response to an event that is over, and sends none.
        known.WasReplyLost |= answers && reply is null && person.Client == SimulatedClient.Sogo;
        if (!answers && waits)
        {
            person.Calendar.TakeIn(email.Received, At);
            known.WasRecordedUnanswered |= !email.Sent.IsCancellation && email.Sent.Event.IsUnanswered;
        }

        if (person.ActsUnasked ? reply is not null : email.Received.Outcome == SimulatedOutcome.TakenIn)
        {
            Actions.Add(new(
                person, email.Sent.Event.Uid, person.ActsUnasked ? null : email.Sent.Parsed.Calendar, answers ? response : null));
        }

        // What was acted on unasked and asks for nothing has no buttons.
        if (answers || waits)
        {
            known.Process(email.Sent);
            known.LastChange = At;
        }

        if (reply is not null)
        {
            known.Respond(response, At);
        }

        Tell($"{person.Email} presses {(answers ? response : "the button")} in email {email.Sent.Number}: {email.Received.Outcome}"
            + $"{(reply is null ? "" : ", and replies")}.");
        Post(person, email.Sent.Event.Uid, reply);
    }

    private void RespondInCalendar(LifePerson person, SimulatedEvent shown, bool isAlone, ParticipationStatus response)
    {
        var uid = shown.Uid;
        var occurrence = isAlone ? shown.RecurrenceId : null;
        using var reply = person.Calendar.Respond(uid, response, At, occurrence);
        person[uid].WasReplyLost |= reply is null && person.Client == SimulatedClient.Sogo;
        if (reply is not null)
        {
            if (occurrence is { } start)
            {
                person[uid].OwnOccurrences.Add(start);
            }
            else
            {
                person[uid].Respond(response, At);
            }

            Actions.Add(new(person, uid, null, response, occurrence));
            Tell($"{person.Email} responds {response} to {uid} {occurrence} in the calendar.");
            Post(person, uid, reply);
        }
    }

    private void RespondOnPage(LifePerson person, int choice, ParticipationStatus response)
    {
        var invited = Stored.Participants.FirstOrDefault(one => one.Email == person.Email) is { } participant
            ? Stored.WorkshopsOf(participant).Where(one => one.Status != WorkshopStatus.Cancelled)
                .Select(one => (participant, one)).ToList()
            : [];
        if (invited.Count > 0)
        {
            var (who, workshop) = invited[choice % invited.Count];
            Attendance = IsCourse
                ? Attendance.WithRsvpPageResponses(
                    Stored, who, new Dictionary<string, ParticipationStatus> { [workshop.Id] = response }, comment: null, At)
                : Attendance.WithRsvpPageResponse(Stored, workshop, who, response, At);
            if (IsRecurring)
            {
                person[WorkshopUid.Create(Stored)].AnsweredAlone.Add(workshop.Id);
            }
            else
            {
                person[WorkshopUid.Create(Stored, workshop)].LastPageResponse = count;
            }

            Tell($"{person.Email} responds {response} to {workshop.Id} on the page.");
        }
    }

    private void Post(LifePerson person, string uid, MimeMessage? reply)
    {
        if (reply is not null)
        {
            using var mail = new MemoryStream();
            reply.WriteTo(mail);
            replies.Add(new(person.Email, uid, mail.ToArray()));
        }
    }

    private void ReadReplies(int most)
    {
        for (; most > 0 && replies.Count > 0; most--)
        {
            var reply = TakeOut(replies, 0);
            var result = ReplyReader.Read(reply.Bytes, Stored, sender: SenderAuthentication.FromAddress(reply.From));
            Attendance = Attendance.WithReply(result);

            // A reply that arrives when its sender is not invited, or to a workshop that has left the series, does not count.
            Find(reply.From)[reply.Uid].WasReplyLost |=
                result is not ParticipantReply { Sender.Role: SenderRole.Invited, Sender.NeedsConfirmation: false };
            Find(reply.From)[reply.Uid].AnsweredAlone.UnionWith(((result as ParticipantReply)?.Responses ?? [])
                .Where(one => IsRecurring && !one.IsWholeSeries).Select(static one => one.WorkshopId));
            Tell($"The organizer reads a reply of {reply.From} about {reply.Uid}.");
        }
    }

    // At the end, all mail arrives, and everybody reads theirs in the order of sending.
    private void Settle()
    {
        PlanAgain(isDue: true);
        Tell("All mail arrives and is read.");
        foreach (var person in people)
        {
            At += Duration.FromMinutes(1);
            Arrive(person, int.MaxValue);
            foreach (var waiting in person.Mailbox.Where(IsWaiting).OrderBy(one => one.Sent.Number).ToList())
            {
                Press(person, waiting, ParticipationStatus.Accepted);
            }
        }

        ReadReplies(int.MaxValue);
    }

    private LifePerson Find(EmailAddress email)
    {
        var found = people.Find(one => one.Email == email);
        return found ?? throw new InvalidOperationException($"{email} is nobody of this life.");
    }

    private void Tell(string sentence) =>
        story.Append(CultureInfo.InvariantCulture, $"{At.InZone(Utc):dd MMM HH:mm} {sentence}\n");

    private static bool IsWaiting((SimulatedEmail Received, SentEmail Sent) email) =>
        email.Received?.Outcome == SimulatedOutcome.WaitsForPress;

    private static T TakeOut<T>(List<T> list, int index)
    {
        var taken = list[index];
        list.RemoveAt(index);
        return taken;
    }
}
