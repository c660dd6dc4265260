using Better.Calendar.AspNetCore;
using Better.Calendar.AspNetCore.Sqlite;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.Sqlite;

#region host
var builder = WebApplication.CreateSlimBuilder(args);
var links = RsvpLinks.FromKeyFile("out/rsvp.key", new(builder.Configuration["BetterCalendar:PublicUrl"] ?? "http://localhost:5081/"));
builder.Services.AddSqliteSeriesStore("out/series.db").AddBetterCalendar(calendar =>
{
    (calendar.SeriesFile, calendar.KeyFile, calendar.PublicUrl) = ("series.json", "out/rsvp.key", links.PublicUrl);
    calendar.BeforeRevision = (services, revision, cancellationToken) =>
        services.GetRequiredService<Outbox>().EnqueueAsync(revision, cancellationToken);
});
builder.Services.AddBetterCalendarDelivery(delivery => delivery
    .UseSqlite("out/outbox.db")
    .UseMaildir("out/mail")
    .Configure(options => options with { InvitationOptions = new() { RsvpPage = links.GetPage } }));
builder.Services.AddHealthChecks().AddCheck<SeriesHealthCheck>("series").AddCheck<DeliveryHealthCheck>("delivery");
var app = builder.Build();
app.MapBetterCalendar();
app.MapHealthChecks("/health");
app.Run();
#endregion
