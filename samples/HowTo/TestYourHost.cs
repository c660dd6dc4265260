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
