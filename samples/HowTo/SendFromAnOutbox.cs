using Better.Calendar.Delivery;
using Better.Calendar.Revisions;
using MailKit.Security;

namespace HowTo;

public static class SendFromAnOutbox
{
    public static async Task<OutboxCounts> SendAsync(SeriesRevision revision, string password)
    {
        #region outbox
        using var outbox = new Outbox("outbox.db");
        outbox.Add(revision); // letters that are in the outbox already are left as they are

        var server = new SmtpServer { Host = "mail.example", Login = () => new SaslMechanismPlain("user", password) };
        var counts = await new Courier(outbox, () => new SmtpCarrier(server)).RunAsync();
        #endregion
        return counts;
    }
}
