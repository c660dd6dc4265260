using NodaTime;

namespace Better.Calendar.AspNetCore;

/// <summary>What can be done on an RSVP page.</summary>
public enum RsvpState
{
    /// <summary>The participant can respond.</summary>
    Open,

    /// <summary>The workshop has started.</summary>
    Past,

    /// <summary>The workshop is cancelled.</summary>
    Cancelled,
}

/// <summary>The RSVP page of one participant for one workshop, in their language and time zone.</summary>
/// <param name="series">The series.</param>
/// <param name="participant">The participant.</param>
/// <param name="workshop">The workshop.</param>
/// <param name="entry">The latest response; null if there is none.</param>
/// <param name="options">The options of the emails, with their texts.</param>
/// <param name="now">The time.</param>
public sealed class RsvpView(
    WorkshopSeries series,
    Participant participant,
    Workshop workshop,
    AttendanceEntry? entry,
    InvitationOptions options,
    Instant now)
{
    /// <summary>The texts of the page.</summary>
    public RsvpPageText Text { get; } = new(series, workshop, participant, options);

    /// <summary>The texts in the language of the participant.</summary>
    public InvitationTexts Texts { get; } = options.Texts(series.LanguageOf(participant));

    /// <summary>Names the participant, because emails are forwarded. The name keeps its own text direction (U+2068, U+2069).</summary>
    public string Greeting => Texts.Format(TextKey.Greeting, ("name", $"\u2068{participant.Name}\u2069"));

    /// <summary>The title of the series.</summary>
    public PageText Series => PageText.Create(series.Title, series, Texts);

    /// <summary>Date and time of the workshop.</summary>
    public PageTime When => PageTime.Create(series, workshop, series.ZoneOf(participant, DateTimeZoneProviders.Tzdb), Texts);

    /// <summary>What can be done.</summary>
    public RsvpState State { get; } =
        workshop.Status == WorkshopStatus.Cancelled ? RsvpState.Cancelled
        : now >= series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant() ? RsvpState.Past
        : RsvpState.Open;

    /// <summary>
    /// The version of the workshop that the page shows. The form sends it back; a response to an older version is not stored.
    /// </summary>
    public int Sequence => workshop.Sequence;

    /// <summary>The stored response; null if there is none, or if the participant has delegated.</summary>
    public ParticipationStatus? CurrentStatus => entry?.Status;

    /// <summary>
    /// The stored response with the version that it was given to, and what has become of that since; null if there is none.
    /// </summary>
    public string? StoredResponse => entry is { Status: { } status } ? Text.GetStoredResponse(status, entry.Version, now) : null;

    /// <summary>Whether the response is for an older version of the workshop.</summary>
    public bool IsOutdated => entry?.IsOutdated(series, workshop) ?? false;

    /// <summary>A sentence about what went wrong; null if nothing did.</summary>
    public string? Alert { get; init; }

    /// <summary>
    /// The response that the link of the email names; null if it names none. It is offered first, and stored only when the form is sent.
    /// </summary>
    public ParticipationStatus? Preselected { get; init; }

    /// <summary>Says that the preselected response is not sent yet; null if there is none.</summary>
    public string? PreselectedText => Preselected is { } response ? Text.GetPreselectedText(response) : null;

    /// <summary>
    /// The buttons: the value that the form sends, the text, whether it is the current response, and whether the link of the email names
    /// it.
    /// </summary>
    public IEnumerable<(string Value, string Text, bool IsCurrent, bool IsPreselected)> Buttons =>
        RsvpChoice.All.Select(response => (
            RsvpChoice.GetValue(response),
            Text.GetButtonText(response),
            response == CurrentStatus && !IsOutdated,
            response == Preselected));
}
