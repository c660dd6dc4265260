using Better.Calendar;
using NodaTime;

var app = WebApplication.CreateSlimBuilder(args).Build();
var series = SeriesDocument.Read(typeof(Program).Assembly.GetManifestResourceStream("series.json")!);
var composer = new InvitationComposer();
var at = Instant.FromUtc(2027, 3, 1, 8, 0); // a real host uses its clock; this one gives the same result in every year

// Kestrel allows no synchronous I/O: everything is written to the response, or read from the request, without it.
app.MapGet("/workshops.ics", async (HttpResponse response, CancellationToken cancellationToken) =>
{
    response.ContentType = IcsFile.MediaType;
    await WorkshopCalendar.PublishToAsync(response.BodyWriter, series, "en", at, cancellationToken: cancellationToken);
});
app.MapGet("/stream.ics", async (HttpResponse response, CancellationToken cancellationToken) =>
{
    await WorkshopCalendar.PublishToAsync(response.Body, series, "en", at, cancellationToken: cancellationToken);
});
app.MapGet("/emails/{workshop}/{person}", async (HttpResponse response, string workshop, string person, CancellationToken cancellation) =>
{
    var email = composer.ComposeAll(series, at)
        .SingleOrDefault(email => email.WorkshopId == workshop && email.Recipient.Email.LocalPart == person);
    response.StatusCode = email is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
    response.ContentType = "message/rfc822";
    await (email?.WriteToAsync(response.Body, cancellation) ?? Task.CompletedTask);
});
app.MapGet("/series.json", (HttpResponse response, CancellationToken cancellationToken) =>
    SeriesDocument.WriteAsync(series, response.Body, cancellationToken: cancellationToken));
app.MapPost("/series.json", async (HttpRequest request, CancellationToken cancellationToken) =>
    (await SeriesDocument.ReadAsync(request.Body, cancellationToken: cancellationToken)).Equals(series) ? "the same" : "another one");
app.MapPost("/participants.csv", async (HttpRequest request, CancellationToken cancellationToken) =>
    $"{(await ParticipantList.ReadAsync(request.Body, series, cancellationToken: cancellationToken)).Count}");
app.MapPost("/reply.eml", async (HttpRequest request, CancellationToken cancellationToken) =>
    (await ReplyReader.ReadAsync(request.Body, series, cancellationToken: cancellationToken)).GetType().Name);
app.Run();
