using Better.Calendar;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.Sqlite;
using NodaTime;

// Enqueues a plan twice and lets two workers deliver it into a pickup folder: every email is there once.
using var document = typeof(Program).Assembly.GetManifestResourceStream("series.json")!;
var plan = SeriesRevision.First(SeriesDocument.Read(document), Instant.FromUtc(2027, 3, 1, 8, 0));
await using var store = new SqliteOutboxStore("outbox.db");
var enqueued = await new Outbox(store).EnqueueAsync(plan) + await new Outbox(store).EnqueueAsync(plan);
var workers = Enumerable.Range(0, 2).Select(_ => new DeliveryWorker(store, null, new PickupDirectoryTransport(".")));
var counts = await Task.WhenAll(workers.Select(worker => worker.DrainAsync(Duration.FromMinutes(1))));
Console.WriteLine($"{enqueued} enqueued, {counts[0].Sent} sent, {counts[0].PossibleDuplicates} possible duplicates");
await File.WriteAllBytesAsync("workshops.ics", WorkshopCalendar.Publish(plan.Series, "hu", plan.Timestamp).Bytes.ToArray());
return counts.All(count => count.Sent == enqueued && count.PossibleDuplicates == 0) ? 0 : 1;
