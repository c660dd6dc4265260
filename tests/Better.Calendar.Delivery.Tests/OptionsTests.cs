using System.Reflection;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Invitations;
using NodaTime;

namespace Better.Calendar.Delivery.Tests;

/// <summary>An option out of its range is refused where it is given, by a message that names property, value and range.</summary>
public sealed class OptionsTests
{
    private static readonly Duration Tiny = Duration.FromTicks(1);

    private static readonly Row[] Rows =
    [
        Whole(1, 1000, static value => new CourierOptions { Connections = value }, nameof(CourierOptions.Connections)),
        Maybe(1, 1_000_000, static value => new CourierOptions { PerMinute = value }, nameof(CourierOptions.PerMinute)),
        Whole(1, 1000, static value => new CourierOptions { MostDoubts = value }, nameof(CourierOptions.MostDoubts)),
        Whole(0, 1000, static value => new CourierOptions { WrittenAhead = value }, nameof(CourierOptions.WrittenAhead)),
        Time(Duration.FromSeconds(1), Duration.FromDays(1), static value => new CourierOptions { Lease = value }, nameof(CourierOptions.Lease)),
        Time(Duration.Zero, Duration.FromDays(1), static value => new CourierOptions { StopPatience = value }, nameof(CourierOptions.StopPatience)),
        Time(Duration.Zero, Duration.FromDays(365), static value => new CourierOptions { LedgerPatience = value }, nameof(CourierOptions.LedgerPatience)),
        Time(Duration.Zero, Duration.FromDays(365), static value => new CourierOptions { ServerPatience = value }, nameof(CourierOptions.ServerPatience), isOptional: true),
        Time(Duration.FromMilliseconds(100), Duration.FromDays(1), static value => new CourierOptions { IdleLine = value }, nameof(CourierOptions.IdleLine)),
        Maybe(1, 1000, static value => new DomainLimit { AtOnce = value }, nameof(DomainLimit.AtOnce)),
        Maybe(1, 1_000_000, static value => new DomainLimit { PerMinute = value }, nameof(DomainLimit.PerMinute)),
        Time(Duration.FromMilliseconds(1), Duration.FromDays(30), static value => new RetrySchedule { First = value }, nameof(RetrySchedule.First)),
        Time(Duration.FromMilliseconds(1), Duration.FromDays(30), static value => new RetrySchedule { AfterLoss = value }, nameof(RetrySchedule.AfterLoss)),
        Time(Duration.FromMilliseconds(1), Duration.FromDays(30), static value => new RetrySchedule { Longest = value }, nameof(RetrySchedule.Longest)),
        Time(Duration.Zero, Duration.FromDays(365), static value => new RetrySchedule { GiveUpAfter = value }, nameof(RetrySchedule.GiveUpAfter)),
        Whole(0, 65535, static value => new SmtpServer { Host = "mail.example", Port = value }, nameof(SmtpServer.Port)),
        Time(Duration.FromMilliseconds(10), Duration.FromDays(1), static value => new SmtpServer { Host = "mail.example", Timeout = value }, nameof(SmtpServer.Timeout)),
        new(typeof(SmtpServer), nameof(SmtpServer.Security), "one of StartTls, Tls, None, and is 7", static () => new SmtpServer { Host = "mail.example", Security = SmtpSecurity.None }, static () => new SmtpServer { Host = "mail.example", Security = (SmtpSecurity)7 }),
        Whole(0, 65535, static value => new RabbitServer { Host = "queue.example", Port = value }, nameof(RabbitServer.Port)),
        Whole(1, 65535, static value => new RabbitServer { Host = "queue.example", Prefetch = (ushort)value }, nameof(RabbitServer.Prefetch), tooMuch: false),
        Whole(1, 1_000_000, static value => new RabbitServer { Host = "queue.example", Ahead = value }, nameof(RabbitServer.Ahead)),
        Time(Duration.FromSeconds(1), Duration.FromDays(1), static value => new RabbitServer { Host = "queue.example", GiveAgain = value }, nameof(RabbitServer.GiveAgain)),
        Whole(1, 10_000, static value => new RabbitServer { Host = "queue.example", DeliveryLimit = value }, nameof(RabbitServer.DeliveryLimit)),
        Text(static value => new SmtpServer { Host = value! }, nameof(SmtpServer.Host)),
        Text(static value => new SmtpServer { Host = "mail.example", LocalDomain = value }, nameof(SmtpServer.LocalDomain), isOptional: true),
        Text(static value => new SmtpLogin { User = value!, Secret = null! }, nameof(SmtpLogin.User), isWhole: false),
        Text(static value => new CourierOptions { Name = value }, nameof(CourierOptions.Name), isOptional: true),
        Text(static value => new RabbitServer { Host = value! }, nameof(RabbitServer.Host)),
        Text(static value => new RabbitServer { Host = "queue.example", VirtualHost = value! }, nameof(RabbitServer.VirtualHost)),
        Text(static value => new RabbitServer { Host = "queue.example", User = value! }, nameof(RabbitServer.User)),
        Text(static value => new RabbitServer { Host = "queue.example", Queue = value! }, nameof(RabbitServer.Queue)),
        Null(static () => new CourierOptions { Letters = null! }, nameof(CourierOptions.Letters), static () => new CourierOptions { Letters = new InvitationOptions() }),
        Null(static () => new CourierOptions { PerDomain = null! }, nameof(CourierOptions.PerDomain), static () => new CourierOptions { PerDomain = new() }),
        Null(static () => new CourierOptions { Domains = null! }, nameof(CourierOptions.Domains), static () => new CourierOptions { Domains = new Dictionary<string, DomainLimit>() }),
        new(typeof(CourierOptions), nameof(CourierOptions.Domains), "a limit for each", static () => new CourierOptions(), static () => new CourierOptions { Domains = new Dictionary<string, DomainLimit> { ["slow.example"] = null! } }),
        Null(static () => new CourierOptions { Retry = null! }, nameof(CourierOptions.Retry), static () => new CourierOptions { Retry = new() }),
        Null(static () => new CourierOptions { Randomness = null! }, nameof(CourierOptions.Randomness), static () => new CourierOptions { Randomness = static () => 0 }),
        Null(static () => new CourierOptions { Clock = null! }, nameof(CourierOptions.Clock), static () => new CourierOptions { Clock = TimeProvider.System }),
        Null(static () => new SmtpServer { Host = "mail.example", TrustedRoots = null! }, nameof(SmtpServer.TrustedRoots), static () => new SmtpServer { Host = "mail.example", TrustedRoots = [] }),
        Null(static () => new SmtpLogin { User = "you", Secret = null! }, nameof(SmtpLogin.Secret), static () => new SmtpLogin { User = "you", Secret = static _ => new("") }),
        Null(static () => new RabbitServer { Host = "queue.example", Password = null! }, nameof(RabbitServer.Password), static () => new RabbitServer { Host = "queue.example", Password = static _ => new("") }),
    ];

