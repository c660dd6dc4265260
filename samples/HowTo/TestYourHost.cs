using Better.Calendar;
using Better.Calendar.Testing;
using NodaTime;

namespace HowTo;

public static class TestYourHost
{
    #region emails
    /// <summary>What mail programs would misunderstand in the emails of a series; your test asserts that it is empty.</summary>
    public static IEnumerable<Finding> Validate(WorkshopSeries series, InvitationOptions options) =>
        new InvitationComposer(options).ComposeAll(series, Instant.FromUtc(2027, 3, 1, 8, 0))
            .SelectMany(email => InvitationValidator.ValidateEmail(email.Bytes).Findings);
    #endregion

    public static string Accept(InvitationEmail email, Instant at)
    {
        #region reply
        using var invitation = email.ToMimeMessage(); // email: an InvitationEmail of InvitationComposer
        var recipient = email.Recipient.Email;
        using var reply = SimulatedReply.CreateResponse(invitation, recipient, ParticipationStatus.Accepted, at + Duration.FromHours(1));
        #endregion
        return reply.ToString();
    }

    public static SimulatedEvent See(InvitationEmail email, Instant at)
    {
        #region calendar
        var calendar = new SimulatedCalendar(SimulatedClient.Thunderbird, email.Recipient.Email); // email: an InvitationEmail
        var received = calendar.Receive(email); // Thunderbird waits for a press
        using var reply = calendar.Respond(received, ParticipationStatus.Accepted, at); // null if the client sends none
        var entry = calendar.Events.Single(); // Start, End, Title, Location, Status, Response, Sequence
        #endregion
        return entry;
    }

    #region pictures
    /// <summary>
    /// The clients in which somebody who has accepted sees another time, place or response after an edit than your series says; your
    /// test asserts that it is empty.
    /// </summary>
    public static IEnumerable<SimulatedClient> FindDisagreements(
        WorkshopSeries series, Func<WorkshopSeries, WorkshopSeries> edit, Instant at)
    {
        var (composer, first) = (new InvitationComposer(), SeriesRevision.First(series, at));
        var invitation = composer.ComposeAll(first).First();
        var accepted = new ParticipantResponse(invitation.WorkshopId!, invitation.Recipient.Email, ParticipationStatus.Accepted);
        var later = at + Duration.FromDays(1);
        var second = SeriesRevision.Between(first.Series, edit(first.Series), later, responses: [accepted]);
        var update = composer.ComposeAll(second).First(email => email.Recipient.Email == accepted.Email);
        var workshop = second.Series.Workshops.First(one => one.Id == accepted.WorkshopId);
        foreach (var client in Enum.GetValues<SimulatedClient>())
        {
            var calendar = new SimulatedCalendar(client, accepted.Email);
            calendar.Respond(calendar.Receive(invitation), ParticipationStatus.Accepted, at + Duration.FromHours(1))?.Dispose();
            calendar.TakeIn(calendar.Receive(update), later + Duration.FromHours(1));
            var entry = calendar.Events.Single();
            if (entry.Start != second.Series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant()
                || entry.Response != ParticipationStatus.Accepted)
            {
                yield return client;
            }
        }
    }
    #endregion

    #region round-trip
    /// <summary>Responds to every invitation as a mail program does; <c>receive</c> is your code that handles an incoming mail.</summary>
    public static void RespondAll(WorkshopSeries series, ParticipationStatus status, Action<byte[]> receive)
    {
        var at = Instant.FromUtc(2027, 3, 1, 8, 0);
        foreach (var email in new InvitationComposer().ComposeAll(series, at))
        {
            using var invitation = email.ToMimeMessage();
            using var reply = SimulatedReply.CreateResponse(invitation, email.Recipient.Email, status, at + Duration.FromHours(1));
            using var mail = new MemoryStream();
            reply.WriteTo(mail);
            receive(mail.ToArray());
        }
    }
    #endregion

    #region stable
    /// <summary>Whether planning the same edit twice gives the same keys, so that a unique index can reject the second email.</summary>
    public static bool HasStableKeys(WorkshopSeries stored, WorkshopSeries edited, Instant at) =>
        SeriesRevision.Between(stored, edited, at).Emails.Select(email => email.Key)
            .SequenceEqual(SeriesRevision.Between(stored, edited, at).Emails.Select(email => email.Key));
    #endregion
}
