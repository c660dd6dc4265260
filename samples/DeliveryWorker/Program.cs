using DeliveryWorkerSample;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// One worker of any number: dotnet run --project samples/DeliveryWorker -- --Delivery:Smtp=smtp://you@mail.example:587
// Settings come from appsettings.json, the environment (Delivery__Smtp=…) and the command line; README.md beside this file lists them.
// Exit codes: 0 stopped or all emails final, 1 somebody must fix something, 2 wrong settings.
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
try
{
    builder.Services.AddSingleton(DeliverySettings.FromConfiguration(builder.Configuration.GetSection("Delivery")));
}
catch (Exception problem) when (problem is FormatException or ArgumentException)
{
    // An option out of its range: the first line names it and its range.
    Console.Error.WriteLine(problem.Message.Split('\n')[0]);
    return 2;
}

// A stop finishes the emails on the line.
builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromSeconds(45));
builder.Services.AddHostedService<DeliveryHostedService>();
using var host = builder.Build();
await host.RunAsync();
return Environment.ExitCode;
