using System.Data.Common;
using System.Reflection;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Delivery.Tests;

/// <summary>
/// Every public constructor and method throws an ArgumentNullException with the name of the parameter if a required argument is null.
/// </summary>
public sealed class NullTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly string[] Synthesized = ["Equals", "GetHashCode", "ToString", "Deconstruct", "<Clone>$"];

    private static readonly Dictionary<Type, Func<object>> Values = new()
    {
        [typeof(string)] = static () => "text",
        [typeof(Stream)] = static () => new MemoryStream(),
        [typeof(IOutboxStore)] = static () => new SqliteOutboxStore("null-tests.db"),
        [typeof(SqliteOutboxStore)] = static () => new SqliteOutboxStore("null-tests.db"),
        [typeof(PostgresOutboxStore)] = static () => new PostgresOutboxStore("Host=db.example"),
        [typeof(RabbitMqOptions)] = static () => new RabbitMqOptions { Host = "queue.example" },
        [typeof(RabbitMqDispatchQueue)] =
            static () => new RabbitMqDispatchQueue(new SqliteOutboxStore("null-tests.db"), new() { Host = "queue.example" }),
        [typeof(StoreDispatchQueue)] = static () => new StoreDispatchQueue(new SqliteOutboxStore("null-tests.db")),
        [typeof(Outbox)] = static () => new Outbox(new SqliteOutboxStore("null-tests.db")),
        [typeof(IMessageTransport)] = static () => new PickupDirectoryTransport("."),
        [typeof(SmtpServerOptions)] = static () => new SmtpServerOptions { Host = "mail.example" },
        [typeof(WorkshopSeries)] = static () => TestSeries.Create(1),
        [typeof(SeriesRevision)] = static () => SeriesRevision.First(TestSeries.Create(1), TestSeries.At),
        [typeof(IEnumerable<PlannedEmail>)] = static () => Array.Empty<PlannedEmail>(),
        [typeof(IReadOnlyList<SeriesSnapshot>)] = static () => Array.Empty<SeriesSnapshot>(),
        [typeof(IReadOnlyList<OutboxMessage>)] = static () => Array.Empty<OutboxMessage>(),
        [typeof(IReadOnlyList<long>)] = static () => Array.Empty<long>(),
        [typeof(IReadOnlyList<DeliveryOutcome>)] = static () => Array.Empty<DeliveryOutcome>(),
        [typeof(Func<CancellationToken, ValueTask<string>>)] = static () => static ValueTask<string> (CancellationToken _) => new(""),
        [typeof(Func<DbDataReader, int, Instant?>)] = static () => static Instant? (DbDataReader _, int _) => null,
        [typeof(DbTransaction)] = static () =>
        {
            var connection = new SqliteConnection("Data Source=:memory:");
            connection.Open();
            return connection.BeginTransaction();
        },
        [typeof(IReadOnlyCollection<DeliveryStatus>)] = static () => Array.Empty<DeliveryStatus>(),
        [typeof(DbDataReader)] = static () => new System.Data.DataTable { Columns = { "a" } }.CreateDataReader(),
        [typeof(MimeMessage)] = static () => new MimeMessage(),
        [typeof(SimulatedCalendar)] = static () => new SimulatedCalendar(SimulatedClient.Cyrus, EmailAddress.Parse("anna@guest.example")),
        [typeof(SimulatedEmail)] = static () => new SimulatedCalendar(SimulatedClient.Cyrus, EmailAddress.Parse("anna@guest.example"))
            .Receive(new MimeMessage()),
        [typeof(OutboxSql)] = static () => new OutboxSql("emails", "deliveries", "messages"),
        [typeof(OutboxFilter)] = static () => new OutboxFilter(),
        [typeof(IEnumerable<long>)] = static () => Array.Empty<long>(),
        [typeof(byte[])] = static () => new byte[32],
        [typeof(IServiceCollection)] = static () => new ServiceCollection(),
        [typeof(IServiceProvider)] = static () => new ServiceCollection().BuildServiceProvider(),
        [typeof(DeliveryBuilder)] = static () => new DeliveryBuilder(new ServiceCollection()),
        [typeof(DeliveryHealthCheck)] = static () => new DeliveryHealthCheck(new ServiceCollection().BuildServiceProvider()),
        [typeof(IConfigurationSection)] = static () => new ConfigurationBuilder().Build().GetSection("Delivery"),
        [typeof(EmailAddress)] = static () => EmailAddress.Parse("anna@guest.example"),
    };

    [TestCaseSource(nameof(RequiredParameters))]
    public async Task A_required_argument_that_is_null_is_refused(MethodBase method, ParameterInfo parameter)
    {
        var arguments = method.GetParameters().Select(other => other == parameter ? null : CreateValue(other.ParameterType)).ToArray();
        Exception? problem = null;
        try
        {
            var result = method is ConstructorInfo constructor
                ? constructor.Invoke(arguments)
                : method.Invoke(method.IsStatic ? null : CreateValue(method.DeclaringType!), arguments);
            await ((result as Task) ?? Task.CompletedTask);
            if (result is IAsyncEnumerable<OutboxEntry> entries)
            {
                await entries.GetAsyncEnumerator().MoveNextAsync();
            }
        }
        catch (TargetInvocationException invocation)
        {
            problem = invocation.InnerException;
        }
        catch (ArgumentException exception)
        {
            problem = exception;
        }

        Assert.That(problem, Is.TypeOf<ArgumentNullException>().With.Property("ParamName").EqualTo(parameter.Name));
    }

    private static IEnumerable<TestCaseData> RequiredParameters() =>
        from package in ArchitectureTests.Packages
        from type in package.GetExportedTypes()
        where !type.IsInterface && !typeof(Delegate).IsAssignableFrom(type) && !typeof(Exception).IsAssignableFrom(type)
        from method in type.GetConstructors()
            .Concat<MethodBase>(
                type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        where !Synthesized.Contains(method.Name) && (method is ConstructorInfo || !method.IsSpecialName)
        let callable = method is MethodInfo { IsGenericMethodDefinition: true } generic
            ? generic.MakeGenericMethod(typeof(DbDataReader))
            : method
        from parameter in callable.GetParameters()
        where !parameter.ParameterType.IsValueType && Nullability.Create(parameter).WriteState == NullabilityState.NotNull
        select new TestCaseData(callable, parameter).SetArgDisplayNames($"{type.Name}.{method.Name}", parameter.Name!);

    private static object? CreateValue(Type type) =>
        Values.TryGetValue(type, out var create) ? create() : type.IsValueType ? Activator.CreateInstance(type) : null;
}
