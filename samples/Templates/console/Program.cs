using Better.Calendar;
using NodaTime;

// Run it after each edit of series.json. It writes the emails that the edit needs to out/, and remembers in stored.json who was notified
// of what.
var edited = SeriesDocument.Read(File.ReadAllText("series.json"));
var now = SystemClock.Instance.GetCurrentInstant(); // the library reads no clock: you pass the time
var revision = File.Exists("stored.json")
    ? SeriesRevision.Between(SeriesDocument.Read(File.ReadAllText("stored.json")), edited, now)
    : SeriesRevision.First(edited, now);

Directory.CreateDirectory("out");
var composer = new InvitationComposer();
foreach (var planned in revision.Emails) // in this order, which is safe to send
{
    var email = composer.Compose(revision.Series, planned, revision.Timestamp);
    var file = Path.Combine("out", $"{email.Kind}-{email.WorkshopId}-{email.Recipient.Email.LocalPart}.eml");
    File.WriteAllBytes(file, email.Bytes.ToArray());
    Console.WriteLine($"{file}: {planned.Explanation}");
}

foreach (var warning in revision.Warnings)
{
    Console.WriteLine($"Look at this before you send the emails: {warning.Text}");
}

var calendar = WorkshopCalendar.Publish(revision.Series, revision.Series.Language, revision.Timestamp);
File.WriteAllBytes(Path.Combine("out", "series.ics"), calendar.Bytes.ToArray());
File.WriteAllText("stored.json", SeriesDocument.Write(revision.Series));
Console.WriteLine($"{revision.Emails.Count} emails and the calendar of the series are in out/.");
