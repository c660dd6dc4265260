using Better.Calendar.Model;

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

    /// <summary>The series' description, possibly of several lines; empty if there is none.</summary>
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
}

/// <summary>A text of the host and its language.</summary>
/// <param name="Text">The text.</param>
/// <param name="Language">The language (BCP 47).</param>
public sealed record TextLanguage(string Text, string Language)
{
    /// <summary>The text.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));

    /// <summary>The language (BCP 47).</summary>
    public string Language { get; init => field = ArgumentGuard.NotNull(value, nameof(Language)); } =
        ArgumentGuard.NotNull(Language, nameof(Language));
}

/// <summary>A label and its value.</summary>
/// <param name="Label">The label alone.</param>
/// <param name="LabelWithSeparator">The label with the punctuation that the language puts before a value: <c>Lead expert: </c>, in French
/// <c>Intervenant : </c>.</param>
/// <param name="Value">The value.</param>
/// <param name="Link">The address that the value links to; null if it is not a link.</param>
public sealed record LabelledValue(string Label, string LabelWithSeparator, string Value, Uri? Link = null)
{
    /// <summary>The label alone.</summary>
    public string Label { get; init => field = ArgumentGuard.NotNull(value, nameof(Label)); } = ArgumentGuard.NotNull(Label, nameof(Label));

    /// <summary>
    /// The label with the punctuation that the language puts before a value: <c>Lead expert: </c>, in French <c>Intervenant : </c>.
    /// </summary>
    public string LabelWithSeparator { get; init => field = ArgumentGuard.NotNull(value, nameof(LabelWithSeparator)); } =
        ArgumentGuard.NotNull(LabelWithSeparator, nameof(LabelWithSeparator));

    /// <summary>The value.</summary>
    public string Value { get; init => field = ArgumentGuard.NotNull(value, nameof(Value)); } = ArgumentGuard.NotNull(Value, nameof(Value));

    /// <summary>The address that the value links to; null if it is not a link.</summary>
    public Uri? Link { get; init => field = value is null ? null : LinkFormatter.ToAscii(value); } =
        Link is null ? null : LinkFormatter.ToAscii(Link);

    /// <summary>Label and value on one line.</summary>
    public string Line => LabelWithSeparator + Value;
}

/// <summary>A link with its text.</summary>
/// <param name="Text">The text of the link or its button.</param>
/// <param name="Url">The address.</param>
public sealed record ContentLink(string Text, Uri Url)
{
    /// <summary>The text of the link or its button.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));

    /// <summary>The address.</summary>
    public Uri Url { get; init => field = LinkFormatter.ToAscii(ArgumentGuard.NotNull(value, nameof(Url))); } =
        LinkFormatter.ToAscii(ArgumentGuard.NotNull(Url, nameof(Url)));
}

/// <summary>One change of a workshop.</summary>
/// <param name="Field">The name of what has changed, in the recipient's language.</param>
/// <param name="OldValue">The old value; null if there was none, or if it is too long to be repeated.</param>
/// <param name="NewValue">The new value; null if there is none, or if it is too long to be repeated.</param>
/// <param name="Summary">The whole change in one sentence.</param>
public sealed record ContentChange(string Field, string? OldValue, string? NewValue, string Summary)
{
    /// <summary>The name of what has changed, in the recipient's language.</summary>
    public string Field { get; init => field = ArgumentGuard.NotNull(value, nameof(Field)); } = ArgumentGuard.NotNull(Field, nameof(Field));

    /// <summary>The whole change in one sentence.</summary>
    public string Summary { get; init => field = ArgumentGuard.NotNull(value, nameof(Summary)); } =
        ArgumentGuard.NotNull(Summary, nameof(Summary));
}

