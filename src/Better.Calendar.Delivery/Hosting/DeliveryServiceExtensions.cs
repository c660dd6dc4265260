using Better.Calendar.Delivery.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Better.Calendar.Delivery;

/// <summary>Adds the delivery of emails to a host.</summary>
public static class DeliveryServiceExtensions
{
    /// <summary>
    /// Adds an <see cref="Outbox"/> to post emails with, and a background worker that sends them. The health check
    /// <see cref="DeliveryHealthCheck"/> is added by <c>services.AddHealthChecks().AddCheck&lt;DeliveryHealthCheck&gt;("delivery")</c>.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Chooses store, transport and options.</param>
    /// <exception cref="InvalidOperationException">No store or no transport was chosen.</exception>
    public static IServiceCollection AddBetterCalendarDelivery(this IServiceCollection services, Action<DeliveryBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new DeliveryBuilder(services);
        configure(builder);
        Require<IOutboxStore>(services, "a store, for example with UseSqlite");
        Require<IMessageTransport>(services, "a transport, for example with UseSmtp");
        var options = builder.CreateOptions();
        services.TryAddSingleton(options);
        services.TryAddSingleton(static provider =>
            new Outbox(
                provider.GetRequiredService<IOutboxStore>(),
                provider.GetRequiredService<DeliveryOptions>().TimeProvider,
                provider.GetRequiredService<DeliveryOptions>().InvitationOptions));
        services.TryAddSingleton<DeliveryMonitor>();
        services.TryAddSingleton(static provider => new DeliveryWorker(
            provider.GetRequiredService<IOutboxStore>(),
            provider.GetService<IDispatchQueue>(),
            provider.GetRequiredService<IMessageTransport>(),
            provider.GetRequiredService<DeliveryOptions>(),
            provider.GetRequiredService<DeliveryMonitor>(),
            provider.GetService<ILogger<DeliveryWorker>>()));
        services.TryAddSingleton<DeliveryHealthCheck>();
        services.AddSingleton<IHostedService>(provider => new HostedDelivery(
            provider.GetRequiredService<DeliveryWorker>(),
            provider.GetRequiredService<DeliveryMonitor>(),
            builder.StopAfter,
            builder.Pause,
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<ILogger<HostedDelivery>>()));
        return services;
    }

    private static void Require<T>(IServiceCollection services, string what)
    {
        if (!services.Any(static service => service.ServiceType == typeof(T)))
        {
            throw new InvalidOperationException($"AddBetterCalendarDelivery needs {what}.");
        }
    }
}
