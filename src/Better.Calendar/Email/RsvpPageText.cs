using Better.Calendar.Email;
using Better.Calendar.Localization;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>
/// The sentences of a host's RSVP page for one participant and one workshop, in the participant's language and time zone.
/// </summary>
/// <remarks>
/// All sentences are plain text: escape them before you put them into HTML. A GET request must only show the page; record the response on
/// POST, because link scanners follow every link.
/// </remarks>
public sealed class RsvpPageText
{
    private readonly Workshop workshop;
    private readonly InvitationTexts texts;
    private readonly RecipientFormatter formatter;
    private readonly WorkshopVersion current;
    private readonly int askedSequence;
    private readonly Instant? regularStart;
    private readonly (string Name, string Value)[] values;

    /// <summary>Creates the sentences.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">The workshop that the participant responds to.</param>
    /// <param name="participant">The participant who responds.</param>
    /// <param name="options">The options that the emails are written with; null means the defaults.</param>
    /// <exception cref="InvalidSeriesException">The series has errors.</exception>
    public RsvpPageText(WorkshopSeries series, Workshop workshop, Participant participant, InvitationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(participant);
        var used = options ?? new();
        SeriesValidator.ThrowIfInvalid(series, used.Zones);
        this.workshop = workshop;
        texts = SeriesLanguage.ChooseSentences(series, series.LanguageOf(participant), used.Texts);
        formatter = new(series, texts, participant, used.Zones);
        current = WorkshopVersion.FromWorkshop(series, workshop, used.Zones);
        askedSequence = series.State?.Recipients.FirstOrDefault(recipient => recipient.Email == participant.Email)?
            .GetAskedSequence(workshop) ?? workshop.Sequence;
        regularStart = series.Recurrence?.FindRegularStart(series, workshop, used.Zones);
        values =
            [("name", formatter.Isolate(participant.Name)),
                ("workshop", formatter.Isolate(formatter.FormatLine(workshop.Title))),
                ("when", formatter.FormatTime(workshop))];
    }

    /// <summary>The language of the sentences (BCP 47).</summary>
    public string Language => texts.Language;

    /// <summary>Whether that language is written from right to left.</summary>
    public bool IsRightToLeft => texts.IsRightToLeft;

    /// <summary>The page's heading.</summary>
    public string Heading => texts.Format(TextKey.RsvpPageHeading, values);

    /// <summary>Says that the response can be changed until the workshop starts.</summary>
    public string ResponseMayChange => texts[TextKey.ResponseMayChange];

    /// <summary>The text of the button for a response.</summary>
    public string GetButtonText(ParticipationStatus status) => texts[GetButtonKey(status)];

    /// <summary>The text of the button for a response, on the page and in emails.</summary>
    internal static TextKey GetButtonKey(ParticipationStatus status) => status switch
    {
        ParticipationStatus.Accepted => TextKey.AcceptButton,
        ParticipationStatus.Tentative => TextKey.TentativeButton,
        _ => TextKey.DeclineButton,
    };

    /// <summary>
    /// Thanks for a response to the workshop as it is now and repeats it. If the workshop is cancelled, says that no response is needed.
    /// </summary>
    public string GetConfirmation(ParticipationStatus status) => texts.Format(
        status switch
        {
            _ when IsCancelled => TextKey.ResponseToCancelled,
            ParticipationStatus.Accepted => TextKey.AcceptedConfirmation,
            ParticipationStatus.Tentative => TextKey.TentativeConfirmation,
            _ => TextKey.DeclinedConfirmation,
        },
        values);

    /// <summary>
    /// Repeats a stored response together with what the participant responded to, and says what has become of that since: "You accepted Tue
    /// 29 Dec, 09:30–11:00. It has moved to 13:00–14:30. Can you still come?"
    /// </summary>
    /// <param name="status">The stored response.</param>
    /// <param name="version">The version that it was given to (<c>AttendanceEntry.Version</c>).</param>
    /// <param name="at">The current time.</param>
    public string GetStoredResponse(ParticipationStatus status, WorkshopVersion version, Instant at)
    {
        ArgumentNullException.ThrowIfNull(version);
        var isOver = current.End <= at;
        var hasMoved = version is { Start: { } start, End: { } end } && (start, end) != (current.Start, current.End);
        var hasChanged = hasMoved || version.Sequence < current.Sequence;

        // Somebody who was removed and invited again is asked again, although the workshop is the same; and a policy may let responses to
        // another time count.
        var isAskedAgain = WorkshopVersion.IsOutdated(version.Sequence, version.Start, askedSequence, regularStart);
        if (!hasChanged && !isAskedAgain && !IsCancelled && !isOver)
        {
            return GetConfirmation(status);
        }

        // Without its times, an old version cannot be told: only a version that is still the current one has today's.
        var known = version is { Start: not null, End: not null } ? version : hasChanged ? null : current;
        var isAsked = isAskedAgain && !IsCancelled && !isOver;
        string?[] sentences =
        [
            known is null ? null : texts.Format(
                status switch
                {
                    ParticipationStatus.Accepted => TextKey.AcceptedVersion,
                    ParticipationStatus.Tentative => TextKey.TentativeVersion,
                    _ => TextKey.DeclinedVersion,
                },
                ("when", FormatTime(known, after: null))),
            IsCancelled ? texts.Format(TextKey.ResponseToCancelled, values)
                : hasMoved ? texts.Format(TextKey.VersionMoved, ("when", FormatTime(current, after: version)))
                : hasChanged && known is not null ? texts[TextKey.VersionChanged]
                : null,
            isOver && !IsCancelled ? texts[TextKey.WorkshopOver] : null,
            !isAsked ? null
                : known is null ? texts[TextKey.PleaseRespondAgain]
                : texts[status == ParticipationStatus.Declined ? TextKey.ComingNowQuestion : TextKey.StillComingQuestion],
        ];
        return string.Join(" ", sentences.OfType<string>());
    }

    /// <summary>
    /// Says that a response that the link of an email has preselected (<see cref="RsvpChoice"/>) is not sent before its button is pressed.
    /// </summary>
    /// <param name="status">The preselected response.</param>
    public string GetPreselectedText(ParticipationStatus status) =>
        texts.Format(TextKey.ResponsePreselected, ("response", GetButtonText(status)));

    /// <summary>Says that a link is not valid, or no longer valid.</summary>
    /// <param name="language">The language of the sentence (BCP 47).</param>
    public static string GetInvalidLinkText(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return InvitationTexts.ForLanguage(language)[TextKey.RsvpLinkInvalid];
    }

    private bool IsCancelled => workshop.Status == WorkshopStatus.Cancelled;

    // After another time on the same day, the hours are enough.
    private string FormatTime(WorkshopVersion version, WorkshopVersion? after)
    {
        var when = When.Create(texts.Dates, version.Start!.Value.InZone(formatter.Zone), version.End!.Value.InZone(formatter.Zone));
        var isSameDay = version.Start.Value.InZone(formatter.Zone).Date == version.End.Value.InZone(formatter.Zone).Date
            && after?.Start?.InZone(formatter.Zone).Date == version.Start.Value.InZone(formatter.Zone).Date;
        return formatter.Isolate(isSameDay ? when.Hours : when.DatedHours);
    }
}
