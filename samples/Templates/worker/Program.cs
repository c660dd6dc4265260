using Better.Calendar;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.Sqlite;
using NodaTime;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddBetterCalendarDelivery(delivery => delivery
    .UseSqlite("out/outbox.db")
    .Bind(builder.Configuration.GetSection("Delivery")));
using var host = builder.Build();

// Posts the emails that the last edit of series.json needs, and then stores the series: if the process stops in between, the same edit
// plans the same emails, and the outbox skips those that it has.
var edited = SeriesDocument.Read(File.ReadAllText("series.json"));
var now = SystemClock.Instance.GetCurrentInstant(); // the library reads no clock: you pass the time
var revision = File.Exists("stored.json")
    ? SeriesRevision.Between(SeriesDocument.Read(File.ReadAllText("stored.json")), edited, now)
    : SeriesRevision.First(edited, now);
var added = await host.Services.GetRequiredService<Outbox>().EnqueueAsync(revision);
File.WriteAllText("stored.json", SeriesDocument.Write(revision.Series));
Console.WriteLine($"{added} emails were added to the outbox.");

await host.RunAsync();
