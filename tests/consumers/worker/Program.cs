using Better.Calendar;
using NodaTime;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton(new InvitationComposer());
builder.Services.AddHostedService<NightlyEmails>();
builder.Build().Run();

/// <summary>Plans what is due, writes the emails, and ends.</summary>
internal sealed class NightlyEmails(InvitationComposer composer, IHostApplicationLifetime host) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var document = typeof(NightlyEmails).Assembly.GetManifestResourceStream("series.json")!;
        var at = Instant.FromUtc(2027, 3, 1, 8, 0); // a real host uses its clock; this one gives the same result in every year
        var plan = SeriesRevision.First(SeriesDocument.Read(document), at);
        foreach (var planned in plan.Emails)
        {
            var email = composer.Compose(plan.Series, planned, plan.Timestamp);
            await File.WriteAllBytesAsync(
                $"{email.Recipient.Email.LocalPart}-{email.WorkshopId}.eml",
                email.Bytes.ToArray(),
                stoppingToken);
        }

        await File.WriteAllBytesAsync(
            "workshops.ics",
            WorkshopCalendar.Publish(plan.Series, "hu", plan.Timestamp).Bytes.ToArray(),
            stoppingToken);
        host.StopApplication();
    }
}
