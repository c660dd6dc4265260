using System.Text;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Benchmarks;

/// <summary>Reads one reply: ours with matching, MimeKit and Ical.Net without.</summary>
internal static class ReplyContest
{
    public static void Run()
    {
        var series = new WorkshopSeries
        {
            Id = "spring",
            Domain = "host.example",
            Title = "Spring school",
            Organizer = new() { Name = "The host", Email = EmailAddress.Parse("host@host.example") },
            Language = "en",
            Zone = "Europe/Budapest",
            Workshops =
                [new() { Id = "1",
                    Title = "Workshop 1",
                    Start = new LocalDateTime(2027, 4, 14, 9, 0),
                    Duration = Duration.FromMinutes(90) }],
            Participants = [new() { Name = "Anna", Email = EmailAddress.Parse("anna@guest.example") }],
        };
        foreach (var name in new[] { "exchange-accepted", "google-accepted", "zimbra-tentative" })
        {
            var mail = File.ReadAllBytes(Path.Combine(Mails(), name + ".eml"));
            Contest.Run(
                $"{name}, {mail.Length} bytes",
                ("MimeKit and Ical.Net: load the mail and its calendar", () => Straightforward(mail)),
                ("ours: load, match, judge the sender", () => RequireReply(ReplyReader.Read(mail, series))));
        }

        // Ten times the text takes ten times the time.
        foreach (var times in new[] { 1, 10, 100 })
        {
            var comment =
                string.Concat(Enumerable.Repeat("DESCRIPTION:Some words that a client copies from the invitation.\r\n", 100 * times));
            var mail =
                Encoding.ASCII.GetBytes(
                    "From: anna@guest.example\r\nContent-Type: text/calendar; "
                        + "method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:spring.1@host.example\r\n"
                        + $"{comment}ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@guest.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
            Contest.Run($"{mail.Length} bytes", ("ours", () => RequireReply(ReplyReader.Read(mail, series))));
        }
    }

    private static void Straightforward(byte[] mail)
    {
        using var message = MimeMessage.Load(new MemoryStream(mail));
        var part = message.BodyParts.OfType<TextPart>().First(static part => part.ContentType.IsMimeType("text", "calendar"));
        var attendee = Ical.Net.Calendar.Load(part.Text)!.Events[0]!.Attendees[0];
        if (attendee.ParticipationStatus is null)
        {
            throw new InvalidOperationException("The calendar contains no PARTSTAT.");
        }
    }

    private static void RequireReply(ReplyResult result)
    {
        if (result is not ParticipantReply)
        {
            throw new InvalidOperationException(result.ToString());
        }
    }

    private static string Mails()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Better.Calendar.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "tests/Better.Calendar.Tests/Replies/Mails");
    }
}
