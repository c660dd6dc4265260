using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Better.Calendar.AspNetCore;

/// <summary>Adds a workshop series to a host.</summary>
public static class CalendarServiceExtensions
{
    /// <summary>
    /// Adds the series that the host publishes: <see cref="HostedSeries"/>, its options, and the health check
    /// <see cref="SeriesHealthCheck"/> for <c>services.AddHealthChecks().AddCheck&lt;SeriesHealthCheck&gt;("series")</c>. Choose a store as
    /// well, and map the endpoints with <c>MapBetterCalendar</c>.
    /// </summary>
    /// <remarks>
    /// The category <c>Microsoft.AspNetCore.Hosting.Diagnostics</c> logs nothing from here on, because it would log the address of each
    /// request, and those of RSVP pages are secrets. A series, a workshop or a participant can be the parameter of an endpoint of the
    /// host: it is read from the body by the rules of <see cref="SeriesDocument"/>. With <c>WithSeriesValidation</c> the endpoint answers
    /// errors with all of them.
    /// </remarks>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Changes the options after they were read from the configuration; null: no change.</param>
    public static IServiceCollection AddBetterCalendar(
        this IServiceCollection services,
        Action<BetterCalendarOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<BetterCalendarOptions>, BetterCalendarOptionsReader>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<BetterCalendarOptions>, BetterCalendarOptionsReader>());
        var options = services.AddOptions<BetterCalendarOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        // The addresses of RSVP pages are secrets, and this logger would write each of them, and add it to the lines of others as a scope.
        services.AddLogging(static logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider =>
            new PageTheme(provider.GetRequiredService<IOptions<BetterCalendarOptions>>().Value.InvitationOptions.Theme));
        services.TryAddSingleton<HostedSeries>();
        services.TryAddSingleton<SeriesHealthCheck>();
        services.AddHostedService<HostedSeriesStart>();
        return services.ConfigureHttpJsonOptions(static json =>
        {
            var converters = json.SerializerOptions.Converters;
            Add(converters, new WorkshopSeriesJsonConverter());
            Add(converters, new WorkshopJsonConverter());
            Add(converters, new ParticipantJsonConverter());
            json.SerializerOptions.TypeInfoResolverChain.Add(EndpointJsonContext.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(ScheduleDocumentContext.Default);
        });
    }

    /// <summary>Keeps the series and its attendance in memory: for tests and for trying out.</summary>
    /// <param name="services">The services of the host.</param>
    public static IServiceCollection AddInMemorySeriesStore(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.Replace(ServiceDescriptor.Singleton<ISeriesStore, InMemorySeriesStore>());
    }

    private static void Add<T>(IList<JsonConverter> converters, JsonConverter<T> converter)
    {
        if (!converters.OfType<ErrorCollectorConverter<T>>().Any())
        {
            converters.Add(new ErrorCollectorConverter<T>(converter));
        }
    }
}
