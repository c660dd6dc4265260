using Better.Calendar;
using NodaTime;

namespace HowTo;

public static class SendBesideMicrosoft365
{
    #region organizer
    /// <summary>The series with a dedicated organizer address, on a subdomain whose mail your relay signs.</summary>
    public static WorkshopSeries WithDedicatedOrganizer(WorkshopSeries series) => series with
    {
        Organizer = new() { Name = "City Hall workshops", Email = EmailAddress.Parse("workshops@invite.cityhall.example") },
    };
    #endregion

    #region arrived
    /// <summary>Whether an email arrived as it was sent; prints what was damaged.</summary>
    /// <param name="sent">The email that was sent.</param>
    /// <param name="arrived">The raw mail as it arrived in a mailbox outside your organization.</param>
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

    /// <summary>The first email of the series, as a sample to send.</summary>
    public static InvitationEmail CreateSample(WorkshopSeries series, Instant at) =>
        new InvitationComposer().ComposeAll(WithDedicatedOrganizer(series), at).First();
}
