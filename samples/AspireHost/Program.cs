// Runs the samples WebHost and DeliveryWorker with Aspire, whose dashboard shows their logs, traces and metrics.
using Aspire.Hosting;

#region host
var builder = DistributedApplication.CreateBuilder(args);
var folder = Path.Combine(builder.AppHostDirectory, "out");
builder.AddProject<Projects.WebHost>("web")
    .WithEnvironment("WebHost__Folder", Path.Combine(folder, "web"));
builder.AddProject<Projects.DeliveryWorker>("worker")
    .WithEnvironment("Delivery__Sqlite", Path.Combine(folder, "outbox.db"))
    .WithEnvironment("Delivery__Maildir", Path.Combine(folder, "mail"))
    .WithEnvironment("Delivery__SeriesFile", Path.Combine(builder.AppHostDirectory, "../Data/open-data-2027.json"))
    .WithEnvironment("Delivery__EnqueueAt", "2027-03-01T08:00:00Z");
builder.Build().Run();
#endregion
