using System;
using System.IO;
using Better.Calendar;
using Better.Calendar.Testing;
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
        foreach (var email in new InvitationComposer().ComposeAll(series, at))
        {
            File.WriteAllBytes(email.Recipient.Email.LocalPart + "-" + email.WorkshopId + ".eml", email.Bytes.ToArray());
            using (var invitation = email.ToMimeMessage())
            using (var reply =
                SimulatedReply.CreateResponse(invitation, email.Recipient.Email, ParticipationStatus.Accepted, at + Duration.FromHours(1)))
            using (var mail = new MemoryStream())
            {
                reply.WriteTo(mail);
                attendance = attendance.WithReply(ReplyReader.Read(mail.ToArray(), series));
            }
        }

        File.WriteAllBytes("workshops.ics", WorkshopCalendar.Publish(series, "hu", at).Bytes.ToArray());
        // without tokens and without a server that authenticates them, replies from invited addresses count
        var accepted = attendance.Summarize(series, series.Workshops[0]).Accepted;
        Console.WriteLine(Environment.Version + ", accepted for Maps: " + accepted);
        return accepted == 2 ? 0 : 1;
    }
}
