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
    /// <summary>Sends the emails of a plan over one connection; returns those that the server rejected, with its response.</summary>
    public static async Task<List<(PlannedEmail Email, string Response)>> SendAsync(
        SeriesRevision plan, SmtpClient client, CancellationToken cancellationToken)
    {
        var composer = new InvitationComposer();
        var rejected = new List<(PlannedEmail, string)>();
        foreach (var planned in plan.Emails) // in this order: a cancellation precedes the invitation that replaces it
        {
            using var message = composer.Compose(plan.Series, planned, plan.Timestamp).ToMimeMessage();
            try
            {
                await client.SendAsync(message, cancellationToken);
            }
            catch (SmtpCommandException exception)
            {
                rejected.Add((planned, $"{(int)exception.StatusCode} {exception.Message}")); // the others are still sent
            }
        }

        return rejected;
    }
    #endregion
}
