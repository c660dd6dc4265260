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
        // no server has authenticated these senders
        var unconfirmed = attendance.Summarize(series, series.Workshops[0]).AwaitingConfirmation;
        Console.WriteLine(Environment.Version + ", unconfirmed responses for Maps: " + unconfirmed);
        return unconfirmed == 2 ? 0 : 1;
    }
}