    /// <summary>Whatever is given is right.</summary>
    private static readonly string[] Free = ["CourierOptions.Signature", "SmtpServer.Login", "SmtpServer.ChecksRevocation", "SmtpLogin.IsOAuth2", "RabbitServer.Tls"];

    [TestCaseSource(nameof(Rows))]
    public void An_option_out_of_its_range_is_refused(Row row)
    {
        Assert.That(row.Good, Throws.Nothing);
        Assert.That(row.Bad, Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo(row.Property).And.Message.StartsWith(row.Property).And.Message.Contains(row.Range));
    }

    [Test]
    public void Every_option_is_in_the_table()
    {
        Type[] types = [typeof(CourierOptions), typeof(DomainLimit), typeof(RetrySchedule), typeof(SmtpServer), typeof(SmtpLogin), typeof(RabbitServer)];
        var options = types.SelectMany(static type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.CanWrite).Select(property => $"{type.Name}.{property.Name}"));

        Assert.That(Rows.Select(static row => $"{row.Type.Name}.{row.Property}").Concat(Free).Distinct(), Is.EquivalentTo(options));
    }

    [Test]
    public void The_durability_of_SQLite_is_one_that_there_is() =>
        Assert.That(static () => new SqliteLedger("outbox.db", (Durability)7), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("must be PowerLoss or ProcessDeath"));

    private static Row Whole<T>(int min, int max, Func<int, T> make, string property, bool tooMuch = true) => new(
        typeof(T),
        property,
        $"must be from {min} to {max}, and is {min - 1}",
        () => (make(min), make(max)),
        () => tooMuch ? Both(() => make(min - 1), () => make(max + 1)) : make(min - 1));

    private static Row Maybe<T>(int min, int max, Func<int?, T> make, string property) => new(
        typeof(T),
        property,
        $"must be null or from {min} to {max}, and is {min - 1}",
        () => (make(null), make(min), make(max)),
        () => Both(() => make(min - 1), () => make(max + 1)));

    private static Row Time<T>(Duration min, Duration max, Func<Duration, T> make, string property, bool isOptional = false) => new(
        typeof(T),
        property,
        isOptional ? "must be null or from " : "must be from ",
        () => (make(min), make(max)),
        () => Both(() => make(min - Tiny), () => make(max + Tiny)));

    private static Row Text<T>(Func<string?, T> make, string property, bool isOptional = false, bool isWhole = true) => new(
        typeof(T),
        property,
        "must be a text that is not blank, and is \" \"",
        () => (isWhole ? make("text") : default, isOptional ? make(null) : default),
        () => Both(() => make(" "), () => make(isOptional ? "" : null)));

    private static Row Null<T>(Func<T> bad, string property, Func<T> good) => new(typeof(T), property, "must not be null", () => good(), () => bad());

    /// <summary>The error of the first, where the second has one too.</summary>
    private static object? Both<T>(Func<T> first, Func<T> second)
    {
        Assert.That(() => second(), Throws.InstanceOf<ArgumentException>());
        return first();
    }

    public sealed record Row(Type Type, string Property, string Range, Func<object?> Good, Func<object?> Bad)
    {
        public override string ToString() => $"{Type.Name}.{Property}";
    }
}
