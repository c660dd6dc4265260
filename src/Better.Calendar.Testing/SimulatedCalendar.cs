using System.Text;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Testing;

/// <summary>
/// The calendar of one participant in one calendar client: it receives emails, its owner presses buttons, and it shows what they see.
/// </summary>
/// <remarks>
/// <para>
/// Each client has rules of its own for what it takes in, what it takes for outdated, and what becomes of a response; most of them were
/// read in the client's source. The same emails and presses always give the same calendar. Emails are read by code that is independent of
/// Better.Calendar, so that an error in one is not hidden by the same error in the other.
/// </para>
/// <para>
/// Alarms, categories and free or busy marks of the owner's own are not simulated, nor emails about events of several UIDs.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// var calendar = new SimulatedCalendar(SimulatedClient.Thunderbird, email.Recipient.Email);
/// var received = calendar.Receive(email);                                                // Thunderbird waits for a press
/// using var reply = calendar.Respond(received, ParticipationStatus.Accepted, at);        // the mail that it sends back
/// var entry = calendar.Events.Single();                                                  // entry.Start, entry.Response, …
/// </code>
/// </example>
/// <threadsafety>An instance is used by one thread at a time.</threadsafety>
public sealed class SimulatedCalendar
{
    private readonly ClientRules rules;
    private readonly CalendarStore store;

    /// <summary>Creates an empty calendar.</summary>
    /// <param name="client">The client that shows it.</param>
    /// <param name="owner">Whose calendar it is: the address by which they are invited.</param>
    /// <exception cref="ArgumentOutOfRangeException">The client is not defined.</exception>
    public SimulatedCalendar(SimulatedClient client, EmailAddress owner)
    {
        Owner = owner ?? throw new ArgumentNullException(nameof(owner));
        Client = Enum.IsDefined(typeof(SimulatedClient), client) ? client : throw new ArgumentOutOfRangeException(
            nameof(client), client, "The client is not defined; give one of SimulatedClient.");
        rules = ClientRuleTable.Get(client);
        store = new(rules);
    }

    /// <summary>The client that shows the calendar.</summary>
    public SimulatedClient Client { get; }

    /// <summary>Whose calendar it is.</summary>
    public EmailAddress Owner { get; }

    /// <summary>
    /// What the owner sees, cancelled events included: each occurrence of a recurring event on its own (at most 1,000 of one event), with
    /// overrides and excluded dates, ordered by start.
    /// </summary>
    public ValueList<SimulatedEvent> Events =>
        store.Objects.SelectMany(Occurrences.Expand)
            .OrderBy(static one => one.Start)
            .ThenBy(static one => one.Uid, StringComparer.Ordinal)
            .ToValueList();

    /// <summary>Receives an email. A client that acts unasked takes it in at once; in others it waits for its reader.</summary>
    /// <param name="email">The email.</param>
    /// <returns>The email as it lies in the owner's mailbox, to be pressed on.</returns>
    public SimulatedEmail Receive(InvitationEmail email)
    {
        _ = email ?? throw new ArgumentNullException(nameof(email));
        if (CalendarContent.FindEncoded(email.Bytes, Owner) is { } part)
        {
            return Receive(new SimulatedEmail(email.Subject, email.MessageId, part));
        }

        using var message = email.ToMimeMessage();
        return Receive(message);
    }

    /// <inheritdoc cref="Receive(InvitationEmail)"/>
    public SimulatedEmail Receive(MimeMessage email)
    {
        _ = email ?? throw new ArgumentNullException(nameof(email));
        return Receive(new SimulatedEmail(email.Subject ?? "", email.MessageId, CalendarContent.Find(email, Owner)));
    }

    /// <summary>Receives an email, or a calendar file alone, from its bytes.</summary>
    /// <inheritdoc cref="Receive(InvitationEmail)"/>
    /// <exception cref="FormatException">The bytes are neither an email nor a calendar file.</exception>
    public SimulatedEmail Receive(byte[] email)
    {
        _ = email ?? throw new ArgumentNullException(nameof(email));
        const string Begin = "BEGIN:VCALENDAR";
        var isCalendar = email.Length >= Begin.Length
            && Encoding.ASCII.GetString(email, 0, Begin.Length).Equals(Begin, StringComparison.OrdinalIgnoreCase);
        if (!isCalendar)
        {
            using var message = MimeMessage.Load(new MemoryStream(email, writable: false), persistent: true);
            return Receive(message);
        }

        var part = CalendarContent.Read(Encoding.UTF8.GetString(email), Owner);
        return Receive(new SimulatedEmail("", null, part.Events.Count > 0 ? part : null));
    }

