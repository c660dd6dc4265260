
namespace Better.Calendar;

/// <summary>What an email says, in the reader's language, before it takes a shape: plain text and HTML are written from the same facts.</summary>
/// <remarks>Texts are plain: escape them where they go into HTML. Where the language runs from right to left, values in another
/// direction stand between Unicode isolates (U+2068, U+2069).</remarks>
public sealed record EmailContent
{
    /// <summary>What the email is for.</summary>
    public required EmailKind Kind { get; init; }

    /// <summary>The language of the sentences (BCP 47).</summary>
    public required string Language { get; init => field = ArgumentGuard.NotNull(value, nameof(Language)); }

    /// <summary>Whether that language is written from right to left.</summary>
    public required bool IsRightToLeft { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init => field = ArgumentGuard.NotNull(value, nameof(Subject)); }

    /// <summary>What mail programs show beside the subject before the email is opened.</summary>
    public required string Preheader { get; init => field = ArgumentGuard.NotNull(value, nameof(Preheader)); }

    /// <summary>The first line, to the reader by name.</summary>
    public required string Greeting { get; init => field = ArgumentGuard.NotNull(value, nameof(Greeting)); }

    /// <summary>The sentence that says what the email is about.</summary>
    public required string Opening { get; init => field = ArgumentGuard.NotNull(value, nameof(Opening)); }

    /// <summary>The series' title.</summary>
    public required string SeriesTitle { get; init => field = ArgumentGuard.NotNull(value, nameof(SeriesTitle)); }

    /// <summary>Which workshop of how many; empty where there is one only, or the email is about all.</summary>
    public required string WorkshopNumber { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopNumber)); }

    /// <summary>The workshop's title, or the series'.</summary>
    public required string Title { get; init => field = ArgumentGuard.NotNull(value, nameof(Title)); }

    /// <summary>When, by the reader's clocks, with its label; null in emails about the whole series.</summary>
    public LabelledValue? When { get; init; }

    /// <summary>When, by the organizer's clocks, with its label; null where they show the same.</summary>
    public LabelledValue? OrganizerWhen { get; init; }

    /// <summary>Whether <see cref="When"/> no longer holds, because the workshop is off or the reader not invited.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>What to mind about the time: an unusual hour, clocks that change since the workshop before; a sentence each.</summary>
    public ValueList<string> TimeWarnings { get; init => field = ArgumentGuard.NotNull(value, nameof(TimeWarnings)); } = [];

    /// <summary>The heading of the changes; empty but in updates.</summary>
    public string ChangesHeading { get; init => field = ArgumentGuard.NotNull(value, nameof(ChangesHeading)); } = "";

    /// <summary>What has changed.</summary>
    public ValueList<ContentChange> Changes { get; init => field = ArgumentGuard.NotNull(value, nameof(Changes)); } = [];

    /// <summary>The join link with its button's text; null where there is none or the workshop is off.</summary>
    public ContentLink? JoinLink { get; init; }

    /// <summary>Everything else about the workshop: expert, venue, meeting number, passcode.</summary>
    public ValueList<LabelledValue> Details { get; init => field = ArgumentGuard.NotNull(value, nameof(Details)); } = [];

    /// <summary>The workshop's description; may have several lines.</summary>
    public string Description { get; init => field = ArgumentGuard.NotNull(value, nameof(Description)); } = "";

    /// <summary>What the series is about; may have several lines.</summary>
    public string SeriesDescription { get; init => field = ArgumentGuard.NotNull(value, nameof(SeriesDescription)); } = "";

    /// <summary>The heading above the schedule.</summary>
    public required string ScheduleHeading { get; init => field = ArgumentGuard.NotNull(value, nameof(ScheduleHeading)); }

    /// <summary>All workshops of the series, where there are several.</summary>
    public ValueList<ScheduleRow> Schedule { get; init => field = ArgumentGuard.NotNull(value, nameof(Schedule)); } = [];

    /// <summary>What the reader is asked to do, a sentence each.</summary>
    public ValueList<string> Requests { get; init => field = ArgumentGuard.NotNull(value, nameof(Requests)); } = [];

    /// <summary>The host's page to answer on; its text is one of <see cref="Requests"/> and has the address in it. Null where there is none.</summary>
    public ContentLink? RsvpPage { get; init; }

    /// <summary>The closing before the organizer's name.</summary>
    public required string Closing { get; init => field = ArgumentGuard.NotNull(value, nameof(Closing)); }

    /// <summary>The organizer's name.</summary>
    public required string OrganizerName { get; init => field = ArgumentGuard.NotNull(value, nameof(OrganizerName)); }

    /// <summary>The foot of the email, a sentence each.</summary>
    public ValueList<string> Footer { get; init => field = ArgumentGuard.NotNull(value, nameof(Footer)); } = [];
}

