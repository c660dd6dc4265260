using System.Globalization;
using System.Text;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Benchmarks;

/// <summary>
/// Validates an email by all rules, compared with only loading it and its calendar by MimeKit and Ical.Net; then calendars of growing size.
/// </summary>
internal static class ValidationContest
{
    private static readonly Instant At = Instant.FromUtc(2027, 3, 1, 8, 0);

    public static void Run()
    {
        var series = Series(2);
        var email = new InvitationComposer().Compose(series, series.Workshops[0], series.Participants[0], At).Bytes.ToArray();
        Contest.Run(
            string.Create(CultureInfo.InvariantCulture, $"an email, {email.Length} bytes"),
            ("MimeKit and Ical.Net: only load it", () => Load(email)),
            ("ours: validate it by all rules", () => RequireNoErrors(InvitationValidator.ValidateEmail(email))));

        // Ten times the events take ten times the time.
        foreach (var events in new[] { 30, 300, 3000 })
        {
            var file = WorkshopCalendar.Publish(Series(events), "en", At).Bytes.ToArray();
            Contest.Run(
                string.Create(CultureInfo.InvariantCulture, $"{events} events, {file.Length} bytes"),
                ("Ical.Net: only load it", () => Ical.Net.Calendar.Load(Encoding.UTF8.GetString(file))),
                ("ours: validate it by all rules",
                    () => RequireNoErrors(InvitationValidator.ValidateCalendar(file, new() { Profile = ValidationProfile.Download }))));
        }
    }

    private static WorkshopSeries Series(int workshops) => new()
    {
        Id = "spring",
        Domain = "host.example",
        Title = "Spring school: how cities share what they know",
        Description = "Three mornings about open data in cities: who has it, who needs it, and what stands between them.",
        Website = new Uri("https://host.example/spring"),
        Organizer = new() { Name = "The host", Email = EmailAddress.Parse("host@host.example") },
        Language = "en",
        Zone = "Europe/Budapest",
        Workshops =
        [
            .. Enumerable.Range(0, workshops).Select(static n => new Workshop
            {
                Id = (n + 1).ToString(CultureInfo.InvariantCulture),
                Title = "Partnerships for the collection of data: how public and private bodies work together",
                Start = new LocalDateTime(2027, 4, 14, 9, 0).PlusDays(n),
                Duration = Duration.FromMinutes(90),
                LeadExpert = new() { Name = "Kadri Tamm", City = "Tartu" },
                Meeting = new() { Platform = "Webex", Url = new Uri("https://meet.host.example/j/123456789"), Passcode = "data-2027" },
            }),
        ],
        Participants = [new() { Name = "Anna Kiss", Email = EmailAddress.Parse("anna@guest.example") }],
    };

    private static void Load(byte[] email)
    {
        using var message = MimeMessage.Load(new MemoryStream(email));
        var part = message.BodyParts.OfType<TextPart>().First(static part => part.ContentType.IsMimeType("text", "calendar"));
        _ = Ical.Net.Calendar.Load(part.Text);
    }

    private static void RequireNoErrors(ValidationReport report)
    {
        if (report.Findings.Any(static finding => finding.Severity == Severity.Error))
        {
            throw new InvalidOperationException(string.Join("\n", report.Findings));
        }
    }
}
