using Better.Calendar.Ics;
using Better.Calendar.Invitations;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton(new InvitationComposer());
builder.Services.AddHostedService<NightlyLetters>();
builder.Build().Run();

/// <summary>Plans what is due, writes the letters, and ends.</summary>
internal sealed class NightlyLetters(InvitationComposer composer, IHostApplicationLifetime host) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var document = typeof(NightlyLetters).Assembly.GetManifestResourceStream("series.json")!;
        var at = Instant.FromUtc(2027, 3, 1, 8, 0); // a real host asks its clock; this one does the same in every year
        var plan = SeriesRevision.First(SeriesDocument.Read(document), at);
        foreach (var message in plan.Messages)
        {
            var letter = composer.Compose(plan.Series, message, plan.At);
            await File.WriteAllBytesAsync($"{letter.Recipient.Email.LocalPart}-{letter.WorkshopId}.eml", letter.Octets.ToArray(), stop);
        }

        await File.WriteAllBytesAsync("workshops.ics", WorkshopCalendar.Publish(plan.Series, "hu", plan.At).Octets.ToArray(), stop);
        host.StopApplication();
    }
}
