using Better.Calendar.Invitations;
using Better.Calendar.Replies;
using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;

namespace WebHost;

/// <summary>What can be done on an answer page.</summary>
public enum AnswerState
{
    /// <summary>She can answer.</summary>
    Open,

    /// <summary>The workshop has started.</summary>
    Over,

    /// <summary>The workshop is off.</summary>
    Cancelled,
}

/// <summary>The answer page of one participant for one workshop, in her language and by her clocks.</summary>
public sealed class AnswerView(Edition edition, Participant participant, Workshop workshop, AttendanceEntry? said, Instant now)
{
    private static readonly Answer[] Answers = [Answer.Accepted, Answer.Tentative, Answer.Declined];

    private readonly WorkshopSeries series = edition.Series;

    public AnswerPageText Text { get; } = new(edition.Series, workshop, participant);

    public InvitationWording Wording { get; } = InvitationWording.For(edition.Series.LanguageOf(participant));

    /// <summary>Whose answer it is: letters are passed on. Her name keeps its own direction (U+2068, U+2069).</summary>
    public string Greeting => Wording.Fill(Phrase.Greeting, ("name", $"\u2068{participant.Name}\u2069"));

    public PageText Series => PageText.Of(series.Title, series, Wording);

    public PageTime When => PageTime.Of(series, workshop, series.ZoneOf(participant, DateTimeZoneProviders.Tzdb), Wording);

    public AnswerState State { get; } =
        workshop.Status == WorkshopStatus.Cancelled ? AnswerState.Cancelled
        : now >= edition.Series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant() ? AnswerState.Over
        : AnswerState.Open;

    /// <summary>Which version of the workshop she sees; an answer to an older one is asked for again.</summary>
    public int Sequence => workshop.Sequence;

    /// <summary>What she has said; null: nothing yet, or that somebody else comes.</summary>
    public Answer? Said => said?.Answer;

    /// <summary>Whether she said so before the workshop was asked about again.</summary>
    public bool IsOutdated => said?.IsOutdated(workshop) ?? false;

    /// <summary>What went wrong, in a sentence.</summary>
    public string? Alert { get; init; }

    /// <summary>The buttons, each with what the form sends.</summary>
    public IEnumerable<(string Value, string Text, bool IsSaid)> Buttons =>
        Answers.Select(answer => (answer.ToString().ToLowerInvariant(), Text.Button(answer), answer == Said && !IsOutdated));

    /// <summary>What a form has sent; null: none of our buttons.</summary>
    public static Answer? Read(string? value) =>
        Answers.Cast<Answer?>().FirstOrDefault(answer => answer.ToString()!.Equals(value, StringComparison.OrdinalIgnoreCase));
}
