using Better.Calendar.Delivery;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Ics;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

// Posts a plan twice and lets two couriers carry it into a pickup folder: every letter is there once.
using var document = typeof(Program).Assembly.GetManifestResourceStream("series.json")!;
var plan = SeriesRevision.First(SeriesDocument.Read(document), Instant.FromUtc(2027, 3, 1, 8, 0));
await using var ledger = new SqliteLedger("outbox.db");
var posted = await new Outbox(ledger).PostAsync(plan) + await new Outbox(ledger).PostAsync(plan);
var counts = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => new Courier(ledger, null, new PickupSink(".")).DrainAsync(Duration.FromMinutes(1))));
Console.WriteLine($"{posted} posted, {counts[0].Sent} sent, {counts[0].Doubtful} doubtful");
await File.WriteAllBytesAsync("workshops.ics", WorkshopCalendar.Publish(plan.Series, "hu", plan.At).Octets.ToArray());
return counts.All(count => count.Sent == posted && count.Doubtful == 0) ? 0 : 1;
