using Better.Calendar.Checks;
using Better.Calendar.Invitations;
using Better.Calendar.Workshops;
using NodaTime;

namespace HowTo;

public static class SendBesideMicrosoft365
{
    #region organizer
    /// <summary>The series as an agent sends it: an address of its own, on a subdomain whose mail your relay signs.</summary>
    public static WorkshopSeries WithAgent(WorkshopSeries series) => series with
    {
        Organizer = new() { Name = "City Hall workshops", Email = EmailAddress.Parse("workshops@invite.cityhall.example") },
    };
    #endregion

    #region arrived
    /// <summary>What became of a letter on its way: hand in the raw mail as it arrived in a mailbox outside your organization.</summary>
    public static bool ArrivedWhole(Letter sent, byte[] arrived)
    {
        var report = InvitationCheck.Mail(arrived);
        foreach (var finding in report.Findings)
            Console.WriteLine(finding);
        foreach (var verdict in report.Verdicts)
            Console.WriteLine(verdict);
        using var mail = MimeKit.MimeMessage.Load(new MemoryStream(arrived));
        var calendar = mail.BodyParts.OfType<MimeKit.TextPart>().FirstOrDefault(part => part.ContentType.IsMimeType("text", "calendar"));
        using var octets = new MemoryStream();
        calendar?.Content!.DecodeTo(octets);
        return report.Worst is null && octets.ToArray().AsSpan().SequenceEqual(sent.Calendar!.Octets.Span);
    }
    #endregion

    /// <summary>A letter of the series, to try.</summary>
    public static Letter Try(WorkshopSeries series, Instant at) => new InvitationComposer().ComposeAll(WithAgent(series), at).First();
}
