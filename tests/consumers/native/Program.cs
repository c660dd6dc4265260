using System.Diagnostics;
using Better.Calendar;
using Better.Calendar.Testing;
using NodaTime;

var watch = Stopwatch.StartNew();
var series = new WorkshopSeries
{
    Id = "open-data-2027",
    Domain = "cityhall.example",
    Title = "Open data for everybody",
    Language = "en",
    Zone = "Europe/Budapest",
    Organizer = new() { Name = "City Hall", Email = EmailAddress.Parse("workshops@cityhall.example") },
    Workshops =
        [new() { Id = "1",
            Title = "Maps",
            Start = new(2027, 4, 14, 10, 30),
            Duration = Duration.FromMinutes(90),
            Meeting = new() { Platform = "Webex", Url = new("https://meet.example/maps") } }],
    Participants =
        [new() { Name = "Kadri Tamm", Email = EmailAddress.Parse("kadri@tartu.example"), Language = "et", Zone = "Europe/Tallinn" }],
};
var at = Instant.FromUtc(2027, 3, 1, 8, 0);
var email = new InvitationComposer().ComposeAll(series, at).Single();
File.WriteAllBytes("kadri-1.eml", email.Bytes.ToArray());
Console.WriteLine($"first email: {watch.Elapsed.TotalMilliseconds:F1} ms");

File.WriteAllBytes("workshops.ics", WorkshopCalendar.Publish(series, "en", at).Bytes.ToArray());

using var invitation = email.ToMimeMessage();
using var reply =
    SimulatedReply.CreateResponse(invitation, email.Recipient.Email, ParticipationStatus.Accepted, at
        + Duration.FromHours(1), "With pleasure");
using var mail = new MemoryStream();
reply.WriteTo(mail);
mail.Position = 0;
watch.Restart();
var result = ReplyReader.Read(mail, series);
Console.WriteLine($"first reply: {watch.Elapsed.TotalMilliseconds:F1} ms");
var summary = Attendance.Empty.WithReply(result).Summarize(series, series.Workshops[0]);
Console.WriteLine($"accepted: {summary.Accepted}, awaiting confirmation: {summary.AwaitingConfirmation}; {result.GetType().Name}");
return result is ParticipantReply { Comment: "With pleasure" } ? 0 : 1;
