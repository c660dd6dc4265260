using Better.Calendar.Email;
using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>The sentences of a host's RSVP page, for one participant and one workshop, in her language and by her clocks.</summary>
/// <remarks>Plain text: escape it where it goes into HTML. A GET must only show the page; the answer is a POST, because link scanners follow every link.</remarks>
public sealed class RsvpPageText
{
    private readonly InvitationTexts texts;
    private readonly (string Name, string Value)[] values;
    private readonly bool isCancelled;

    /// <summary>The sentences.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">The workshop that is answered to.</param>
    /// <param name="participant">Who answers.</param>
    /// <param name="options">The options that the emails are written with; null: the defaults.</param>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    public RsvpPageText(WorkshopSeries series, Workshop workshop, Participant participant, InvitationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(participant);
        var used = options ?? new();
        SeriesValidator.ThrowIfInvalid(series, used.Zones);
        texts = used.Texts(series.LanguageOf(participant));
        var text = new RecipientFormatter(series, texts, participant, used.Zones);
        values = [("name", text.Isolate(participant.Name)), ("workshop", text.Isolate(text.FormatLine(workshop.Title))), ("when", text.FormatTime(workshop))];
        isCancelled = workshop.Status == WorkshopStatus.Cancelled;
    }

    /// <summary>The language of the sentences (BCP 47).</summary>
    public string Language => texts.Language;

    /// <summary>Whether that language is written from right to left.</summary>
    public bool IsRightToLeft => texts.IsRightToLeft;

    /// <summary>The page's heading.</summary>
    public string Heading => texts.Format(TextKey.RsvpPageHeading, values);

    /// <summary>That the answer can be changed until the workshop starts.</summary>
    public string ResponseMayChange => texts[TextKey.ResponseMayChange];

    /// <summary>What stands on the button of a response.</summary>
    public string GetButtonText(ParticipationStatus status) => texts[status switch
    {
        ParticipationStatus.Accepted => TextKey.AcceptButton,
        ParticipationStatus.Tentative => TextKey.TentativeButton,
        _ => TextKey.DeclineButton,
    }];

    /// <summary>Thanks for a response and repeats it; where the workshop is off, says that none is needed.</summary>
    public string GetConfirmation(ParticipationStatus status) => texts.Format(
        status switch
        {
            _ when isCancelled => TextKey.ResponseToCancelled,
            ParticipationStatus.Accepted => TextKey.AcceptedConfirmation,
            ParticipationStatus.Tentative => TextKey.TentativeConfirmation,
            _ => TextKey.DeclinedConfirmation,
        },
        values);

    /// <summary>That a link is not valid, or no longer.</summary>
    public static string GetInvalidLinkText(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return InvitationTexts.ForLanguage(language)[TextKey.RsvpLinkInvalid];
    }
}
