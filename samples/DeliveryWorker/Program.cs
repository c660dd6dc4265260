using DeliveryWorkerSample;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A delivery worker; run as many as you like: dotnet run --project samples/DeliveryWorker -- --Delivery:Smtp=smtp://you@mail.example:587
// Settings come from appsettings.json, the environment (Delivery__Smtp=…) and the command line; README.md beside this file lists them.
// Exit codes: 0 stopped, or all emails are final; 1 somebody must correct something; 2 wrong settings.
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
try
{
    builder.Services.AddSingleton(DeliverySettings.FromConfiguration(builder.Configuration.GetSection("Delivery")));
}
catch (Exception problem) when (problem is FormatException or ArgumentException)
{
    // The first line of the message names the setting or option and its range.
    Console.Error.WriteLine(problem.Message.Split('\n')[0]);
    return 2;
}

// When stopped, the worker finishes the emails that it is sending.
builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromSeconds(45));
builder.Services.AddHostedService<DeliveryHostedService>();
using var host = builder.Build();
await host.RunAsync();
return Environment.ExitCode;
