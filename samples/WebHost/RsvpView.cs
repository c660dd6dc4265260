using Better.Calendar;
using NodaTime;

namespace WebHost;

/// <summary>What can be done on an RSVP page.</summary>
public enum RsvpState
{
    /// <summary>She can answer.</summary>
    Open,

    /// <summary>The workshop has started.</summary>
    Past,

    /// <summary>The workshop is off.</summary>
    Cancelled,
}

/// <summary>The RSVP page of one participant for one workshop, in her language and by her clocks.</summary>
public sealed class RsvpView(PublishedSeries edition, Participant participant, Workshop workshop, AttendanceEntry? entry, Instant now)
{
    private static readonly ParticipationStatus[] Statuses = [ParticipationStatus.Accepted, ParticipationStatus.Tentative, ParticipationStatus.Declined];

    private readonly WorkshopSeries series = edition.Series;

    public RsvpPageText Text { get; } = new(edition.Series, workshop, participant);

    public InvitationTexts Texts { get; } = InvitationTexts.ForLanguage(edition.Series.LanguageOf(participant));

    /// <summary>Whose answer it is: emails are passed on. Her name keeps its own direction (U+2068, U+2069).</summary>
    public string Greeting => Texts.Format(TextKey.Greeting, ("name", $"\u2068{participant.Name}\u2069"));

    public PageText Series => PageText.Create(series.Title, series, Texts);

    public PageTime When => PageTime.Create(series, workshop, series.ZoneOf(participant, DateTimeZoneProviders.Tzdb), Texts);

    public RsvpState State { get; } =
        workshop.Status == WorkshopStatus.Cancelled ? RsvpState.Cancelled
        : now >= edition.Series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant() ? RsvpState.Past
        : RsvpState.Open;

    /// <summary>Which version of the workshop she sees; a response to an older one is asked for again.</summary>
    public int Sequence => workshop.Sequence;

    /// <summary>What she has said; null: nothing yet, or that somebody else comes.</summary>
    public ParticipationStatus? CurrentStatus => entry?.Status;

    /// <summary>Whether she said so before the workshop was asked about again.</summary>
    public bool IsOutdated => entry?.IsOutdated(workshop) ?? false;

    /// <summary>What went wrong, in a sentence.</summary>
    public string? Alert { get; init; }

    /// <summary>The buttons, each with what the form sends.</summary>
    public IEnumerable<(string Value, string Text, bool IsCurrent)> Buttons =>
        Statuses.Select(response => (response.ToString().ToLowerInvariant(), Text.GetButtonText(response), response == CurrentStatus && !IsOutdated));

    /// <summary>What a form has sent; null: none of our buttons.</summary>
    public static ParticipationStatus? ParseStatus(string? value) =>
        Statuses.Cast<ParticipationStatus?>().FirstOrDefault(response => response.ToString()!.Equals(value, StringComparison.OrdinalIgnoreCase));
}
