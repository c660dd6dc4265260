using Better.Calendar.Ics;
using Better.Calendar.Invitations;
using Better.Calendar.Workshops;
using NodaTime;

var app = WebApplication.CreateSlimBuilder(args).Build();
var series = SeriesDocument.Read(typeof(Program).Assembly.GetManifestResourceStream("series.json")!);
var composer = new InvitationComposer();
var at = Instant.FromUtc(2027, 3, 1, 8, 0); // a real host asks its clock; this one shows the same in every year

app.MapGet("/workshops.ics", () => Results.Bytes(WorkshopCalendar.Publish(series, "en", at).Octets.ToArray(), IcsFile.MediaType, "workshops.ics"));
app.MapGet("/letters/{workshop}/{person}", (string workshop, string person) =>
{
    var letter = composer.ComposeAll(series, at)
        .SingleOrDefault(letter => letter.WorkshopId == workshop && letter.Recipient.Email.LocalPart == person);
    return letter is null ? Results.NotFound() : Results.Bytes(letter.Octets.ToArray(), "message/rfc822", $"{person}-{workshop}.eml");
});
app.Run();
