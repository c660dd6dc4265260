using System.Diagnostics;
using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using MimeKit;
using NodaTime;
using NodaTime.Text;
using Calendar = Ical.Net.Calendar;

// The first email of ../native, written with Ical.Net, MimeKit and NodaTime as one writes it first: a calendar, two bodies from
// constants, a message. It verifies no VTIMEZONE and knows one language. run.sh compares the time of ../native with its time.
var watch = Stopwatch.StartNew();
var start = new LocalDateTime(2027, 4, 14, 10, 30);
var zone = DateTimeZoneProviders.Tzdb["Europe/Budapest"];
var pattern = ZonedDateTimePattern.CreateWithInvariantCulture("dddd, d MMMM uuuu, HH:mm (x)", DateTimeZoneProviders.Tzdb);
var when = pattern.Format(start.InZoneStrictly(zone).WithZone(DateTimeZoneProviders.Tzdb["Europe/Tallinn"]));
var text =
    $"Lugupeetud Kadri Tamm!\r\n\r\nKutsume Teid lahkesti osalema töötoas „Maps“.\r\n\r\n{when}\r\n\r\nhttps://meet.example/maps\r\n";
var html =
    $"<p>Lugupeetud Kadri Tamm!</p><p>Kutsume Teid lahkesti osalema töötoas „Maps“.</p><p>{when}</p><p><a "
        + "href=\"https://meet.example/maps\">https://meet.example/maps</a></p>";

var calendar = new Calendar { Method = "REQUEST", ProductId = "-//Straightforward//EN" };
calendar.AddTimeZone(VTimeZone.FromDateTimeZone("Europe/Budapest", new DateTime(2026, 6, 16), false));
var workshop = new CalendarEvent
{
    Uid = "open-data-2027.1@cityhall.example",
    DtStamp = new CalDateTime(2027, 3, 1, 8, 0, 0, CalDateTime.UtcTzId),
    DtStart = new CalDateTime(start.ToDateTimeUnspecified(), "Europe/Budapest"),
    DtEnd = new CalDateTime(start.PlusMinutes(90).ToDateTimeUnspecified(), "Europe/Budapest"),
    Summary = "Maps",
    Description = text,
    Location = "https://meet.example/maps",
    Url = new("https://meet.example/maps"),
    Status = "CONFIRMED",
    Organizer = new("mailto:workshops@cityhall.example") { CommonName = "City Hall" },
};
workshop.Attendees.Add(
    new(
        "mailto:kadri@tartu.example") { CommonName = "Kadri Tamm",
        ParticipationStatus = "NEEDS-ACTION",
        Role = "REQ-PARTICIPANT",
        Rsvp = true });
calendar.Events.Add(workshop);
var bytes = Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);

var request =
    new MimePart(
        "text",
        "calendar") { Content = new MimeContent(new MemoryStream(bytes)),
        ContentTransferEncoding = ContentEncoding.Base64 };
request.ContentType.Parameters.Add("charset", "utf-8");
request.ContentType.Parameters.Add("method", "REQUEST");
var attachment = new MimePart("application", "ics")
{
    Content = new MimeContent(new MemoryStream(bytes)),
    ContentTransferEncoding = ContentEncoding.Base64,
    ContentDisposition = new(ContentDisposition.Attachment) { FileName = "invite.ics" },
};
var message = new MimeMessage
{
    Subject = "Kutse: Maps (kolmapäev, 14. aprill)",
    Date = new DateTimeOffset(2027, 3, 1, 8, 0, 0, TimeSpan.Zero),
    MessageId = "1.kadri@cityhall.example",
    Body = new Multipart("mixed")
    {
        new MultipartAlternative
        {
            new TextPart("plain") { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            new TextPart("html") { Text = html, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            request,
        },
        attachment,
    },
};
message.From.Add(new MailboxAddress("City Hall", "workshops@cityhall.example"));
message.To.Add(new MailboxAddress("Kadri Tamm", "kadri@tartu.example"));
message.ReplyTo.Add(new MailboxAddress("City Hall", "workshops@cityhall.example"));
message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
using (var file = File.Create("straightforward.eml"))
{
    message.WriteTo(file);
}

Console.WriteLine($"first email: {watch.Elapsed.TotalMilliseconds:F1} ms");
