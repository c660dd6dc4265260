using Better.Calendar.Delivery;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Delivery.Sqlite;
using DeliveryWorkerSample;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A delivery worker; run as many as you like. README.md lists the settings. Exit codes: 0 stopped, or all emails are final; 1 somebody must
// correct something; 2 wrong settings.
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
var settings = builder.Configuration.GetSection("Delivery");
return await ExitCode.RunAsync(async () =>
{
    builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromSeconds(45));
    builder.Services.AddBetterCalendarDelivery(delivery =>
    {
        delivery.Bind(settings);
        _ = settings["Sqlite"] is { Length: > 0 } file ? delivery.UseSqlite(file)
            : settings["PostgreSql"] is { Length: > 0 } database ? delivery.UsePostgreSql(database).UseRabbitMq(settings)
            : delivery;
    });
    builder.AddTelemetry();
    using var host = builder.Build();
    await SeriesFile.PostAsync(host.Services.GetRequiredService<Outbox>(), settings["SeriesFile"], settings["EnqueueAt"]);
    await host.RunAsync();
});
