namespace Better.Calendar;

/// <summary>
/// What an email says, in the recipient's language, before it is formatted: the plain text and the HTML are rendered from the same content.
/// </summary>
/// <remarks>All texts are plain text: escape them before you put them into HTML. Within sentences, what the host wrote is enclosed in
/// Unicode isolates (U+2068, U+2069), of which the HTML makes <c>bdi</c> elements; the plain text keeps those that matter for the
/// direction of writing.</remarks>
public sealed record EmailContent
{
    /// <summary>What the email is for.</summary>
    public required EmailKind Kind { get; init; }

    /// <summary>The language of the sentences (BCP 47).</summary>
    public required string Language { get; init => field = ArgumentGuard.NotNull(value, nameof(Language)); }

    /// <summary>Whether that language is written from right to left.</summary>
    public required bool IsRightToLeft { get; init; }

    /// <summary>The subject of the email.</summary>
    public required string Subject { get; init => field = ArgumentGuard.NotNull(value, nameof(Subject)); }

    /// <summary>The text that mail programs show beside the subject before the email is opened.</summary>
    public required string Preheader { get; init => field = ArgumentGuard.NotNull(value, nameof(Preheader)); }

    /// <summary>The first line, which addresses the recipient by name.</summary>
    public required string Greeting { get; init => field = ArgumentGuard.NotNull(value, nameof(Greeting)); }

    /// <summary>The sentence that says what the email is about.</summary>
    public required string Opening { get; init => field = ArgumentGuard.NotNull(value, nameof(Opening)); }

    /// <summary>The series' title.</summary>
    public required string SeriesTitle { get; init => field = ArgumentGuard.NotNull(value, nameof(SeriesTitle)); }

    /// <summary>The series' picture (<see cref="WorkshopSeries.Image"/>); null if there is none.</summary>
    public Uri? Image { get; init; }