/// <summary>A label and its value.</summary>
/// <param name="Label">The label alone.</param>
/// <param name="LabelWithSeparator">The label with what joins it to the value, as the language does it: <c>Lead expert: </c>, in French <c>Intervenant : </c>.</param>
/// <param name="Value">The value.</param>
/// <param name="Link">Where the value leads; null where it is no link.</param>
public sealed record LabelledValue(string Label, string LabelWithSeparator, string Value, Uri? Link = null)
{
    /// <summary>The label alone.</summary>
    public string Label { get; init => field = ArgumentGuard.NotNull(value, nameof(Label)); } = ArgumentGuard.NotNull(Label, nameof(Label));

    /// <summary>The label with what joins it to the value, as the language does it: <c>Lead expert: </c>, in French <c>Intervenant : </c>.</summary>
    public string LabelWithSeparator { get; init => field = ArgumentGuard.NotNull(value, nameof(LabelWithSeparator)); } = ArgumentGuard.NotNull(LabelWithSeparator, nameof(LabelWithSeparator));

    /// <summary>The value.</summary>
    public string Value { get; init => field = ArgumentGuard.NotNull(value, nameof(Value)); } = ArgumentGuard.NotNull(Value, nameof(Value));

    /// <summary>Label and value on one line.</summary>
    public string Line => LabelWithSeparator + Value;
}

/// <summary>A link with its text.</summary>
/// <param name="Text">What stands on its button.</param>
/// <param name="Url">Where it leads.</param>
public sealed record ContentLink(string Text, Uri Url)
{
    /// <summary>What stands on its button.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));

    /// <summary>Where it leads.</summary>
    public Uri Url { get; init => field = ArgumentGuard.NotNull(value, nameof(Url)); } = ArgumentGuard.NotNull(Url, nameof(Url));
}

/// <summary>Something that has changed.</summary>
/// <param name="Field">What, in the reader's language.</param>
/// <param name="OldValue">The old value; null where there was none, or it is too long to be repeated.</param>
/// <param name="NewValue">The new value; null where there is none, or it is too long to be repeated.</param>
/// <param name="Summary">All of it in one sentence.</param>
public sealed record ContentChange(string Field, string? OldValue, string? NewValue, string Summary)
{
    /// <summary>What, in the reader's language.</summary>
    public string Field { get; init => field = ArgumentGuard.NotNull(value, nameof(Field)); } = ArgumentGuard.NotNull(Field, nameof(Field));

    /// <summary>All of it in one sentence.</summary>
    public string Summary { get; init => field = ArgumentGuard.NotNull(value, nameof(Summary)); } = ArgumentGuard.NotNull(Summary, nameof(Summary));
}

/// <summary>One workshop in the schedule.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="When">Date and time by the reader's clocks.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Expert">Who leads it, with her city; empty where nobody is named.</param>
/// <param name="IsCurrent">Whether the email is about it.</param>
/// <param name="CancelledText">Where it does not take place: the word for that; else empty.</param>
/// <param name="JoinLink">Its join link, in emails about the whole series; else null.</param>
public sealed record ScheduleRow(string Number, string When, string Title, string Expert, bool IsCurrent, string CancelledText = "", ContentLink? JoinLink = null)
{
    /// <summary>Its place, from 1.</summary>
    public string Number { get; init => field = ArgumentGuard.NotNull(value, nameof(Number)); } = ArgumentGuard.NotNull(Number, nameof(Number));

    /// <summary>Date and time by the reader's clocks.</summary>
    public string When { get; init => field = ArgumentGuard.NotNull(value, nameof(When)); } = ArgumentGuard.NotNull(When, nameof(When));

    /// <summary>What it is about.</summary>
    public string Title { get; init => field = ArgumentGuard.NotNull(value, nameof(Title)); } = ArgumentGuard.NotNull(Title, nameof(Title));

    /// <summary>Who leads it, with her city; empty where nobody is named.</summary>
    public string Expert { get; init => field = ArgumentGuard.NotNull(value, nameof(Expert)); } = ArgumentGuard.NotNull(Expert, nameof(Expert));

    /// <summary>Where it does not take place: the word for that; else empty.</summary>
    public string CancelledText { get; init => field = ArgumentGuard.NotNull(value, nameof(CancelledText)); } = ArgumentGuard.NotNull(CancelledText, nameof(CancelledText));
}
