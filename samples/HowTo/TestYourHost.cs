using Better.Calendar;
using Better.Calendar.Testing;
using NodaTime;

namespace HowTo;

public static class TestYourHost
{
    #region emails
    /// <summary>All that mail programs would trip over in the letters of a series; a test of yours says that it is empty.</summary>
    public static IEnumerable<Finding> FindProblems(WorkshopSeries series, InvitationOptions options) =>
        new InvitationComposer(options).ComposeAll(series, Instant.FromUtc(2027, 3, 1, 8, 0))
            .SelectMany(email => InvitationValidator.ValidateEmail(email.Bytes).Findings);
    #endregion

    #region round-trip
    /// <summary>Everybody answers as a mail program does, and the answers go to what your host does with a mail that arrives.</summary>
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
    /// <summary>Sending twice is noticed: the same edit gives the same keys, so a table with a unique key refuses the second.</summary>
    public static bool KeysAreTheSame(WorkshopSeries stored, WorkshopSeries edited, Instant at) =>
        SeriesRevision.Between(stored, edited, at).Emails.Select(message => message.Key)
            .SequenceEqual(SeriesRevision.Between(stored, edited, at).Emails.Select(message => message.Key));
    #endregion
}
