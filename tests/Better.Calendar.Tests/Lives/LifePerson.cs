using Better.Calendar.Testing;
using NodaTime;

namespace Better.Calendar.Tests.Lives;

/// <summary>An email of a life: what was planned, and what its MIME says.</summary>
/// <param name="Number">Its place in the order of sending.</param>
/// <param name="Planned">What was planned.</param>
/// <param name="Parsed">The facts of its calendar part and texts.</param>
/// <param name="Bytes">The whole email.</param>
/// <param name="Plan">The plan that it is from.</param>
/// <param name="HasUnreadReply">Whether a reply of the recipient about the workshop was on its way when it was composed.</param>
/// <param name="Composed">The email as it was composed; null if it was changed on its way.</param>
internal sealed record SentEmail(
    int Number,
    PlannedEmail Planned,
    ParsedEmail Parsed,
    byte[] Bytes,
    SeriesRevision Plan,
    bool HasUnreadReply,
    InvitationEmail? Composed)
{
    public ParsedEvent Event => Parsed.Event;

    public bool IsCancellation => Parsed.Method == "CANCEL";

    /// <summary>Its DTSTAMP.</summary>
    public Instant Timestamp => Plan.Timestamp;

    /// <summary>Whether the email asks, about the whole event or one occurrence of it.</summary>
    public bool Asks => Parsed.Events.Any(static one => one.Asks);

    public int Sequence => Planned.Workshop?.Sequence ?? Planned.SeriesSequence!.Value;

    /// <summary>A calendar receives the email.</summary>
    public SimulatedEmail Reach(SimulatedCalendar calendar) =>
        Composed is null ? calendar.Receive(Bytes) : calendar.Receive(Composed);
}

/// <summary>A reply on its way to the organizer.</summary>
internal sealed record SentReply(EmailAddress From, string Uid, byte[] Bytes);

/// <summary>What a client did: it took in a calendar part, it stored a response, or both.</summary>
/// <param name="Person">Whose client it is.</param>
/// <param name="Uid">The UID of the event.</param>
/// <param name="Calendar">The unfolded calendar part; null for none.</param>
/// <param name="Response">The response; null for none.</param>
/// <param name="Occurrence">The occurrence that the response is about, by its RECURRENCE-ID; null for the whole event.</param>
internal sealed record LifeAction(
    LifePerson Person, string Uid, string? Calendar, ParticipationStatus? Response, Instant? Occurrence = null);

/// <summary>One participant of a life: their calendar, their mailbox, and the mails on their way to them.</summary>
internal sealed class LifePerson(SimulatedClient client, EmailAddress email)
{
    public SimulatedCalendar Calendar { get; } = new(client, email);

    public SimulatedClient Client => Calendar.Client;

    public EmailAddress Email => Calendar.Owner;

    public List<SentEmail> OnTheWay { get; } = [];

    public List<(SimulatedEmail Received, SentEmail Sent)> Mailbox { get; } = [];

    /// <summary>The workshops that the last email about the course has shown them, as they were then.</summary>
    public Dictionary<string, WorkshopVersion> Course { get; } = [];

    /// <summary>What is known of each event of theirs.</summary>
    public Dictionary<string, LifeEvent> Events { get; } = [];

    public bool ActsUnasked =>
        Client is SimulatedClient.Sabre or SimulatedClient.Cyrus or SimulatedClient.Outlook or SimulatedClient.Google;

    public LifeEvent this[string uid] => Events.TryGetValue(uid, out var known) ? known : Events[uid] = new();
}

/// <summary>What happened to one event in one participant's calendar.</summary>
internal sealed class LifeEvent
{
    /// <summary>The newest email about it.</summary>
    public SentEmail? Newest { get; set; }

    public bool IsNewestLost { get; set; }

    /// <summary>Whether the plan has kept a later change from them on purpose.</summary>
    public bool IsBehind { get; set; }

    /// <summary>The emails that the client has processed, in that order: when they arrived, or when they were pressed.</summary>
    public List<SentEmail> Processed { get; } = [];

    /// <summary>What its owner last pressed; null if they never did.</summary>
    public ParticipationStatus? LastPressed { get; set; }

    /// <summary>Whether its owner has ever declined it in their client.</summary>
    public bool WasDeclined { get; private set; }

    /// <summary>When its owner last changed it in their client.</summary>
    public Instant? LastChange { get; set; }

    /// <summary>Whether an email was read that had been written before the owner last changed the event.</summary>
    public bool WasAnsweredTooLate { get; set; }

    /// <summary>Whether it was taken in without a response.</summary>
    public bool WasRecordedUnanswered { get; set; }

    public int ResponseCount { get; set; }

    /// <summary>Whether a response was given after the email was written that was taken in last: they crossed on their way.</summary>
    public bool IsCrossed { get; private set; }

    /// <summary>Whether its owner has responded to the whole event since an email was taken in.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>The workshops of a recurring event that somebody has responded to alone.</summary>
    public HashSet<string> AnsweredAlone { get; } = [];

    /// <summary>The occurrences that somebody has responded to alone in their calendar, by RECURRENCE-ID.</summary>
    public HashSet<Instant> OwnOccurrences { get; } = [];

    /// <summary>The client takes in an email.</summary>
    public void Process(SentEmail sent)
    {
        Processed.Add(sent);
        IsCrossed = ResponseCount > 0 && LastChange >= sent.Timestamp;
        IsAnswered = false;
    }

    /// <summary>The owner responds in their client.</summary>
    public void Respond(ParticipationStatus response, Instant at)
    {
        (LastPressed, LastChange, IsCrossed) = (response, at, false);
        IsAnswered = true;
        WasDeclined |= response == ParticipationStatus.Declined;
        ResponseCount++;
    }

    /// <summary>Whether the organizer cannot know a response.</summary>
    public bool WasReplyLost { get; set; }

    /// <summary>The number of emails that had been sent when they last responded on the RSVP page; null if they never did.</summary>
    public int? LastPageResponse { get; set; }
}
