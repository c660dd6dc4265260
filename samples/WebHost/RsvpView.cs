using Better.Calendar;
using NodaTime;

namespace WebHost;

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
public sealed class RsvpView(PublishedSeries published, Participant participant, Workshop workshop, AttendanceEntry? entry, Instant now)
{
    private static readonly ParticipationStatus[] Statuses =
        [ParticipationStatus.Accepted, ParticipationStatus.Tentative, ParticipationStatus.Declined];

    private readonly WorkshopSeries series = published.Series;

    public RsvpPageText Text { get; } = new(published.Series, workshop, participant);

    public InvitationTexts Texts { get; } = InvitationTexts.ForLanguage(published.Series.LanguageOf(participant));

    /// <summary>Names the participant, because emails are forwarded. The name keeps its own text direction (U+2068, U+2069).</summary>
    public string Greeting => Texts.Format(TextKey.Greeting, ("name", $"\u2068{participant.Name}\u2069"));

    public PageText Series => PageText.Create(series.Title, series, Texts);

    public PageTime When => PageTime.Create(series, workshop, series.ZoneOf(participant, DateTimeZoneProviders.Tzdb), Texts);

    public RsvpState State { get; } =
        workshop.Status == WorkshopStatus.Cancelled ? RsvpState.Cancelled
        : now >= published.Series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant() ? RsvpState.Past
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

    /// <summary>The participant's own way to join online; null if there is none, or nothing to join.</summary>
    public OnlineMeeting? Meeting => State == RsvpState.Open ? participant.GetMeeting(workshop) : null;

    /// <summary>A sentence about what went wrong; null if nothing did.</summary>
    public string? Alert { get; init; }

    /// <summary>The buttons: the value that the form sends, the text, and whether it is the current response.</summary>
    public IEnumerable<(string Value, string Text, bool IsCurrent)> Buttons =>
        Statuses.Select(
            response => (response.ToString().ToLowerInvariant(), Text.GetButtonText(response), response == CurrentStatus && !IsOutdated));

    /// <summary>The response that a form has sent; null if the value is none of the buttons.</summary>
    public static ParticipationStatus? ParseStatus(string? value) =>
        Statuses.Cast<ParticipationStatus?>()
            .FirstOrDefault(response => response.ToString()!.Equals(value, StringComparison.OrdinalIgnoreCase));
}
