// A series goes out, is stored, is edited, and only those hear of it who must. Writes to ./out/move-a-workshop, or to the folder named.
using Better.Calendar;
using Better.Calendar.Invitations;
using Better.Calendar.Replies;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
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
// Márta has declined Maps on your answer page; replies by mail come from ReplyReader.
var answers = Attendance.Empty.Answers.Append(new GivenAnswer("1", EmailAddress.Parse("marta@buda.example"), Answer.Declined));
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
var plan = SeriesRevision.Between(stored, edited, Instant.FromUtc(2027, 3, 8, 8, 0), answers: answers);
foreach (var message in plan.Messages)
    Console.WriteLine($"{message.Kind} of workshop {message.Workshop!.Id} to {message.Recipient.Name}: {message.Because}");
foreach (var silence in plan.Silences)
    Console.WriteLine($"nothing about workshop {silence.WorkshopId} to {string.Join(", ", silence.Recipients.Select(person => person.Name))}: {silence.Because}");
#endregion

#region write
Write(plan, "2-after-the-edit");
File.WriteAllText(store, SeriesDocument.Write(plan.Series));

void Write(SeriesRevision revision, string name)
{
    var letters = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
    foreach (var message in revision.Messages) // in this order: it is safe to send
    {
        var letter = composer.Compose(revision.Series, message, revision.At);
        File.WriteAllBytes(Path.Combine(letters, $"{letter.Kind}-{letter.WorkshopId}-{letter.Recipient.Email.LocalPart}.eml"), letter.Octets.ToArray());
    }
}
#endregion
