using System;
using System.IO;
using Better.Calendar.Ics;
using Better.Calendar.Invitations;
using Better.Calendar.Replies;
using Better.Calendar.Testing;
using Better.Calendar.Workshops;
using NodaTime;

internal static class Program
{
    private static int Main()
    {
        WorkshopSeries series;
        using (var document = typeof(Program).Assembly.GetManifestResourceStream("series.json"))
        {
            series = SeriesDocument.Read(document);
        }

        var at = Instant.FromUtc(2027, 3, 1, 8, 0);
        var attendance = Attendance.Empty;
        foreach (var letter in new InvitationComposer().ComposeAll(series, at))
        {
            File.WriteAllBytes(letter.Recipient.Email.LocalPart + "-" + letter.WorkshopId + ".eml", letter.Octets.ToArray());
            using (var invitation = letter.ToMimeMessage())
            using (var reply = ReplyWriter.Answer(invitation, letter.Recipient.Email, Answer.Accepted, at + Duration.FromHours(1)))
            using (var mail = new MemoryStream())
            {
                reply.WriteTo(mail);
                attendance = attendance.With(ReplyReader.Read(mail.ToArray(), series));
            }
        }

        File.WriteAllBytes("workshops.ics", WorkshopCalendar.Publish(series, "hu", at).Octets.ToArray());
        var claimed = attendance.Counts(series, series.Workshops[0]).Claimed; // nothing vouches for the senders here
        Console.WriteLine(Environment.Version + ", answers for Maps: " + claimed);
        return claimed == 2 ? 0 : 1;
    }
}
