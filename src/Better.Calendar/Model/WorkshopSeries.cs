using System.Text.Json.Serialization;
using Better.Calendar.Model;
using Better.Calendar.TimeZones;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar;

/// <summary>A series of workshops and the people who are invited to it: plain immutable data.</summary>
/// <remarks>
/// Compares by value; change it with <c>with</c>. The rules between its parts (unique ids, known time zones, starts that exist) are
/// checked by the methods that take a series, which throw <see cref="InvalidSeriesException"/> with all errors at once.
/// </remarks>
/// <example>
/// <code>
/// var series = new WorkshopSeries
/// {
///     Id = "open-data",
///     Domain = "host.example",
///     Title = "Open data",
///     Organizer = new() { Name = "Example", Email = EmailAddress.Parse("workshops@host.example") },
///     Language = "en",
///     Zone = "Europe/Budapest",
///     Workshops = [new() { Id = "w1", Title = "Introduction", Start = new(2027, 6, 16, 10, 30), Duration = Duration.FromMinutes(90) }],
/// };
/// </code>
/// </example>
[JsonConverter(typeof(WorkshopSeriesJsonConverter))]
public sealed record WorkshopSeries
{
    /// <summary>
    /// The id of the series, which must never change because UIDs are made from it: 1 to 64 letters a-z and A-Z, digits, <c>-</c> and
    /// <c>_</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The value is empty, too long, or has other characters.</exception>
    public required string Id { get; init => field = Guard.Validate(Guard.IdProblem, value, nameof(Id)); }

    /// <summary>A domain name of the organizer, which makes UIDs and Message-IDs globally unique; at most 70 characters.</summary>
    /// <exception cref="ArgumentException">The value is not a domain name, or is too long.</exception>
    public required string Domain
    {
        get;
        init => field = HostName.Canonicalize(Guard.Validate(Guard.DomainProblem, value, nameof(Domain)), out _)!;
    }

    /// <summary>The title of the series.</summary>
    public required LocalizedText Title { get; init => field = ArgumentGuard.NotNull(value, nameof(Title)); }

    /// <summary>What the series is about; null when there is no description.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary>
    /// What comes after the series or its next workshop, as follow-ups say; null when there is nothing to say. A change of it notifies
    /// nobody.
    /// </summary>
    public LocalizedText? Next { get; init; }

    /// <summary>A web page about the series; null when there is none.</summary>
    /// <exception cref="ArgumentException">The value is not an absolute http or https URL.</exception>
    public Uri? Website { get; init => field = value is null ? null : Guard.Validate(Guard.WebAddressProblem, value, nameof(Website)); }

    /// <summary>What the series is about, by which calendars group events (CATEGORIES, RFC 5545, 3.8.1.2). Default: empty.</summary>
    public ValueList<LocalizedText> Categories { get; init => field = ArgumentGuard.NotNull(value, nameof(Categories)); } = [];

    /// <summary>
    /// The color in which calendars show the events, by its name in CSS, such as <c>steelblue</c> (RFC 7986, 5.9); null: the calendar
    /// chooses.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not the name of a color.</exception>
    public string? Color
    {
        get; init => field = value is null ? null : Guard.Validate(ColorNames.FindProblem, value, nameof(Color)).ToLowerInvariant();
    }

    /// <summary>
    /// The web address of a picture of the series (IMAGE, RFC 7986, 5.10), which also stands above its emails, unless the host's theme has
    /// a header image; null when there is none.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not an absolute http or https URL.</exception>
    public Uri? Image { get; init => field = value is null ? null : Guard.Validate(Guard.WebAddressProblem, value, nameof(Image)); }

    /// <summary>
    /// Who may see the events in calendars that people share (CLASS, RFC 5545, 3.8.1.3); null: it is not written, which means public.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public EventClassification? Classification
    {
        get; init => field = value is { } classification ? ArgumentGuard.Defined(classification, nameof(Classification)) : null;
    }

    /// <summary>The organizer of the series.</summary>
    public required Organizer Organizer { get; init => field = ArgumentGuard.NotNull(value, nameof(Organizer)); }

