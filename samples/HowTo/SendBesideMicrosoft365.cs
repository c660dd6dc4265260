using Better.Calendar;
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
    /// <summary>What became of an email on its way: hand in the raw mail as it arrived in a mailbox outside your organization.</summary>
    public static bool ArrivedUnchanged(InvitationEmail sent, byte[] arrived)
    {
        var report = InvitationValidator.ValidateEmail(arrived);
        foreach (var finding in report.Findings)
            Console.WriteLine(finding);
        foreach (var verdict in report.Verdicts)
            Console.WriteLine(verdict);
        using var mail = MimeKit.MimeMessage.Load(new MemoryStream(arrived));
        var calendar = mail.BodyParts.OfType<MimeKit.TextPart>().FirstOrDefault(part => part.ContentType.IsMimeType("text", "calendar"));
        using var bytes = new MemoryStream();
        calendar?.Content!.DecodeTo(bytes);
        return report.HighestSeverity is null && bytes.ToArray().AsSpan().SequenceEqual(sent.Calendar!.Bytes.Span);
    }
    #endregion

    /// <summary>An email of the series, to try.</summary>
    public static InvitationEmail CreateSample(WorkshopSeries series, Instant at) => new InvitationComposer().ComposeAll(WithAgent(series), at).First();
}
