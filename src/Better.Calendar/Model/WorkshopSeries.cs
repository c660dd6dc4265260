using Better.Calendar.Model;
using Better.Calendar.TimeZones;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar;

/// <summary>A series of workshops and the people invited to it: plain, unchanging data.</summary>
/// <remarks>
/// Compares by value; change it with <c>with</c>. The rules between its parts (ids once, zones known, starts that exist) are
/// checked by the doors that take it, which throw <see cref="InvalidSeriesException"/> with all faults at once.
/// </remarks>
public sealed record WorkshopSeries
{
    /// <summary>The id of the series, for life: it makes the UIDs. Letters, digits, <c>-</c> and <c>_</c>; at most 64.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or has other characters.</exception>
    public required string Id { get; init => field = Guard.Validate(Guard.IdProblem, value, nameof(Id)); }

    /// <summary>A domain of the organizer's, which makes UIDs and Message-IDs unique in the world.</summary>
    /// <exception cref="ArgumentException">It is not a domain name.</exception>
    public required string Domain
    {
        get;
        init => field = HostName.Canonicalize(Guard.Validate(Guard.DomainProblem, value, nameof(Domain)), out _)!;
    }

    /// <summary>What the series is called.</summary>
    public required LocalizedText Title { get; init => field = ArgumentGuard.NotNull(value, nameof(Title)); }

    /// <summary>What it is about.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary>Where to read more.</summary>
    /// <exception cref="ArgumentException">It is not an absolute web address.</exception>
    public Uri? Website { get; init => field = value is null ? null : Guard.Validate(Guard.WebAddressProblem, value, nameof(Website)); }

    /// <summary>Who invites.</summary>
    public required Organizer Organizer { get; init => field = ArgumentGuard.NotNull(value, nameof(Organizer)); }

    /// <summary>The language of texts without a tag, and of participants without one (BCP 47).</summary>
    /// <exception cref="ArgumentException">It is not a language tag.</exception>
    public required string Language
    {
        get;
        init => field = LanguageTag.Canonicalize(Guard.Validate(Guard.LanguageProblem, value, nameof(Language)))!;
    }

    /// <summary>The zone of workshops and participants without one (TZDB id).</summary>
    public required string Zone { get; init => field = ArgumentGuard.NotNull(value, nameof(Zone)); }

    /// <summary>The workshops, in the order of the schedule.</summary>
    public ValueList<Workshop> Workshops { get; init => field = ArgumentGuard.NotNull(value, nameof(Workshops)); } = [];

    /// <summary>The people invited.</summary>
    public ValueList<Participant> Participants { get; init => field = ArgumentGuard.NotNull(value, nameof(Participants)); } = [];

    /// <summary>What the emails promised, by the zone rules of their day; null where nobody has recorded it.</summary>
    public PublishedTimes? Published { get; init; }

    /// <summary>What emails have told so far; null: no email has gone out. <c>SeriesRevision</c> makes it, the document keeps it.</summary>
    public SchedulingState? State { get; init; }

    /// <summary>The workshops this participant is invited to, in the order of the schedule.</summary>
    public IEnumerable<Workshop> WorkshopsOf(Participant participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return Workshops.Where(workshop => IsInvited(participant, workshop));
    }

    /// <summary>Whether this participant is invited to this workshop.</summary>
    public static bool IsInvited(Participant participant, Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(participant);
        ArgumentNullException.ThrowIfNull(workshop);
        return participant.Workshops is null || participant.Workshops.Contains(workshop.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The language of a participant's emails.</summary>
    public string LanguageOf(Participant participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return participant.Language ?? Language;
    }

    /// <summary>When a workshop starts, in its own zone.</summary>
    /// <param name="workshop">A workshop of this series.</param>
    /// <param name="zones">Where zone rules come from.</param>
    /// <exception cref="DateTimeZoneNotFoundException">The provider does not know the zone.</exception>
    /// <exception cref="SkippedTimeException">The clocks jump over the start.</exception>
    /// <exception cref="AmbiguousTimeException">The start comes twice and the workshop's fold does not say which is meant.</exception>
    public ZonedDateTime StartOf(Workshop workshop, IDateTimeZoneProvider zones)
    {
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(zones);
        var zone = zones[workshop.Zone ?? Zone];
        return LocalTimeResolution.Resolve(workshop.Start, zone, workshop.AmbiguousTime).ResolvedTime ?? zone.AtStrictly(workshop.Start);
    }

    /// <summary>When a workshop ends, in its own zone: <see cref="Workshop.Duration"/> of elapsed time after its start.</summary>
    /// <inheritdoc cref="StartOf"/>
    public ZonedDateTime EndOf(Workshop workshop, IDateTimeZoneProvider zones)
    {
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(zones);
        return StartOf(workshop, zones) + workshop.Duration;
    }

    /// <summary>The zone a participant reads times in.</summary>
    /// <exception cref="DateTimeZoneNotFoundException">The provider does not know the zone.</exception>
    public DateTimeZone ZoneOf(Participant participant, IDateTimeZoneProvider zones)
    {
        ArgumentNullException.ThrowIfNull(participant);
        ArgumentNullException.ThrowIfNull(zones);
        return zones[participant.Zone ?? Zone];
    }
}
