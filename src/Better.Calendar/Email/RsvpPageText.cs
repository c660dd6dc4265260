using Better.Calendar.Email;
using Better.Calendar.Model;

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
    private readonly InvitationTexts texts;
    private readonly (string Name, string Value)[] values;
    private readonly bool isCancelled;

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
        texts = used.Texts(series.LanguageOf(participant));
        var text = new RecipientFormatter(series, texts, participant, used.Zones);
        values =
            [("name", text.Isolate(participant.Name)),
                ("workshop", text.Isolate(text.FormatLine(workshop.Title))),
                ("when", text.FormatTime(workshop))];
        isCancelled = workshop.Status == WorkshopStatus.Cancelled;
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
    public string GetButtonText(ParticipationStatus status) => texts[status switch
    {
        ParticipationStatus.Accepted => TextKey.AcceptButton,
        ParticipationStatus.Tentative => TextKey.TentativeButton,
        _ => TextKey.DeclineButton,
    }];

    /// <summary>Thanks for a response and repeats it. If the workshop is cancelled, says that no response is needed.</summary>
    public string GetConfirmation(ParticipationStatus status) => texts.Format(
        status switch
        {
            _ when isCancelled => TextKey.ResponseToCancelled,
            ParticipationStatus.Accepted => TextKey.AcceptedConfirmation,
            ParticipationStatus.Tentative => TextKey.TentativeConfirmation,
            _ => TextKey.DeclinedConfirmation,
        },
        values);

    /// <summary>Says that a link is not valid, or no longer valid.</summary>
    /// <param name="language">The language of the sentence (BCP 47).</param>
    public static string GetInvalidLinkText(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return InvitationTexts.ForLanguage(language)[TextKey.RsvpLinkInvalid];
    }
}
