using System.Buffers;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Tests;

/// <summary>Every public method, constructor and property refuses null with an ArgumentNullException that names the parameter.</summary>
public sealed class NullArgumentTests
{
    /// <summary>
    /// Values for the other arguments. They need not be meaningful, because null is refused before anything else is done.
    /// </summary>
    private static readonly Dictionary<Type, object> Values = new()
    {
        [typeof(string)] = "en",
        [typeof(byte[])] = new byte[32],
        [typeof(Stream)] = Stream.Null,
        [typeof(IBufferWriter<byte>)] = new ArrayBufferWriter<byte>(),
        [typeof(Uri)] = new Uri("https://host.example/"),
        [typeof(MimeMessage)] = new MimeMessage(),
        [typeof(IDateTimeZoneProvider)] = DateTimeZoneProviders.Tzdb,
        [typeof(EmailAddress)] = EmailAddress.Parse("guest@guest.example"),
        [typeof(WorkshopSeries)] = Samples.Small(),
    };

    private readonly NullabilityInfoContext nullability = new();

    [Test]
    public void Null_is_refused_with_the_parameter_s_name_wherever_it_is_not_allowed()
    {
        var violations = typeof(WorkshopSeries).Assembly.GetExportedTypes()
            .Where(static type => type is { IsInterface: false, IsEnum: false, ContainsGenericParameters: false }
                && !typeof(Delegate).IsAssignableFrom(type)

                // System.Text.Json calls these, by a reader that reflection cannot pass.
                && !typeof(JsonConverter).IsAssignableFrom(type))
            .SelectMany(FindViolations)
            .ToList();

        Assert.That(violations, Is.Empty, string.Join("\n", violations));
    }

    private IEnumerable<string> FindViolations(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var constructors = type.IsAbstract ? [] : type.GetConstructors();
        var methods = type.GetMethods(Own)
            .Where(static method => !IsGeneratedOrAcceptsNull(method))
            .Select(static method => method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(string)) : method);
        foreach (var method in constructors.Cast<MethodBase>().Concat(methods))
        {
            var parameters = method.GetParameters();
            foreach (var parameter in parameters.Where(_ => !parameters.Any(static parameter => parameter.ParameterType.IsByRefLike))
                .Where(RefusesNull))
            {
                // A setter names its property.
                var name = method.IsSpecialName && method.Name.StartsWith("set_", StringComparison.Ordinal)
                    ? method.Name[4..]
                    : parameter.Name;
                var arguments = parameters.Select(other => other == parameter ? null : GetValue(other.ParameterType)).ToArray();
                var thrown = Catch(method, type, arguments);
                if (thrown is not ArgumentNullException { ParamName: var given } || given != name)
                {
                    var types = string.Join(", ", parameters.Select(static parameter => parameter.ParameterType.Name));
                    yield return $"{type.Name}.{method.Name}({types}), {name} = null: "
                        + $"{thrown?.GetType().Name ?? "nothing"} {(thrown as ArgumentException)?.ParamName}";
                }
            }
        }
    }

    // Members that the compiler generates for records, and members that accept null as everywhere in .NET.
    private static bool IsGeneratedOrAcceptsNull(MethodInfo method) =>
        method.Name is "Equals" or "Deconstruct" or "<Clone>$" or "TryParse" or "op_Equality" or "op_Inequality"
            || (method.IsSpecialName && method.Name.StartsWith("get_", StringComparison.Ordinal));

    private bool RefusesNull(ParameterInfo parameter) =>
        !parameter.IsOut
            && !parameter.ParameterType.IsValueType
            && !parameter.ParameterType.IsByRef
            && nullability.Create(parameter).WriteState == NullabilityState.NotNull;

    private static Exception? Catch(MethodBase method, Type type, object?[] arguments)
    {
        try
        {
            _ = method is ConstructorInfo constructor ? constructor.Invoke(arguments)
                : method.Invoke(method.IsStatic ? null : CreateEmpty(type), arguments);
            return null;
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException;
        }
    }

    private static object? GetValue(Type type) =>
        Nullable.GetUnderlyingType(type) is not null ? null
        : Values.TryGetValue(type, out var value) ? value
        : type.IsByRef ? null
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
            ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()))
        : type.IsGenericType && type.IsInterface ? Array.CreateInstance(type.GetGenericArguments()[0], 0)
        : typeof(Delegate).IsAssignableFrom(type) ? null
        : CreateEmpty(type);

    private static object CreateEmpty(Type type) => RuntimeHelpers.GetUninitializedObject(
        type.IsAbstract ? type.Assembly.GetTypes().First(derived => !derived.IsAbstract && type.IsAssignableFrom(derived)) : type);
}
