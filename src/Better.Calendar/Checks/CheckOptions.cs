using NodaTime;

namespace Better.Calendar.Checks;

/// <summary>What the checker cannot see in the octets; the defaults fit most.</summary>
public sealed record CheckOptions
{
    /// <summary>What the calendar is for. Default: null, guessed from METHOD.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such profile.</exception>
    public CheckProfile? Profile { get; init => field = value is { } given ? ArgumentGuard.Defined(given, nameof(Profile)) : null; }

    /// <summary>The moment of checking, for rules about past and future. Default: null; then a letter's Date is taken, and for a file
    /// such rules say nothing.</summary>
    public Instant? At { get; init; }

    /// <summary>The truth about time zones. Default: NodaTime's TZDB.</summary>
    public IDateTimeZoneProvider Zones { get; init => field = ArgumentGuard.NotNull(value, nameof(Zones)); } = DateTimeZoneProviders.Tzdb;

    /// <summary>Rules that are not to be applied. Default: none.</summary>
    public ValueList<SilencedRule> Silence { get; init => field = ArgumentGuard.NotNull(value, nameof(Silence)); } = [];

    /// <summary>Whether the organiser's mailbox is with Google, which only a look at the DNS tells (ADDR-08). Default: false; addresses
    /// at gmail.com are known without it.</summary>
    public bool OrganizerIsGoogleHosted { get; init; }

    /// <summary>How many octets are read at most; what is larger gets the finding CAL-11 and no other. Default: 16 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 1 to 2,147,483,647.</exception>
    public int MostOctets { get; init => field = ArgumentGuard.InRange(value, 1, int.MaxValue, nameof(MostOctets)); } = 16 * 1024 * 1024;
}
