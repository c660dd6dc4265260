using System.Reflection;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Delivery.Sqlite;
using NodaTime;

namespace Better.Calendar.Delivery.Tests;

/// <summary>An option out of its range is refused when it is set, with a message that names property, value and range.</summary>
public sealed class OptionsTests
{
    private static readonly Duration OneTick = Duration.FromTicks(1);

    private static readonly OptionRow[] Rows =
    [
        WholeNumber(1, 1000, static value => new DeliveryOptions { Connections = value }, nameof(DeliveryOptions.Connections)),
        OptionalNumber(1, 1_000_000, static value => new DeliveryOptions { MaxPerMinute = value }, nameof(DeliveryOptions.MaxPerMinute)),
        WholeNumber(1, 1000, static value => new DeliveryOptions { MaxUncertainSends = value }, nameof(DeliveryOptions.MaxUncertainSends)),
        WholeNumber(0, 1000, static value => new DeliveryOptions { PrefetchedIntents = value }, nameof(DeliveryOptions.PrefetchedIntents)),
        Time(
            Duration.FromSeconds(1),
            Duration.FromDays(1),
            static value => new DeliveryOptions { LeaseDuration = value },
            nameof(DeliveryOptions.LeaseDuration)),
        Time(
            Duration.Zero,
            Duration.FromDays(1),
            static value => new DeliveryOptions { ShutdownTimeout = value },
            nameof(DeliveryOptions.ShutdownTimeout)),
        Time(
            Duration.Zero,
            Duration.FromDays(365),
            static value => new DeliveryOptions { StoreRetryTimeout = value },
            nameof(DeliveryOptions.StoreRetryTimeout)),
        Time(
            Duration.Zero,
            Duration.FromDays(365),
            static value => new DeliveryOptions { ServerRetryTimeout = value },
            nameof(DeliveryOptions.ServerRetryTimeout),
            isOptional: true),
        Time(
            Duration.FromMilliseconds(100),
            Duration.FromDays(1),
            static value => new DeliveryOptions { IdleConnectionTimeout = value },
            nameof(DeliveryOptions.IdleConnectionTimeout)),
        OptionalNumber(1, 1000, static value => new DomainLimit { MaxConcurrent = value }, nameof(DomainLimit.MaxConcurrent)),
        OptionalNumber(1, 1_000_000, static value => new DomainLimit { MaxPerMinute = value }, nameof(DomainLimit.MaxPerMinute)),
        Time(
            Duration.FromMilliseconds(1),
            Duration.FromDays(30),
            static value => new RetrySchedule { InitialDelay = value },
            nameof(RetrySchedule.InitialDelay)),
        Time(
            Duration.FromMilliseconds(1),
            Duration.FromDays(30),
            static value => new RetrySchedule { DelayAfterConnectionLoss = value },
            nameof(RetrySchedule.DelayAfterConnectionLoss)),
        Time(
            Duration.FromMilliseconds(1),
            Duration.FromDays(30),
            static value => new RetrySchedule { MaxDelay = value },
            nameof(RetrySchedule.MaxDelay)),
        Time(
            Duration.Zero,
            Duration.FromDays(365),
            static value => new RetrySchedule { GiveUpAfter = value },
            nameof(RetrySchedule.GiveUpAfter)),
        WholeNumber(
            0,
            65535,
            static value => new SmtpServerOptions { Host = "mail.example", Port = value },
            nameof(SmtpServerOptions.Port)),
        Time(
            Duration.FromMilliseconds(10),
            Duration.FromDays(1),
            static value => new SmtpServerOptions { Host = "mail.example", Timeout = value },
            nameof(SmtpServerOptions.Timeout)),
        new(
            typeof(SmtpServerOptions),
            nameof(SmtpServerOptions.Security),
            "one of StartTls, Tls, None, and is 7",
            static () => new SmtpServerOptions { Host = "mail.example", Security = SmtpSecurity.None },
            static () => new SmtpServerOptions { Host = "mail.example", Security = (SmtpSecurity)7 }),
        new(
            typeof(SmtpServerOptions),
            nameof(SmtpServerOptions.Revocation),
            "one of Soft, Strict, Off, and is 7",
            static () => new SmtpServerOptions { Host = "mail.example", Revocation = RevocationMode.Off },
            static () => new SmtpServerOptions { Host = "mail.example", Revocation = (RevocationMode)7 }),
        WholeNumber(0, 65535, static value => new RabbitMqOptions { Host = "queue.example", Port = value }, nameof(RabbitMqOptions.Port)),
        WholeNumber(
            1,
            65535,
            static value => new RabbitMqOptions { Host = "queue.example", PrefetchCount = (ushort)value },
            nameof(RabbitMqOptions.PrefetchCount),
            hasAboveMax: false),
        WholeNumber(
            1,
            1_000_000,
            static value => new RabbitMqOptions { Host = "queue.example", MaxQueued = value },
            nameof(RabbitMqOptions.MaxQueued)),
        Time(
            Duration.FromSeconds(1),
            Duration.FromDays(1),
            static value => new RabbitMqOptions { Host = "queue.example", RequeueAfter = value },
            nameof(RabbitMqOptions.RequeueAfter)),
        WholeNumber(
            1,
            10_000,
            static value => new RabbitMqOptions { Host = "queue.example", DeliveryLimit = value },
            nameof(RabbitMqOptions.DeliveryLimit)),
        Text(static value => new SmtpServerOptions { Host = value! }, nameof(SmtpServerOptions.Host)),
        Text(
            static value => new SmtpServerOptions { Host = "mail.example", LocalDomain = value },
            nameof(SmtpServerOptions.LocalDomain),
            isOptional: true),
        Text(
            static value => new SmtpCredentials { UserName = value!, SecretProvider = null! },
            nameof(SmtpCredentials.UserName),
            isComplete: false),
        Text(static value => new DeliveryOptions { WorkerName = value }, nameof(DeliveryOptions.WorkerName), isOptional: true),
        Text(static value => new RabbitMqOptions { Host = value! }, nameof(RabbitMqOptions.Host)),
        Text(static value => new RabbitMqOptions { Host = "queue.example", VirtualHost = value! }, nameof(RabbitMqOptions.VirtualHost)),
        Text(static value => new RabbitMqOptions { Host = "queue.example", UserName = value! }, nameof(RabbitMqOptions.UserName)),
        Text(static value => new RabbitMqOptions { Host = "queue.example", QueueName = value! }, nameof(RabbitMqOptions.QueueName)),
        Null(
            static () => new DeliveryOptions { InvitationOptions = null! },
            nameof(DeliveryOptions.InvitationOptions),
            static () => new DeliveryOptions { InvitationOptions = new InvitationOptions() }),
        Null(
            static () => new DeliveryOptions { DefaultDomainLimit = null! },
            nameof(DeliveryOptions.DefaultDomainLimit),
            static () => new DeliveryOptions { DefaultDomainLimit = new() }),
        Null(
            static () => new DeliveryOptions { DomainLimits = null! },
            nameof(DeliveryOptions.DomainLimits),
            static () => new DeliveryOptions { DomainLimits = new Dictionary<string, DomainLimit>() }),
        new(
            typeof(DeliveryOptions),
            nameof(DeliveryOptions.DomainLimits),
            "a limit for each",
            static () => new DeliveryOptions(),
            static () => new DeliveryOptions { DomainLimits = new Dictionary<string, DomainLimit> { ["slow.example"] = null! } }),
        Null(
            static () => new DeliveryOptions { RetrySchedule = null! },
            nameof(DeliveryOptions.RetrySchedule),
            static () => new DeliveryOptions { RetrySchedule = new() }),
        Null(
            static () => new DeliveryOptions { Randomizer = null! },
            nameof(DeliveryOptions.Randomizer),
            static () => new DeliveryOptions { Randomizer = static () => 0 }),
        Null(
            static () => new DeliveryOptions { TimeProvider = null! },
            nameof(DeliveryOptions.TimeProvider),
            static () => new DeliveryOptions { TimeProvider = TimeProvider.System }),
        Null(
            static () => new SmtpServerOptions { Host = "mail.example", TrustedRootCertificates = null! },
            nameof(SmtpServerOptions.TrustedRootCertificates),
            static () => new SmtpServerOptions { Host = "mail.example", TrustedRootCertificates = [] }),
        Null(
            static () => new SmtpCredentials { UserName = "you", SecretProvider = null! },
            nameof(SmtpCredentials.SecretProvider),
            static () => new SmtpCredentials { UserName = "you", SecretProvider = static _ => new("") }),
        Null(
            static () => new RabbitMqOptions { Host = "queue.example", PasswordProvider = null! },
            nameof(RabbitMqOptions.PasswordProvider),
            static () => new RabbitMqOptions { Host = "queue.example", PasswordProvider = static _ => new("") }),
    ];

