// A series goes out, is stored, is edited, and only those hear of it who must. Writes to ./out/move-a-workshop, or to the folder named.
using Better.Calendar;
using NodaTime;

var folder = args.Length > 0 ? args[0] : Path.Combine("out", "move-a-workshop");
var store = Path.Combine(Directory.CreateDirectory(folder).FullName, "series.json");
var composer = new InvitationComposer();

#region invite
using var document = typeof(Program).Assembly.GetManifestResourceStream("open-data-2027.json")!;
var first = SeriesRevision.First(SeriesDocument.Read(document), Instant.FromUtc(2027, 3, 1, 8, 0));
Write(first, "1-invitations");
File.WriteAllText(store, SeriesDocument.Write(first.Series)); // with the memory of who was told what
#endregion

#region answers
// Márta has declined Maps on your RSVP page; replies by mail come from ReplyReader.
var responses = Attendance.Empty.Responses.Append(new ParticipantResponse("1", EmailAddress.Parse("marta@buda.example"), ParticipationStatus.Declined));
#endregion

#region edit
var stored = SeriesDocument.Read(File.ReadAllText(store));
var maps = stored.Workshops.Single(workshop => workshop.Id == "1");
var edited = stored with
{
    Workshops = stored.Workshops.Select(workshop => workshop == maps ? maps with { Start = new(2027, 4, 15, 14, 0) } : workshop).ToValueList(),
    Participants = stored.Participants.Where(person => person.Name != "Paolo Neri").ToValueList(),
};
#endregion

#region plan
var plan = SeriesRevision.Between(stored, edited, Instant.FromUtc(2027, 3, 8, 8, 0), responses: responses);
foreach (var message in plan.Emails)
    Console.WriteLine($"{message.Kind} of workshop {message.Workshop!.Id} to {message.Recipient.Name}: {message.Explanation}");
foreach (var silence in plan.Skipped)
    Console.WriteLine($"nothing about workshop {silence.WorkshopId} to {string.Join(", ", silence.Recipients.Select(person => person.Name))}: {silence.Explanation}");
#endregion

#region write
Write(plan, "2-after-the-edit");
File.WriteAllText(store, SeriesDocument.Write(plan.Series));

void Write(SeriesRevision revision, string name)
{
    var emails = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
    foreach (var message in revision.Emails) // in this order: it is safe to send
    {
        var email = composer.Compose(revision.Series, message, revision.Timestamp);
        File.WriteAllBytes(Path.Combine(emails, $"{email.Kind}-{email.WorkshopId}-{email.Recipient.Email.LocalPart}.eml"), email.Bytes.ToArray());
    }
}
#endregion
