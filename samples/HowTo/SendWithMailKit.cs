using Better.Calendar;
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
        foreach (var email in new InvitationComposer().ComposeAll(series, at))
        {
            using var message = email.ToMimeMessage();
            client.Send(message);
        }
        #endregion
    }

    #region send-plan
    /// <summary>Sends the letters of a revision over one connection; returns those that were refused, with the server's words.</summary>
    public static async Task<List<(PlannedEmail Message, string Reason)>> SendAsync(SeriesRevision plan, SmtpClient client, CancellationToken cancellationToken)
    {
        var composer = new InvitationComposer();
        var refused = new List<(PlannedEmail, string)>();
        foreach (var due in plan.Emails) // in their order: a cancellation goes before the invitation that replaces it
        {
            using var message = composer.Compose(plan.Series, due, plan.Timestamp).ToMimeMessage();
            try
            {
                await client.SendAsync(message, cancellationToken);
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