    /// <summary>Options without a range: every value is allowed.</summary>
    private static readonly string[] Unrestricted =
        ["DeliveryOptions.DkimSignature",
            "SmtpServerOptions.Credentials",
            "SmtpCredentials.IsOAuth2",
            "RabbitMqOptions.UseTls"];

    [TestCaseSource(nameof(Rows))]
    public void An_option_out_of_its_range_is_refused(OptionRow row)
    {
        Assert.That(row.Valid, Throws.Nothing);
        Assert.That(row.Invalid, Throws.InstanceOf<ArgumentException>().With.Property("ParamName")
            .EqualTo(row.Property).And.Message.StartsWith(row.Property).And.Message.Contains(row.Range));
    }

    [Test]
    public void Every_option_is_in_the_table()
    {
        Type[] types =
            [typeof(DeliveryOptions),
                typeof(DomainLimit),
                typeof(RetrySchedule),
                typeof(SmtpServerOptions),
                typeof(SmtpCredentials),
                typeof(RabbitMqOptions)];
        var options =
            types.SelectMany(static type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(static property => property.CanWrite)
                .Select(property => $"{type.Name}.{property.Name}"));

        Assert.That(Rows.Select(static row => $"{row.Type.Name}.{row.Property}").Concat(Unrestricted).Distinct(), Is.EquivalentTo(options));
    }

