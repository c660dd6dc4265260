using Better.Calendar;
using NodaTime;

var app = WebApplication.CreateSlimBuilder(args).Build();
var series = SeriesDocument.Read(typeof(Program).Assembly.GetManifestResourceStream("series.json")!);
var composer = new InvitationComposer();
var at = Instant.FromUtc(2027, 3, 1, 8, 0); // a real host uses its clock; this one gives the same result in every year

app.MapGet(
    "/workshops.ics",
    () => Results.Bytes(WorkshopCalendar.Publish(series, "en", at).Bytes.ToArray(), IcsFile.MediaType, "workshops.ics"));
app.MapGet("/emails/{workshop}/{person}", (string workshop, string person) =>
{
    var email = composer.ComposeAll(series, at)
        .SingleOrDefault(email => email.WorkshopId == workshop && email.Recipient.Email.LocalPart == person);
    return email is null ? Results.NotFound() : Results.Bytes(email.Bytes.ToArray(), "message/rfc822", $"{person}-{workshop}.eml");
});
app.Run();
