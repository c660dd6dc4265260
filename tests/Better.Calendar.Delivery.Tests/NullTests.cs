using System.Data.Common;
using System.Reflection;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Delivery.Tests;

/// <summary>Null for what must not be null is refused by name, at every constructor and method that a host can call.</summary>
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
        [typeof(RabbitMqDispatchQueue)] = static () => new RabbitMqDispatchQueue(new SqliteOutboxStore("null-tests.db"), new() { Host = "queue.example" }),
        [typeof(StoreDispatchQueue)] = static () => new StoreDispatchQueue(new SqliteOutboxStore("null-tests.db")),
        [typeof(Outbox)] = static () => new Outbox(new SqliteOutboxStore("null-tests.db")),
        [typeof(IMessageTransport)] = static () => new PickupDirectoryTransport("."),
        [typeof(SmtpServerOptions)] = static () => new SmtpServerOptions { Host = "mail.example" },
        [typeof(WorkshopSeries)] = static () => Better.Calendar.Delivery.Tests.Rig.TestSeries.Of(1),
        [typeof(SeriesRevision)] = static () => SeriesRevision.First(Better.Calendar.Delivery.Tests.Rig.TestSeries.Of(1), Better.Calendar.Delivery.Tests.Rig.TestSeries.At),
        [typeof(IEnumerable<PlannedEmail>)] = static () => Array.Empty<PlannedEmail>(),
        [typeof(IReadOnlyList<SeriesSnapshot>)] = static () => Array.Empty<SeriesSnapshot>(),
        [typeof(IReadOnlyList<OutboxMessage>)] = static () => Array.Empty<OutboxMessage>(),
        [typeof(IReadOnlyList<long>)] = static () => Array.Empty<long>(),
        [typeof(IReadOnlyList<DeliveryOutcome>)] = static () => Array.Empty<DeliveryOutcome>(),
        [typeof(Func<CancellationToken, ValueTask<string>>)] = static () => static ValueTask<string> (CancellationToken _) => new(""),
        [typeof(Func<DbDataReader, int, Instant?>)] = static () => static Instant? (DbDataReader _, int _) => null,
        [typeof(DbDataReader)] = static () => new System.Data.DataTable { Columns = { "a" } }.CreateDataReader(),
        [typeof(MimeMessage)] = static () => new MimeMessage(),
        [typeof(EmailAddress)] = static () => EmailAddress.Parse("anna@guest.example"),
    };

    [TestCaseSource(nameof(Doors))]
    public async Task Null_is_refused(MethodBase method, ParameterInfo parameter)
    {
        var arguments = method.GetParameters().Select(other => other == parameter ? null : Value(other.ParameterType)).ToArray();
        Exception? problem = null;
        try
        {
            var result = method is ConstructorInfo constructor ? constructor.Invoke(arguments) : method.Invoke(method.IsStatic ? null : Value(method.DeclaringType!), arguments);
            await ((result as Task) ?? Task.CompletedTask);
            if (result is IAsyncEnumerable<OutboxEntry> records)
            {
                await records.GetAsyncEnumerator().MoveNextAsync();
            }
        }
        catch (TargetInvocationException invocation)
        {
            problem = invocation.InnerException;
        }
        catch (ArgumentException late)
        {
            problem = late;
        }

        Assert.That(problem, Is.TypeOf<ArgumentNullException>().With.Property("ParamName").EqualTo(parameter.Name));
    }

    private static IEnumerable<TestCaseData> Doors() =>
        from package in ArchitectureTests.Packages
        from type in package.GetExportedTypes()
        where !type.IsInterface && !typeof(Delegate).IsAssignableFrom(type) && !typeof(Exception).IsAssignableFrom(type)
        from method in type.GetConstructors().Concat<MethodBase>(type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        where !Synthesized.Contains(method.Name) && (method is ConstructorInfo || !method.IsSpecialName)
        let closed = method is MethodInfo { IsGenericMethodDefinition: true } generic ? generic.MakeGenericMethod(typeof(DbDataReader)) : method
        from parameter in closed.GetParameters()
        where !parameter.ParameterType.IsValueType && Nullability.Create(parameter).WriteState == NullabilityState.NotNull
        select new TestCaseData(closed, parameter).SetArgDisplayNames($"{type.Name}.{method.Name}", parameter.Name!);

    private static object? Value(Type type) =>
        Values.TryGetValue(type, out var make) ? make() : type.IsValueType ? Activator.CreateInstance(type) : null;
}
