using NodaTime;

namespace Better.Calendar;

/// <summary>What the checker cannot see in the bytes; the defaults fit most.</summary>
public sealed record ValidationOptions
{
    /// <summary>What the calendar is for. Default: null, guessed from METHOD.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such profile.</exception>
    public ValidationProfile? Profile { get; init => field = value is { } given ? ArgumentGuard.Defined(given, nameof(Profile)) : null; }

    /// <summary>The moment of checking, for rules about past and future. Default: null; then an email's Date is taken, and for a file
    /// such rules say nothing.</summary>
    public Instant? ReferenceTime { get; init; }

    /// <summary>The truth about time zones. Default: NodaTime's TZDB.</summary>
    public IDateTimeZoneProvider TimeZones { get; init => field = ArgumentGuard.NotNull(value, nameof(TimeZones)); } = DateTimeZoneProviders.Tzdb;

    /// <summary>Rules that are not to be applied. Default: none.</summary>
    public ValueList<RuleSuppression> Suppressions { get; init => field = ArgumentGuard.NotNull(value, nameof(Suppressions)); } = [];

    /// <summary>Whether the organizer's mailbox is with Google, which only a look at the DNS tells (ADDR-08). Default: false; addresses
    /// at gmail.com are known without it.</summary>
    public bool IsOrganizerHostedByGoogle { get; init; }

    /// <summary>How many bytes are read at most; what is larger gets the finding CAL-11 and no other. Default: 16 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 1 to 2,147,483,647.</exception>
    public int MaxBytes { get; init => field = ArgumentGuard.InRange(value, 1, int.MaxValue, nameof(MaxBytes)); } = 16 * 1024 * 1024;
}
