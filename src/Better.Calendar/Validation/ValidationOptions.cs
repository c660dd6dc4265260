using NodaTime;

namespace Better.Calendar;

/// <summary>What <see cref="InvitationValidator"/> cannot know from the input alone. The defaults fit most uses.</summary>
public sealed record ValidationOptions
{
    /// <summary>What the calendar is for. Default: null, so that it is determined from METHOD.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined in <see cref="ValidationProfile"/>.</exception>
    public ValidationProfile? Profile { get; init => field = value is { } given ? ArgumentGuard.Defined(given, nameof(Profile)) : null; }

    /// <summary>The current time, for rules about past and future. Default: null, so that an email's Date is used; for a file, such rules
    /// then report nothing.</summary>
    public Instant? ReferenceTime { get; init; }

    /// <summary>The time zone data that VTIMEZONEs are compared with. Default: NodaTime's TZDB.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IDateTimeZoneProvider TimeZones { get; init => field = ArgumentGuard.NotNull(value, nameof(TimeZones)); } =
        DateTimeZoneProviders.Tzdb;

    /// <summary>Rules that are not reported. Default: none.</summary>
    public ValueList<RuleSuppression> Suppressions { get; init => field = ArgumentGuard.NotNull(value, nameof(Suppressions)); } = [];

    /// <summary>Whether Google hosts the organizer's mailbox, which only DNS shows (rule ADDR-08). Default: false; addresses
    /// at gmail.com are recognized in any case.</summary>
    public bool IsOrganizerHostedByGoogle { get; init; }

    /// <summary>The maximum size of an input in bytes; a larger one gets only the finding CAL-11. Default: 16 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxBytes { get; init => field = ArgumentGuard.InRange(value, 1, int.MaxValue, nameof(MaxBytes)); } = 16 * 1024 * 1024;
}
