using Better.Calendar.Wordings;
using Better.Calendar.Workshops;

namespace Better.Calendar.Invitations;

/// <summary>The sentences of a host's answer page, for one participant and one workshop, in her language and by her clocks.</summary>
/// <remarks>Plain text: escape it where it goes into HTML. A GET must only show the page; the answer is a POST, because link scanners follow every link.</remarks>
public sealed class AnswerPageText
{
    private readonly InvitationWording wording;
    private readonly (string Name, string Value)[] values;
    private readonly bool isCancelled;

    /// <summary>The sentences.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">The workshop that is answered to.</param>
    /// <param name="participant">Who answers.</param>
    /// <param name="options">The options that the letters are written with; null: the defaults.</param>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    public AnswerPageText(WorkshopSeries series, Workshop workshop, Participant participant, InvitationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(participant);
        var used = options ?? new();
        SeriesRules.Demand(series, used.Zones);
        wording = used.Wording(series.LanguageOf(participant));
        var text = new ReaderText(series, wording, participant, used.Zones);
        values = [("name", text.Isolated(participant.Name)), ("workshop", text.Isolated(text.Line(workshop.Title))), ("when", text.When(workshop))];
        isCancelled = workshop.Status == WorkshopStatus.Cancelled;
    }

    /// <summary>The language of the sentences (BCP 47).</summary>
    public string Language => wording.Language;

    /// <summary>Whether that language is written from right to left.</summary>
    public bool RightToLeft => wording.RightToLeft;

    /// <summary>The page's heading.</summary>
    public string Heading => wording.Fill(Phrase.AnswerPageHeading, values);

    /// <summary>That the answer can be changed until the workshop starts.</summary>
    public string MayChange => wording[Phrase.AnswerMayChange];

    /// <summary>What stands on the button of an answer.</summary>
    public string Button(Answer answer) => wording[answer switch
    {
        Answer.Accepted => Phrase.AcceptButton,
        Answer.Tentative => Phrase.TentativeButton,
        _ => Phrase.DeclineButton,
    }];

    /// <summary>Thanks for an answer and repeats it; where the workshop is off, says that none is needed.</summary>
    public string Confirmation(Answer answer) => wording.Fill(
        answer switch
        {
            _ when isCancelled => Phrase.AnswerToCancelled,
            Answer.Accepted => Phrase.AcceptedConfirmation,
            Answer.Tentative => Phrase.TentativeConfirmation,
            _ => Phrase.DeclinedConfirmation,
        },
        values);

    /// <summary>That a link is not valid, or no longer.</summary>
    public static string InvalidLink(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return InvitationWording.For(language)[Phrase.AnswerLinkInvalid];
    }
}