    /// <summary>
    /// The owner responds with the buttons of an email: it is taken in, if the client has not done so or finds it outdated, and the client
    /// replies.
    /// </summary>
    /// <param name="email">An email that this calendar has received. One can press on emails in any order, and on one email again.</param>
    /// <param name="response">The button.</param>
    /// <param name="at">When it is pressed.</param>
    /// <param name="comment">A comment for the organizer; null: none. Some clients send none.</param>
    /// <returns>
    /// The reply, to be disposed; null if the client sends none: the email has no response buttons, or is outdated.
    /// </returns>
    public MimeMessage? Respond(SimulatedEmail email, ParticipationStatus response, Instant at, string? comment = null)
    {
        _ = email ?? throw new ArgumentNullException(nameof(email));
        if (email.Part is not { Method: "REQUEST" } part)
        {
            return null;
        }

        if (email.Outcome != SimulatedOutcome.WaitsForPress && rules.Unasked != MailKinds.None)
        {
            // The client has taken the email in: its buttons answer the stored event, unless it knows a newer one.
            return email.Outcome == SimulatedOutcome.Outdated && rules.OldEmail == OldEmailRule.Never
                ? null
                : Respond(email.Uid, response, at, part.Events[0].RecurrenceId, comment);
        }

        var (outcome, answered) = store.Request(part, response, at);
        email.Outcome = outcome;
        return Reply(answered, response, at, comment, email.MessageId);
    }

    /// <summary>
    /// The owner presses the button that takes an email in without a response: Update, Record, Delete or Import. A response that the email
    /// states is stored as the client does it. Nothing happens if the client has taken it in unasked.
    /// </summary>
    /// <param name="email">An email that this calendar has received.</param>
    /// <param name="at">When it is pressed.</param>
    public void TakeIn(SimulatedEmail email, Instant at)
    {
        _ = email ?? throw new ArgumentNullException(nameof(email));
        if (email.Part is { } part && (email.Outcome == SimulatedOutcome.WaitsForPress || rules.Unasked == MailKinds.None))
        {
            email.Outcome = store.TakeIn(part, at);
        }
    }

    /// <summary>The owner responds in the calendar itself, not in an email.</summary>
    /// <param name="uid">The UID of the event.</param>
    /// <param name="response">The response.</param>
    /// <param name="at">When they respond.</param>
    /// <param name="occurrence">Which occurrence they respond to, by its <see cref="SimulatedEvent.RecurrenceId"/>; null for all.</param>
    /// <param name="comment">A comment for the organizer; null: none.</param>
    /// <returns>The reply, to be disposed; null if the calendar has no such event, or it is cancelled or the client sends none.</returns>
    public MimeMessage? Respond(
        string uid, ParticipationStatus response, Instant at, Instant? occurrence = null, string? comment = null)
    {
        _ = uid ?? throw new ArgumentNullException(nameof(uid));
        var stored = store.Objects.LastOrDefault(one => one.Uid == uid);
        return stored?.Find(occurrence) is { Status: not WorkshopStatus.Cancelled, IsOwnerListed: true }
            ? Reply(store.Answer(stored, occurrence, response, at), response, at, comment, null)
            : null;
    }

    private SimulatedEmail Receive(SimulatedEmail email)
    {
        if (email.Part is { } part && store.IsTakenInUnasked(part))
        {
            email.Outcome = store.TakeIn(part, null);
        }

        return email;
    }

    private MimeMessage? Reply(
        IReadOnlyList<EventComponent> answered, ParticipationStatus response, Instant at, string? comment, string? messageId) =>
        answered.Count == 0
            || (!rules.Reply.RepliesToPastEvents && answered[0].End is { } end && end.ToInstant() <= at)
            ? null
            : SimulatedReply.CreateResponse(answered, Owner, response, at, comment, messageId, rules.Reply);
}
