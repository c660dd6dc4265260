using Better.Calendar.Invitations;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using MailKit.Net.Smtp;
using MailKit.Security;
using NodaTime;

namespace HowTo;

public static class SendWithMailKit
{
    public static void SendAll(WorkshopSeries series, Instant at)
    {
        #region send-all
        using var client = new SmtpClient(); // MailKit
        client.Connect("mail.example", 587, SecureSocketOptions.StartTls);
        foreach (var letter in new InvitationComposer().ComposeAll(series, at))
        {
            using var message = letter.ToMimeMessage();
            client.Send(message);
        }
        #endregion
    }

    #region send-plan
    /// <summary>Sends the letters of a revision over one connection; returns those that were refused, with the server's words.</summary>
    public static async Task<List<(PlannedMessage Message, string Reason)>> SendAsync(SeriesRevision plan, SmtpClient client, CancellationToken stop)
    {
        var composer = new InvitationComposer();
        var refused = new List<(PlannedMessage, string)>();
        foreach (var due in plan.Messages) // in their order: a cancellation goes before the invitation that replaces it
        {
            using var message = composer.Compose(plan.Series, due, plan.At).ToMimeMessage();
            try
            {
                await client.SendAsync(message, stop);
            }
            catch (SmtpCommandException problem)
            {
                refused.Add((due, $"{(int)problem.StatusCode} {problem.Message}")); // this one alone: the others still go out
            }
        }

        return refused;
    }
    #endregion
}
