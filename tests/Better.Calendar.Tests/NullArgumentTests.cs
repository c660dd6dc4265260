using System.Reflection;
using System.Runtime.CompilerServices;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Tests;

/// <summary>Null is refused where it is given, by the name of what it was given for: every public method, constructor and property.</summary>
public sealed class NullArgumentTests
{
    /// <summary>Values for the arguments that are not null. They need not be useful: null is refused before anything is done.</summary>
    private static readonly Dictionary<Type, object> Values = new()
    {
        [typeof(string)] = "en",
        [typeof(byte[])] = new byte[32],
        [typeof(Stream)] = Stream.Null,
        [typeof(Uri)] = new Uri("https://host.example/"),
        [typeof(MimeMessage)] = new MimeMessage(),
        [typeof(IDateTimeZoneProvider)] = DateTimeZoneProviders.Tzdb,
        [typeof(EmailAddress)] = EmailAddress.Parse("guest@guest.example"),
        [typeof(WorkshopSeries)] = Samples.Small(),
    };

    private readonly NullabilityInfoContext nullability = new();

    [Test]
    public void Null_is_refused_by_its_name_wherever_it_is_not_allowed()
    {
        var breaches = typeof(WorkshopSeries).Assembly.GetExportedTypes()
            .Where(static type => type is { IsInterface: false, IsEnum: false, ContainsGenericParameters: false } && !typeof(Delegate).IsAssignableFrom(type))
            .SelectMany(Breaches)
            .ToList();

        Assert.That(breaches, Is.Empty, string.Join("\n", breaches));
    }

    private IEnumerable<string> Breaches(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var constructors = type.IsAbstract ? [] : type.GetConstructors();
        var methods = type.GetMethods(Own).Where(static method => !IsOfEveryRecord(method)).Select(static method => method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(string)) : method);
        foreach (var method in constructors.Cast<MethodBase>().Concat(methods))
        {
            var parameters = method.GetParameters();
            foreach (var parameter in parameters.Where(_ => !parameters.Any(static parameter => parameter.ParameterType.IsByRefLike)).Where(RefusesNull))
            {
                // What is set is called by its property's name.
                var name = method.IsSpecialName && method.Name.StartsWith("set_", StringComparison.Ordinal) ? method.Name[4..] : parameter.Name;
                var arguments = parameters.Select(other => other == parameter ? null : Value(other.ParameterType)).ToArray();
                var thrown = Thrown(method, type, arguments);
                if (thrown is not ArgumentNullException { ParamName: var given } || given != name)
                {
                    yield return $"{type.Name}.{method.Name}({string.Join(", ", parameters.Select(static parameter => parameter.ParameterType.Name))}), {name} = null: {thrown?.GetType().Name ?? "nothing"} {(thrown as ArgumentException)?.ParamName}";
                }
            }
        }
    }

    // What the compiler makes for a record, and what takes null as all of .NET does.
    private static bool IsOfEveryRecord(MethodInfo method) =>
        method.Name is "Equals" or "Deconstruct" or "<Clone>$" or "TryParse" or "op_Equality" or "op_Inequality" || (method.IsSpecialName && method.Name.StartsWith("get_", StringComparison.Ordinal));

    private bool RefusesNull(ParameterInfo parameter) =>
        !parameter.IsOut && !parameter.ParameterType.IsValueType && !parameter.ParameterType.IsByRef && nullability.Create(parameter).WriteState == NullabilityState.NotNull;

    private static Exception? Thrown(MethodBase method, Type type, object?[] arguments)
    {
        try
        {
            _ = method is ConstructorInfo constructor ? constructor.Invoke(arguments)
                : method.Invoke(method.IsStatic ? null : Empty(type), arguments);
            return null;
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException;
        }
    }

    private static object? Value(Type type) =>
        Nullable.GetUnderlyingType(type) is not null ? null
        : Values.TryGetValue(type, out var value) ? value
        : type.IsByRef ? null
        : type.IsGenericType && type.IsInterface ? Array.CreateInstance(type.GetGenericArguments()[0], 0)
        : typeof(Delegate).IsAssignableFrom(type) ? null
        : Empty(type);

    private static object Empty(Type type) => RuntimeHelpers.GetUninitializedObject(
        type.IsAbstract ? type.Assembly.GetTypes().First(derived => !derived.IsAbstract && type.IsAssignableFrom(derived)) : type);
}