    /// <summary>
    /// Which workshop it is and how many there are; empty if the series has only one, or if the email is about all of them.
    /// </summary>
    public required string WorkshopNumber { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopNumber)); }

    /// <summary>The title of the workshop, or of the series if the email is about all workshops.</summary>
    public required string Title { get; init => field = ArgumentGuard.NotNull(value, nameof(Title)); }

    /// <summary>
    /// What kind of email it is, in a word or two: <c>Invitation</c>, <c>New time</c>, <c>Changed</c>, <c>Cancelled</c>.
    /// </summary>
    public required string Label { get; init => field = ArgumentGuard.NotNull(value, nameof(Label)); }

    /// <summary>Date and time in the recipient's time zone; null in emails about the whole series.</summary>
    public When? When { get; init; }

    /// <summary>Date and time as the recipient knew them, if an update moves the workshop; otherwise null.</summary>
    public When? PreviousWhen { get; init; }

    /// <summary>
    /// Where <see cref="When"/> is no longer valid, or was another one: the old time with the word for it; otherwise empty.
    /// </summary>
    public string PreviousLine { get; init => field = ArgumentGuard.NotNull(value, nameof(PreviousLine)); } = "";

    /// <summary>
    /// Whose time <see cref="When"/> is: <c>Your local time: London (UTC+1)</c>, or the name of the zone if the organizer's clocks show the
    /// same. Empty in emails about the whole series.
    /// </summary>
    public string ZoneLine { get; init => field = ArgumentGuard.NotNull(value, nameof(ZoneLine)); } = "";

    /// <summary>The organizer's hours with their label; null if the recipient's clocks show the same time.</summary>
    public LabelledValue? OrganizerHours { get; init; }

    /// <summary>
    /// Whether <see cref="When"/> no longer applies, because the workshop is cancelled or the recipient is no longer invited.
    /// </summary>
    public bool IsCancelled { get; init; }

    /// <summary>
    /// Warnings about the time, one sentence each: an unusual hour, or clocks that have changed since the workshop before.
    /// </summary>
    public ValueList<string> TimeWarnings { get; init => field = ArgumentGuard.NotNull(value, nameof(TimeWarnings)); } = [];

    /// <summary>
    /// A word from the organizer, possibly of several lines, with its label (<see cref="PlannedEmail.Note"/>); null if there is none.
    /// </summary>
    public LabelledValue? Note { get; init; }

    /// <summary>The heading of the list of changes; empty except in updates.</summary>
    public string ChangesHeading { get; init => field = ArgumentGuard.NotNull(value, nameof(ChangesHeading)); } = "";

    /// <summary>What has changed; empty except in updates.</summary>
    public ValueList<ContentChange> Changes { get; init => field = ArgumentGuard.NotNull(value, nameof(Changes)); } = [];

    /// <summary>
    /// The link to join the online meeting, with its button's text; null if there is no meeting or the workshop is cancelled.
    /// </summary>
    public ContentLink? JoinLink { get; init; }

    /// <summary>
    /// Whether the workshop begins today or tomorrow where the recipient is, so that the join link is a button; before, it is a line.
    /// </summary>
    public bool IsJoinDue { get; init; }

    /// <summary>What joining needs beside the link: meeting number, passcode, dial-in.</summary>
    public ValueList<LabelledValue> MeetingDetails
    {
        get; init => field = ArgumentGuard.NotNull(value, nameof(MeetingDetails));
    } = [];

    /// <summary>Further details of the workshop: place, expert, participants, website.</summary>
    public ValueList<LabelledValue> Details { get; init => field = ArgumentGuard.NotNull(value, nameof(Details)); } = [];

    /// <summary>The workshop's description, possibly of several lines; empty if there is none.</summary>
    public string Description { get; init => field = ArgumentGuard.NotNull(value, nameof(Description)); } = "";

    /// <summary>
    /// In a follow-up: what was done in the workshop, or in each workshop that took place and to which the recipient was invited; otherwise
    /// empty.
    /// </summary>
    public ValueList<WorkshopSummary> Summaries { get; init => field = ArgumentGuard.NotNull(value, nameof(Summaries)); } = [];

    /// <summary>The heading above the materials of each of <see cref="Summaries"/>; empty except in follow-ups.</summary>
    public string MaterialsHeading { get; init => field = ArgumentGuard.NotNull(value, nameof(MaterialsHeading)); } = "";

    /// <summary>The heading above <see cref="Next"/>; empty if there is nothing to say.</summary>
    public string NextHeading { get; init => field = ArgumentGuard.NotNull(value, nameof(NextHeading)); } = "";

    /// <summary>In a follow-up: what comes next, possibly of several lines; empty if there is nothing to say.</summary>
    public string Next { get; init => field = ArgumentGuard.NotNull(value, nameof(Next)); } = "";

    /// <summary>
    /// The series' description, possibly of several lines; empty if there is none. It is also empty in updates and reminders, whose readers
    /// have it in the invitation, and where nobody takes part any more.
    /// </summary>
    public string SeriesDescription { get; init => field = ArgumentGuard.NotNull(value, nameof(SeriesDescription)); } = "";

    /// <summary>The heading above the schedule, with the date of writing.</summary>
    public required string ScheduleHeading { get; init => field = ArgumentGuard.NotNull(value, nameof(ScheduleHeading)); }

    /// <summary>The time zone and the year of the times in the schedule; empty if it is not shown.</summary>
    public string ScheduleNote { get; init => field = ArgumentGuard.NotNull(value, nameof(ScheduleNote)); } = "";

    /// <summary>All workshops of the series; empty if the schedule is not shown.</summary>
    public ValueList<ScheduleRow> Schedule { get; init => field = ArgumentGuard.NotNull(value, nameof(Schedule)); } = [];

    /// <summary>Whether the email asks for a response (<see cref="PlannedEmail.AsksForResponse"/>).</summary>
    public bool AsksForResponse { get; init; }

    /// <summary>What the recipient should know or do, one sentence each.</summary>
    public ValueList<string> Requests { get; init => field = ArgumentGuard.NotNull(value, nameof(Requests)); } = [];

    /// <summary>The question that the email asks: <c>Can you come?</c>; empty if it asks for no response.</summary>
    public string Question { get; init => field = ArgumentGuard.NotNull(value, nameof(Question)); } = "";

    /// <summary>
    /// How to respond, one sentence each: with the buttons of the mail program, by a reply, on the host's page. The HTML shows
    /// <see cref="Choices"/> instead, if there are any.
    /// </summary>
    public ValueList<string> ResponseHints { get; init => field = ArgumentGuard.NotNull(value, nameof(ResponseHints)); } = [];

    /// <summary>
    /// The host's RSVP page; its text is one of <see cref="ResponseHints"/> and holds the address. Null if there is no such page.
    /// </summary>
    public ContentLink? RsvpPage { get; init; }

    /// <summary>
    /// The buttons yes, maybe and no: links to the RSVP page with the response preselected (<see cref="RsvpChoice"/>). In an email about
    /// the whole course, one button: the link to the page for all workshops. Empty if there is no such page.
    /// </summary>
    public ValueList<ContentLink> Choices { get; init => field = ArgumentGuard.NotNull(value, nameof(Choices)); } = [];

    /// <summary>The closing phrase before the organizer's name.</summary>
    public required string Closing { get; init => field = ArgumentGuard.NotNull(value, nameof(Closing)); }

    /// <summary>The organizer's name.</summary>
    public required string OrganizerName { get; init => field = ArgumentGuard.NotNull(value, nameof(OrganizerName)); }

    /// <summary>The footer of the email, one sentence each.</summary>
    public ValueList<string> Footer { get; init => field = ArgumentGuard.NotNull(value, nameof(Footer)); } = [];

    /// <summary>Those of the host's texts that are in another language than the sentences.</summary>
    public ValueList<TextLanguage> TextLanguages
    {
        get; init => field = ArgumentGuard.NotNull(value, nameof(TextLanguages));
    } = [];

    /// <summary>The ranges of hours in the texts, which are never broken over two lines.</summary>
    internal ValueList<string> Hours { get; init; } = [];

    /// <summary>
    /// Those of <see cref="Requests"/> that are read before the action. An email that asks begins with its question, one whose join
    /// link is due with its button, and one that asks nothing with why; the others must not move the buttons off the first screen.
    /// </summary>
    internal IEnumerable<string> FirstRequests => Requests.Take(FirstRequestCount);

    /// <summary>Those of <see cref="Requests"/> that stand below the action.</summary>
    internal IEnumerable<string> OtherRequests => Requests.Skip(FirstRequestCount);

    /// <summary>
    /// The <see cref="Details"/> that are not among <see cref="Changes"/>: what has changed is shown once, the new value beside the old.
    /// </summary>
    internal IEnumerable<LabelledValue> UnchangedDetails => Details.Where(detail =>
        detail.Link is not null || Changes.All(change => change.NewValue is null || change.Field != detail.Label));

    private int FirstRequestCount =>
        Question.Length > 0 || (JoinLink is not null && IsJoinDue) ? 0 : ResponseHints.Count > 0 ? 1 : Requests.Count;
}