    /// <summary>The language of texts without a language tag and of participants without a language (BCP 47).</summary>
    /// <exception cref="ArgumentException">The value is not a BCP 47 language tag.</exception>
    public required string Language
    {
        get;
        init => field = LanguageTag.Canonicalize(Guard.Validate(Guard.LanguageProblem, value, nameof(Language)))!;
    }

    /// <summary>The time zone of workshops and participants without a time zone (TZDB id).</summary>
    public required string Zone { get; init => field = ArgumentGuard.NotNull(value, nameof(Zone)); }

    /// <summary>The workshops, in the order of the schedule.</summary>
    public ValueList<Workshop> Workshops { get; init => field = ArgumentGuard.NotNull(value, nameof(Workshops)); } = [];

    /// <summary>The people who are invited.</summary>
    public ValueList<Participant> Participants { get; init => field = ArgumentGuard.NotNull(value, nameof(Participants)); } = [];

    /// <summary>The times that the emails published, under the time zone rules of that time; null when they are not recorded.</summary>
    public PublishedTimes? Published { get; init; }

    /// <summary>
    /// The recurring event that the series was sent as; null when each workshop is an event of its own, or no email was sent.
    /// <c>SeriesRevision</c> creates it, the series document stores it.
    /// </summary>
    public SeriesRecurrence? Recurrence { get; init; }

    /// <summary>
    /// Who was notified of what; null when no email was sent. <c>SeriesRevision</c> creates it, the series document stores it.
    /// </summary>
    public SchedulingState? State { get; init; }

    /// <summary>
    /// Returns this series without a participant, and without any record of emails to them, as they may ask. No further email goes to them,
    /// also none that withdraws an invitation.
    /// </summary>
    /// <param name="email">The address of the participant.</param>
    public WorkshopSeries Forget(EmailAddress email)
    {
        ArgumentNullException.ThrowIfNull(email);
        return this with
        {
            Participants = Participants.Where(participant => participant.Email != email).ToValueList(),
            State = State?.Forget(email),
        };
    }

    /// <summary>Returns the workshops that a participant is invited to, in the order of the schedule.</summary>
    public IEnumerable<Workshop> WorkshopsOf(Participant participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return Workshops.Where(workshop => IsInvited(participant, workshop));
    }

    /// <summary>Returns whether a participant is invited to a workshop.</summary>
    public static bool IsInvited(Participant participant, Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(participant);
        ArgumentNullException.ThrowIfNull(workshop);
        return participant.Workshops is null || participant.Workshops.Contains(workshop.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Returns the language of a participant's emails (BCP 47).</summary>
    public string LanguageOf(Participant participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return participant.Language ?? Language;
    }

    /// <summary>Returns when a workshop starts, in its own time zone.</summary>
    /// <param name="workshop">A workshop of this series.</param>
    /// <param name="zones">The source of time zones.</param>
    /// <exception cref="DateTimeZoneNotFoundException">The provider does not have the time zone.</exception>
    /// <exception cref="SkippedTimeException">The start does not exist, because the clocks go forward over it.</exception>
    /// <exception cref="AmbiguousTimeException">The start occurs twice and <see cref="Workshop.AmbiguousTime"/> is null.</exception>
    public ZonedDateTime StartOf(Workshop workshop, IDateTimeZoneProvider zones)
    {
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(zones);
        var zone = zones[workshop.Zone ?? Zone];
        return LocalTimeResolution.Resolve(workshop.Start, zone, workshop.AmbiguousTime).ResolvedTime ?? zone.AtStrictly(workshop.Start);
    }

    /// <summary>
    /// Returns when a workshop ends, in its own time zone: <see cref="Workshop.Duration"/> of elapsed time after its start.
    /// </summary>
    /// <inheritdoc cref="StartOf"/>
    public ZonedDateTime EndOf(Workshop workshop, IDateTimeZoneProvider zones)
    {
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(zones);
        return StartOf(workshop, zones) + workshop.Duration;
    }

    /// <summary>Returns the time zone of a participant.</summary>
    /// <exception cref="DateTimeZoneNotFoundException">The provider does not have the time zone.</exception>
    public DateTimeZone ZoneOf(Participant participant, IDateTimeZoneProvider zones)
    {
        ArgumentNullException.ThrowIfNull(participant);
        ArgumentNullException.ThrowIfNull(zones);
        return zones[participant.Zone ?? Zone];
    }
}
