// Sends out a series, stores it, edits it, and notifies only those whom the edit concerns.
// MoveAWorkshop [FOLDER] writes to FOLDER, by default ./out/move-a-workshop.
#region invite
using Better.Calendar;
using NodaTime;

var folder = args.Length > 0 ? args[0] : Path.Combine("out", "move-a-workshop");
var store = Path.Combine(Directory.CreateDirectory(folder).FullName, "series.json");
var composer = new InvitationComposer();

using var document = typeof(Program).Assembly.GetManifestResourceStream("open-data-2027.json")!;
var first = SeriesRevision.First(SeriesDocument.Read(document), Instant.FromUtc(2027, 3, 1, 8, 0));
WriteEmails(first, "1-invitations");
File.WriteAllText(store, SeriesDocument.Write(first.Series)); // including who was notified of what
#endregion

#region edit
var stored = SeriesDocument.Read(File.ReadAllText(store));
var maps = stored.Workshops.Single(workshop => workshop.Id == "1");
var movedMaps = maps with { Start = new(2027, 4, 15, 14, 0) };
var edited = stored with
{
    Workshops = stored.Workshops.Select(workshop => workshop == maps ? movedMaps : workshop).ToValueList(),
    Participants = stored.Participants.Where(participant => participant.Name != "Paolo Neri").ToValueList(),
};
#endregion

#region responses
// Márta declined Maps on your RSVP page. Responses by mail come from ReplyReader.
var declined = new ParticipantResponse("1", EmailAddress.Parse("marta@buda.example"), ParticipationStatus.Declined);
var responses = Attendance.Empty.Responses.Append(declined);
#endregion

#region plan
var plan = SeriesRevision.Between(stored, edited, Instant.FromUtc(2027, 3, 8, 8, 0), responses: responses);
foreach (var email in plan.Emails)
    Console.WriteLine($"{email.Kind} of workshop {email.Workshop!.Id} to {email.Recipient.Name}: {email.Explanation}");
foreach (var skipped in plan.Skipped)
{
    var names = string.Join(", ", skipped.Recipients.Select(participant => participant.Name));
    Console.WriteLine($"Nothing about workshop {skipped.WorkshopId} to {names}: {skipped.Explanation}");
}
#endregion

#region write
WriteEmails(plan, "2-after-the-edit");
File.WriteAllText(store, SeriesDocument.Write(plan.Series));

void WriteEmails(SeriesRevision revision, string name)
{
    var target = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
    foreach (var planned in revision.Emails) // in this order, which is safe to send
    {
        var email = composer.Compose(revision.Series, planned, revision.Timestamp);
        var file = $"{email.Kind}-{email.WorkshopId}-{email.Recipient.Email.LocalPart}.eml";
        File.WriteAllBytes(Path.Combine(target, file), email.Bytes.ToArray());
    }
}
#endregion