    [Test]
    public void A_durability_that_is_not_a_named_value_is_refused() =>
        Assert.That(
            static () => new SqliteOutboxStore("outbox.db", (WriteDurability)7),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("must be Machine or Process"));

    private static OptionRow WholeNumber<T>(int min, int max, Func<int, T> create, string property, bool hasAboveMax = true) => new(
        typeof(T),
        property,
        $"must be from {min} to {max}, and is {min - 1}",
        () => (create(min), create(max)),
        () => hasAboveMax ? AssertBothThrow(() => create(min - 1), () => create(max + 1)) : create(min - 1));

    private static OptionRow OptionalNumber<T>(int min, int max, Func<int?, T> create, string property) => new(
        typeof(T),
        property,
        $"must be null or from {min} to {max}, and is {min - 1}",
        () => (create(null), create(min), create(max)),
        () => AssertBothThrow(() => create(min - 1), () => create(max + 1)));

    private static OptionRow Time<T>(Duration min, Duration max, Func<Duration, T> create, string property, bool isOptional = false) => new(
        typeof(T),
        property,
        isOptional ? "must be null or from " : "must be from ",
        () => (create(min), create(max)),
        () => AssertBothThrow(() => create(min - OneTick), () => create(max + OneTick)));

    private static OptionRow Text<T>(Func<string?, T> create, string property, bool isOptional = false, bool isComplete = true) => new(
        typeof(T),
        property,
        "must be a text that is not blank, and is \" \"",
        () => (isComplete ? create("text") : default, isOptional ? create(null) : default),
        () => AssertBothThrow(() => create(" "), () => create(isOptional ? "" : null)));

    private static OptionRow Null<T>(Func<T> invalid, string property, Func<T> valid) =>
        new(typeof(T), property, "must not be null", () => valid(), () => invalid());

    /// <summary>Asserts that the second call throws, and lets the first one throw.</summary>
    private static object? AssertBothThrow<T>(Func<T> first, Func<T> second)
    {
        Assert.That(() => second(), Throws.InstanceOf<ArgumentException>());
        return first();
    }
}

/// <summary>An option, a call that sets it to valid values, and one that must throw with a message that contains the range.</summary>
public sealed record OptionRow(Type Type, string Property, string Range, Func<object?> Valid, Func<object?> Invalid)
{
    public override string ToString() => $"{Type.Name}.{Property}";
}
