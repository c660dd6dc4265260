namespace Better.Calendar;

/// <summary>The sentences, labels and buttons of the emails and pages; each language has every one of them.</summary>
/// <remarks>
/// A value in braces is a placeholder of the sentence. Where a summary names more of them than the English sentence uses,
/// a replacement by <see cref="InvitationTexts.WithOverride(TextKey, string)"/> may use the others as well. The names in Sentences.resx
/// are the members' names; phrases that count have one entry for each plural category, as in <c>WorkshopCount_one</c>.
/// </remarks>
public enum TextKey
{
    // Subjects. The kind of email first, because phones show about forty characters.

    /// <summary>Subject of an invitation: {workshop} {series} {organizer} {date} (short) {number} {count}.</summary>
    InvitationSubject,

    /// <summary>Subject of an update: {workshop} {series} {organizer} {date} (short) {number} {count}.</summary>
    UpdateSubject,

    /// <summary>Subject of a cancellation: {workshop} {series} {organizer} {date} (short) {number} {count}.</summary>
    CancellationSubject,

    /// <summary>Subject of a withdrawal: {workshop} {series} {organizer} {date} (short) {number} {count}.</summary>
    WithdrawalSubject,

    /// <summary>Subject of a reminder: {workshop} {series} {organizer} {date} (short) {number} {count}.</summary>
    ReminderSubject,

    /// <summary>Subject of an overview: {series} {organizer} {count}.</summary>
    OverviewSubject,

    // Preheaders: the line that mail programs show after the subject, before the email is opened.

    /// <summary>Preheader of an invitation: {when}.</summary>
    InvitationPreheader,

    /// <summary>Preheader of an update: {when}.</summary>
    UpdatePreheader,

    /// <summary>Preheader of a cancellation: {when}.</summary>
    CancellationPreheader,

    /// <summary>Preheader of a withdrawal: {when}.</summary>
    WithdrawalPreheader,

    /// <summary>Preheader of a reminder: {when}.</summary>
    ReminderPreheader,

    /// <summary>Preheader of an overview, the first and the last day in short: {first} {last}.</summary>
    OverviewPreheader,

    // Greeting and closing.

    /// <summary>The first line, to a reader by name: {name}.</summary>
    Greeting,

    /// <summary>The last line before the organizer's name.</summary>
    Closing,

    /// <summary>That questions are welcome as a reply to the email.</summary>
    QuestionsHint,

    // Opening sentences, one for each kind of email.

    /// <summary>Opens an invitation: {workshop} {series} {organizer}.</summary>
    InvitationOpening,

    /// <summary>Opens an update: {workshop} {series} {organizer}.</summary>
    UpdateOpening,

    /// <summary>Opens a cancellation; the workshop is off: {workshop} {series} {organizer}.</summary>
    CancellationOpening,

    /// <summary>Opens a withdrawal; this reader is no longer invited: {workshop} {series} {organizer}.</summary>
    WithdrawalOpening,

    /// <summary>Opens a reminder; {when} has date, time and zone: {workshop} {series} {organizer} {when}.</summary>
    ReminderOpening,

    /// <summary>Opens an overview; counts the workshops: {count} {series} {organizer}.</summary>
    OverviewOpening,

    // Labels. They stand alone, in a table's first column, or before their value by LabelledLine.

    /// <summary>A label with its value in one line of plain text: {label} {value}.</summary>
    LabelledLine,

    /// <summary>Label of date and time.</summary>
    DateAndTimeLabel,

    /// <summary>Label of the time in the reader's zone.</summary>
    YourTimeLabel,

    /// <summary>Label of the time in the series' zone.</summary>
    OrganizerTimeLabel,

    /// <summary>Label of the place, online or not.</summary>
    WhereLabel,

    /// <summary>Label of the join link.</summary>
    JoinLabel,

    /// <summary>Label of the meeting number.</summary>
    MeetingNumberLabel,

    /// <summary>Label of the passcode.</summary>
    PasscodeLabel,

    /// <summary>Label of the telephone number to dial in.</summary>
    DialInLabel,

    /// <summary>Label of the meeting's platform.</summary>
    PlatformLabel,

    /// <summary>Label of the lead expert.</summary>
    LeadExpertLabel,

    /// <summary>Label of a venue.</summary>
    VenueLabel,

    /// <summary>Label of the description.</summary>
    AboutLabel,

    /// <summary>Label of a workshop's title, and the heading of that column in the schedule.</summary>
    TopicLabel,

    /// <summary>Label of the series' title.</summary>
    SeriesLabel,

    /// <summary>Heading of the whole schedule.</summary>
    ScheduleLabel,

    /// <summary>Label of the web site.</summary>
    WebsiteLabel,

    /// <summary>Label of the organizer.</summary>
    OrganizerLabel,

    /// <summary>Label of the status.</summary>
    StatusLabel,

    /// <summary>Label of the list of the other participants.</summary>
    ParticipantsLabel,

    // Short texts that stand as values.

