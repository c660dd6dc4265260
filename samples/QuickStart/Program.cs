#region README
using Better.Calendar;
using NodaTime;

var series = new WorkshopSeries
{
    Id = "open-data-2027",
    Domain = "cityhall.example",
    Title = "Open data for everybody",
    Language = "en",
    Zone = "Europe/Budapest",
    Organizer = new() { Name = "City Hall", Email = EmailAddress.Parse("workshops@cityhall.example") },
    Workshops =
    [
        new()
        {
            Id = "1",
            Title = "Maps",
            Start = new(2027, 4, 14, 10, 30),
            Duration = Duration.FromMinutes(90),
            Meeting = new() { Platform = "Webex", Url = new("https://meet.example/maps") },
        },
    ],
    Participants =
    [
        new() { Name = "Kadri Tamm", Email = EmailAddress.Parse("kadri@tartu.example"), Language = "et", Zone = "Europe/Tallinn" },
    ],
};
var at = Instant.FromUtc(2027, 3, 1, 8, 0); // the library reads no clock: you pass the time
foreach (var email in new InvitationComposer().ComposeAll(series, at))
    File.WriteAllBytes($"{email.Recipient.Email.LocalPart}-{email.WorkshopId}.eml", email.Bytes.ToArray());
File.WriteAllBytes("open-data.ics", WorkshopCalendar.Publish(series, "en", at).Bytes.ToArray());
#endregion