/// <summary>One workshop in the schedule.</summary>
/// <param name="Number">The workshop's number in the series, from 1.</param>
/// <param name="When">Date and time in the recipient's time zone.</param>
/// <param name="Date">The date; with the year if <see cref="EmailContent.ScheduleNote"/> does not say it.</param>
/// <param name="Hours">The hours; with their offset if it is not the same for all workshops.</param>
/// <param name="Title">The workshop's title.</param>
/// <param name="Place">Where it takes place; empty if that is not known.</param>
/// <param name="Expert">The lead expert with their city; empty if nobody is named.</param>
/// <param name="IsCurrent">Whether the email is about this workshop.</param>
/// <param name="CancelledText">The word for "cancelled" if the workshop does not take place; otherwise empty.</param>
/// <param name="JoinLink">The link to join the online meeting, in emails about the whole series; otherwise null.</param>
public sealed record ScheduleRow(
    string Number,
    When When,
    string Date,
    string Hours,
    string Title,
    string Place,
    string Expert,
    bool IsCurrent,
    string CancelledText = "",
    ContentLink? JoinLink = null)
{
    /// <summary>The workshop's number in the series, from 1.</summary>
    public string Number { get; init => field = ArgumentGuard.NotNull(value, nameof(Number)); } =
        ArgumentGuard.NotNull(Number, nameof(Number));

    /// <summary>Date and time in the recipient's time zone.</summary>
    public When When { get; init => field = ArgumentGuard.NotNull(value, nameof(When)); } = ArgumentGuard.NotNull(When, nameof(When));

    /// <summary>The date; with the year if <see cref="EmailContent.ScheduleNote"/> does not say it.</summary>
    public string Date { get; init => field = ArgumentGuard.NotNull(value, nameof(Date)); } = ArgumentGuard.NotNull(Date, nameof(Date));

    /// <summary>The hours; with their offset if it is not the same for all workshops.</summary>
    public string Hours { get; init => field = ArgumentGuard.NotNull(value, nameof(Hours)); } = ArgumentGuard.NotNull(Hours, nameof(Hours));

    /// <summary>Where it takes place; empty if that is not known.</summary>
    public string Place { get; init => field = ArgumentGuard.NotNull(value, nameof(Place)); } = ArgumentGuard.NotNull(Place, nameof(Place));

    /// <summary>The workshop's title.</summary>
    public string Title { get; init => field = ArgumentGuard.NotNull(value, nameof(Title)); } = ArgumentGuard.NotNull(Title, nameof(Title));

    /// <summary>The lead expert with their city; empty if nobody is named.</summary>
    public string Expert { get; init => field = ArgumentGuard.NotNull(value, nameof(Expert)); } =
        ArgumentGuard.NotNull(Expert, nameof(Expert));

    /// <summary>The word for "cancelled" if the workshop does not take place; otherwise empty.</summary>
    public string CancelledText { get; init => field = ArgumentGuard.NotNull(value, nameof(CancelledText)); } =
        ArgumentGuard.NotNull(CancelledText, nameof(CancelledText));

    /// <summary>
    /// In an email about the whole series: the word for "tentative" if the workshop is not certain; otherwise empty.
    /// </summary>
    public string TentativeText { get; init => field = ArgumentGuard.NotNull(value, nameof(TentativeText)); } = "";
}

/// <summary>The two bodies of an email. Lines end with LF; each body is complete without the other.</summary>
/// <param name="Text">The plain text. Keep lines within 76 characters.</param>
/// <param name="Html">A complete HTML page. Whoever writes it must escape the texts
/// (<see cref="System.Net.WebUtility.HtmlEncode(string)"/>).</param>
public sealed record EmailBodies(string Text, string Html)
{
    /// <summary>The plain text. Keep lines within 76 characters.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));

    /// <summary>
    /// A complete HTML page. Whoever writes it must escape the texts (<see cref="System.Net.WebUtility.HtmlEncode(string)"/>).
    /// </summary>
    public string Html { get; init => field = ArgumentGuard.NotNull(value, nameof(Html)); } = ArgumentGuard.NotNull(Html, nameof(Html));
}