    /// <summary>Which workshop of how many: {number} {count}.</summary>
    WorkshopNumber,

    /// <summary>How many workshops; counts: {count}.</summary>
    WorkshopCount,

    /// <summary>An expert and the city where he or she works: {expert} {city}.</summary>
    ExpertWithCity,

    /// <summary>The place of a workshop without a venue, with its platform: {platform}.</summary>
    OnlinePlaceOnPlatform,

    /// <summary>The status of a workshop that takes place.</summary>
    StatusConfirmed,

    /// <summary>The status of a workshop that is not yet certain.</summary>
    StatusTentative,

    /// <summary>The status of a workshop that does not take place.</summary>
    StatusCancelled,

    // The answer.

    /// <summary>Asks for a response by the buttons of the mail program.</summary>
    PleaseRespond,

    /// <summary>What to do where no buttons are shown.</summary>
    RespondWithoutButtons,

    /// <summary>Leads to the RSVP page: {url}.</summary>
    RespondOnPage,

    /// <summary>After a change that matters: the earlier answer no longer counts.</summary>
    PleaseRespondAgain,

    /// <summary>After a small change: the earlier answer still counts.</summary>
    ResponseRemainsValid,

    /// <summary>One answer counts for all workshops (a series sent as one recurring event).</summary>
    ResponseForAll,

    // Buttons and links.

    /// <summary>Button to the meeting.</summary>
    JoinButton,

    /// <summary>Button: I come.</summary>
    AcceptButton,

    /// <summary>Button: I may come.</summary>
    TentativeButton,

    /// <summary>Button: I do not come.</summary>
    DeclineButton,

    /// <summary>Heading of the links to calendars.</summary>
    AddToCalendarHeading,

    /// <summary>Link to Google Calendar.</summary>
    GoogleLink,

    /// <summary>Link to Outlook.com.</summary>
    OutlookLink,

    /// <summary>Link to Microsoft 365.</summary>
    Microsoft365Link,

    /// <summary>Link to Yahoo's calendar.</summary>
    YahooLink,

    /// <summary>Link to an .ics file.</summary>
    CalendarFileLink,

    // What has changed.

    /// <summary>Heading of the changes.</summary>
    ChangesHeading,

    /// <summary>A value that became another: {field} {old} {new}.</summary>
    ChangedLine,

    /// <summary>A value that was not there before: {field} {new}.</summary>
    AddedLine,

    /// <summary>A value that is there no more: {field} {old}.</summary>
    RemovedLine,

    /// <summary>A text too long to be repeated that became another: {field}.</summary>
    RewrittenLine,

    // Cancellation and withdrawal.

    /// <summary>When the cancelled workshop would have been: {when}.</summary>
    CancellationPlanned,

    /// <summary>That the workshop goes on without this reader.</summary>
    WithdrawalExplanation,

    /// <summary>What to do where the mail program leaves a cancelled event in the calendar.</summary>
    RemoveFromCalendar,

    // Overview.

    /// <summary>That each workshop has its own invitation.</summary>
    OverviewInvitations,

    /// <summary>Where all workshops can be had as one file: {url}.</summary>
    OverviewCalendarFile,

    // Time.

    /// <summary>Marks a time that falls on the day after.</summary>
    NextDay,

    /// <summary>Marks a time that falls on the day before.</summary>
    PreviousDay,

    /// <summary>In which zone the times are: {zone}.</summary>
    TimesInZone,

    /// <summary>Heading of the table of times in several cities.</summary>
    CitiesHeading,

    /// <summary>That clocks change in a zone between two workshops, which are given by number: {zone} {earlier} {later}.</summary>
    ClockChange,

    /// <summary>That a workshop falls before 7 or after 21 o'clock: {city} {time}.</summary>
    InconvenientTime,

    // Foot of the email.

    /// <summary>What to do with the attached file: {file}.</summary>
    AttachmentHint,

    /// <summary>Who sent the email to whom: {organizer} {email}.</summary>
    SentOnBehalf,

    /// <summary>Privacy: nobody but this reader and the organizer is named.</summary>
    OnlyYouNamed,

    /// <summary>Privacy: the other participants see this reader's name.</summary>
    ParticipantsNamed,

    /// <summary>Privacy: the other participants see this reader's name and address.</summary>
    ParticipantsAddressed,

    // The RSVP page.

    /// <summary>Heading of the page: {workshop}.</summary>
    RsvpPageHeading,

    /// <summary>Thanks for a yes: {name} {workshop} {when}.</summary>
    AcceptedConfirmation,

    /// <summary>Thanks for a maybe: {name} {workshop} {when}.</summary>
    TentativeConfirmation,

    /// <summary>Thanks for a no: {name} {workshop} {when}.</summary>
    DeclinedConfirmation,

    /// <summary>That the answer may be changed.</summary>
    ResponseMayChange,

    /// <summary>That no answer is needed because the workshop is off: {workshop}.</summary>
    ResponseToCancelled,

    /// <summary>That the link of the page is not, or no longer, valid.</summary>
    RsvpLinkInvalid,
}
