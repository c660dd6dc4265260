using NodaTime;

namespace Better.Calendar.Checks;

/// <summary>What the checker cannot see in the octets; the defaults fit most.</summary>
public sealed record CheckOptions
{
    /// <summary>What the calendar is for. Default: null, guessed from METHOD.</summary>
    public CheckProfile? Profile { get; init; }

    /// <summary>The moment of checking, for rules about past and future. Default: null; then a letter's Date is taken, and for a file
    /// such rules say nothing.</summary>
    public Instant? At { get; init; }

    /// <summary>The truth about time zones. Default: NodaTime's TZDB.</summary>
    public IDateTimeZoneProvider Zones { get; init; } = DateTimeZoneProviders.Tzdb;

    /// <summary>Rules that are not to be applied. Default: none.</summary>
    public ValueList<SilencedRule> Silence { get; init; } = [];

    /// <summary>Whether the organiser's mailbox is with Google, which only a look at the DNS tells (ADDR-08). Default: false; addresses
    /// at gmail.com are known without it.</summary>
    public bool OrganizerIsGoogleHosted { get; init; }

    /// <summary>How many octets are read at most; what is larger gets the finding CAL-11 and no other. Default: 16 MiB.</summary>
    public int MostOctets { get; init; } = 16 * 1024 * 1024;
}
