using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Better.Calendar.Delivery.RabbitMq;

/// <summary>Distributes the emails of a host over its workers through RabbitMQ.</summary>
public static class RabbitMqDeliveryExtensions
{
    private const string PasswordVariable = "BETTER_RABBITMQ_PASSWORD";

    /// <summary>Uses a queue in RabbitMQ beside the store.</summary>
    /// <param name="builder">The builder of <c>AddBetterCalendarDelivery</c>.</param>
    /// <param name="options">The broker.</param>
    public static DeliveryBuilder UseRabbitMq(this DeliveryBuilder builder, RabbitMqOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        return builder.UseQueue(services => new RabbitMqDispatchQueue(
            services.GetRequiredService<IOutboxStore>(),
            options,
            services.GetService<ILogger<RabbitMqDispatchQueue>>()));
    }

    /// <summary>
    /// Uses a queue in RabbitMQ beside the store, if the configuration has the setting <c>RabbitMq</c>:
    /// <c>amqp://user@host:5672</c>, or <c>amqps://user@host:5671</c> with TLS. <c>QueueName</c> and <c>RequeueAfter</c> (in seconds) are
    /// read, too, and the password from the environment variable BETTER_RABBITMQ_PASSWORD.
    /// </summary>
    /// <param name="builder">The builder of <c>AddBetterCalendarDelivery</c>.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection("Delivery")</c>.</param>
    /// <exception cref="FormatException">A setting cannot be read; the message names it.</exception>
    public static DeliveryBuilder UseRabbitMq(this DeliveryBuilder builder, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        if (section["RabbitMq"] is not { Length: > 0 } uri)
        {
            return builder;
        }

        if (!Uri.TryCreate(uri, UriKind.Absolute, out var broker)
            || broker.Scheme is not ("amqp" or "amqps")
            || broker.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw new FormatException(
                $"{section.Path}:RabbitMq must be amqp://user@host:5672 or amqps://user@host:5671, without a password, which is read from "
                    + $"the environment variable {PasswordVariable}.");
        }

        var options = new RabbitMqOptions { Host = broker.Host, Port = Math.Max(broker.Port, 0), UseTls = broker.Scheme == "amqps" };
        options = options with
        {
            UserName = broker.UserInfo.Length > 0 ? Uri.UnescapeDataString(broker.UserInfo) : options.UserName,
            QueueName = section["QueueName"] is { Length: > 0 } name ? name : options.QueueName,
            RequeueAfter = section["RequeueAfter"] is not { Length: > 0 } text ? options.RequeueAfter
                : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e6
                    ? Duration.FromSeconds(seconds)
                : throw new FormatException($"{section.Path}:RequeueAfter must be a number of seconds, and is \"{text}\"."),
        };
        return builder.UseRabbitMq(Environment.GetEnvironmentVariable(PasswordVariable) is null && options.UserName == "guest"
            ? options
            : options with { PasswordProvider = static _ => ValueTask.FromResult(ReadPassword()) });
    }

    private static string ReadPassword() => Environment.GetEnvironmentVariable(PasswordVariable)
        ?? throw new OutboxStoreException(
            $"There is no password for RabbitMQ. Set the environment variable {PasswordVariable}.",
            isTransient: false);
}
