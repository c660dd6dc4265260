using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>The texts of emails and pages: sentences, labels, buttons. Every language has all of them.</summary>
/// <remarks>
/// Names in braces are the placeholders of a text. A replacement by <see cref="InvitationTexts.WithOverride(TextKey, string)"/> can use all
/// of them,
/// also those that the built-in text does not use. The entries in Sentences.resx have the names of the members; texts with plural forms
/// have one entry for each plural category, such as <c>WorkshopCount_one</c>.
/// </remarks>
[JsonConverter(typeof(WordJsonConverter<TextKey>))]
public enum TextKey
{
    // Subjects. The kind of email first, because phones show about forty characters.

    /// <summary>Subject of an invitation: {workshop} {series} {organizer} {date} (short) {number} {count}.</summary>
    InvitationSubject,

    /// <summary>Subject of a confirmation: {workshop} {series} {organizer} {date} (short) {number} {count}.</summary>
    ConfirmationSubject,

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

    // Preheaders: the line that mail programs show next to the subject, before the email is opened.

    /// <summary>Preheader of an invitation: {when}.</summary>
    InvitationPreheader,

    /// <summary>Preheader of a confirmation: {when}.</summary>
    ConfirmationPreheader,

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

    /// <summary>Opens a confirmation; the reader has accepted elsewhere: {workshop} {series} {organizer}.</summary>
    ConfirmationOpening,

    /// <summary>Opens an update: {workshop} {series} {organizer}.</summary>
    UpdateOpening,

    /// <summary>Opens a cancellation; the workshop is cancelled: {workshop} {series} {organizer}.</summary>
    CancellationOpening,

    /// <summary>Opens a withdrawal; this reader is no longer invited: {workshop} {series} {organizer}.</summary>
    WithdrawalOpening,

    /// <summary>Opens a reminder; {when} has date, time and zone: {workshop} {series} {organizer} {when}.</summary>
    ReminderOpening,

    /// <summary>Opens an overview; has plural forms: {count} {series} {organizer}.</summary>
    OverviewOpening,

    // Labels. They are used alone, in the first column of a table, or before their value with LabelledLine.

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

    /// <summary>Heading of the whole schedule in an email, with the date of writing: {date}.</summary>
    ScheduleHeading,

    /// <summary>Label of the web site.</summary>
    WebsiteLabel,

    /// <summary>Label of the organizer.</summary>
    OrganizerLabel,

    /// <summary>Label of the status.</summary>
    StatusLabel,

    /// <summary>Label of the list of the other participants.</summary>
    ParticipantsLabel,

    // Short texts that are used as values.

    /// <summary>The number of a workshop and the number of workshops: {number} {count}.</summary>
    WorkshopNumber,

    /// <summary>The number of workshops; has plural forms: {count}.</summary>
    WorkshopCount,

    /// <summary>An expert and the city where they work: {expert} {city}.</summary>
    ExpertWithCity,

    /// <summary>The location of an online workshop, with its platform: {platform}.</summary>
    OnlinePlaceOnPlatform,

    /// <summary>The status of a workshop that takes place.</summary>
    StatusConfirmed,

    /// <summary>The status of a workshop that is not yet certain.</summary>
    StatusTentative,

    /// <summary>The status of a workshop that does not take place.</summary>
    StatusCancelled,

    // The response.

    /// <summary>Asks for a response by the buttons of the mail program.</summary>
    PleaseRespond,

    /// <summary>What to do when no buttons are shown.</summary>
    RespondWithoutButtons,

    /// <summary>Refers to the RSVP page: {url}.</summary>
    RespondOnPage,

    /// <summary>After a significant change: the earlier response is no longer valid.</summary>
    PleaseRespondAgain,

    /// <summary>After a minor change: the earlier response remains valid.</summary>
    ResponseRemainsValid,

    /// <summary>In a confirmation: no response is needed, because the reader has accepted already.</summary>
    ResponseNotNeeded,

    /// <summary>What to do when a reader who has accepted cannot come.</summary>
    CannotComeHint,

    /// <summary>After a minor change, when no response is known: a response that was given remains valid; else please respond.</summary>
    ResponseRemainsValidIfGiven,

    /// <summary>In a reminder: no response has come yet; how to respond.</summary>
    ResponseMissing,

    /// <summary>One response is for all workshops (a series sent as one recurring event).</summary>
    ResponseForAll,

    // Buttons and links.

    /// <summary>Button that opens the online meeting.</summary>
    JoinButton,

    /// <summary>Button that accepts.</summary>
    AcceptButton,

    /// <summary>Button that accepts tentatively.</summary>
    TentativeButton,

    /// <summary>Button that declines.</summary>
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

    // Changes.

    /// <summary>Heading of the changes.</summary>
    ChangesHeading,

    /// <summary>A changed value: {field} {old} {new}.</summary>
    ChangedLine,

    /// <summary>An added value: {field} {new}.</summary>
    AddedLine,

    /// <summary>A removed value: {field} {old}.</summary>
    RemovedLine,

    /// <summary>A changed text that is too long to be repeated: {field}.</summary>
    RewrittenLine,

    /// <summary>What was valid before, beside what has become of it: {old}.</summary>
    PreviousLine,

    /// <summary>Preheader of an update that moves the workshop, with both times in short: {new} {old}.</summary>
    MovedPreheader,

    /// <summary>Preheader of an update that gives the workshop another place: {new} {old}.</summary>
    PlacePreheader,

    // The label above the title, which says what kind of email it is.

    /// <summary>Label of an invitation.</summary>
    InvitationLabel,

    /// <summary>Label of an update that moves the workshop.</summary>
    NewTimeLabel,

    /// <summary>Label of any other update.</summary>
    ChangedLabel,

    /// <summary>Label of a withdrawal.</summary>
    WithdrawnLabel,

    /// <summary>Label of a reminder.</summary>
    ReminderLabel,

    /// <summary>Label of a confirmation.</summary>
    ConfirmedLabel,

    /// <summary>Label of a follow-up to a reader who came.</summary>
    ThankYouLabel,

    /// <summary>Asks a reader who has not responded.</summary>
    ComingQuestion,

    // Cancellation and withdrawal.

    /// <summary>That the workshop takes place, but this reader is no longer invited.</summary>
    WithdrawalExplanation,

    /// <summary>What to do when the mail program keeps a cancelled event in the calendar.</summary>
    RemoveFromCalendar,

    // Overview.

    /// <summary>That each workshop has its own invitation.</summary>
    OverviewInvitations,

    /// <summary>Where one can subscribe to all workshops: {url}.</summary>
    OverviewCalendarFile,

    // A series that is one recurring event.

    /// <summary>Opens the invitation to all workshops: {series} {organizer}.</summary>
    SeriesInvitationOpening,

    /// <summary>Opens the confirmation for all workshops: {series} {organizer}.</summary>
    SeriesConfirmationOpening,

    /// <summary>Opens the email that says what has changed about the workshops: {series} {organizer}.</summary>
    SeriesUpdateOpening,

    /// <summary>Opens the cancellation of all workshops: {series} {organizer}.</summary>
    SeriesCancellationOpening,

    /// <summary>Opens a withdrawal; this reader is no longer invited to any workshop: {series} {organizer}.</summary>
    SeriesWithdrawalOpening,

    /// <summary>That the workshops take place, but this reader is no longer invited.</summary>
    SeriesWithdrawalExplanation,

    /// <summary>After a change of some workshops: the earlier response to the others remains valid.</summary>
    OtherResponsesRemainValid,

    // Time.

    /// <summary>Marks a time on the next day.</summary>
    NextDay,

    /// <summary>Marks a time on the previous day.</summary>
    PreviousDay,

    /// <summary>States the time zone of the times: {zone}.</summary>
    TimesInZone,

    /// <summary>Heading of the table of times in several cities.</summary>
    CitiesHeading,

    /// <summary>That clocks change in a zone between two workshops, which are given by number: {zone} {earlier} {later}.</summary>
    ClockChange,

    /// <summary>That a workshop starts or ends before 7:00 or after 21:00: {city} {time}.</summary>
    InconvenientTime,

    // Footer of the email.

    /// <summary>What to do with the attached file: {file}.</summary>
    AttachmentHint,

    /// <summary>Who sent the email, and to which address: {organizer} {email}.</summary>
    SentOnBehalf,

    /// <summary>Privacy: participants do not see who else is invited.</summary>
    ParticipantsHidden,

    /// <summary>Privacy: the other participants see this reader's name.</summary>
    ParticipantsNamed,

    /// <summary>Privacy: the other participants see this reader's name and address.</summary>
    ParticipantsAddressed,

    // The RSVP page.

    /// <summary>Heading of the page: {workshop}.</summary>
    RsvpPageHeading,

    /// <summary>Confirms an acceptance: {name} {workshop} {when}.</summary>
    AcceptedConfirmation,

    /// <summary>Confirms a tentative acceptance: {name} {workshop} {when}.</summary>
    TentativeConfirmation,

    /// <summary>Confirms a decline: {name} {workshop} {when}.</summary>
    DeclinedConfirmation,

    /// <summary>That the response can be changed.</summary>
    ResponseMayChange,

    /// <summary>That no response is needed because the workshop is cancelled: {workshop}.</summary>
    ResponseToCancelled,

    /// <summary>That the reader accepted the workshop when it was at another time: {when}.</summary>
    AcceptedVersion,

    /// <summary>That the reader accepted it tentatively when it was at another time: {when}.</summary>
    TentativeVersion,

    /// <summary>That the reader declined it when it was at another time: {when}.</summary>
    DeclinedVersion,

    /// <summary>The new time after the old one; only hours if the day is the same: {when}.</summary>
    VersionMoved,

    /// <summary>That something else about the workshop has changed since the response.</summary>
    VersionChanged,

    /// <summary>Asks a reader who had accepted for a new response.</summary>
    StillComingQuestion,

    /// <summary>Asks a reader who had declined for a new response.</summary>
    ComingNowQuestion,

    /// <summary>That the workshop has ended.</summary>
    WorkshopOver,

    /// <summary>That a response that a link has preselected is not sent before its button is pressed: {response}.</summary>
    ResponsePreselected,

    /// <summary>That the link of the page is not, or no longer, valid.</summary>
    RsvpLinkInvalid,

    // Follow-up: after a workshop, or after all of them.

    /// <summary>Subject of a follow-up: {workshop} {series} {organizer} {date} (short) {number} {count}.</summary>
    FollowUpSubject,

    /// <summary>Subject of a follow-up about the whole series: {series} {organizer} {count}.</summary>
    SeriesFollowUpSubject,

    /// <summary>Preheader of a follow-up, with the time of the workshop or the days of the series: {when}.</summary>
    FollowUpPreheader,

    /// <summary>Thanks a reader who came; {workshop} may be the title of the series: {workshop} {series} {organizer}.</summary>
    FollowUpOpening,

    /// <summary>
    /// Opens a follow-up to any other reader; {workshop} may be the title of the series: {workshop} {series} {organizer}.
    /// </summary>
    FollowUpOpeningToOthers,

    /// <summary>Label of a follow-up to a reader of whom it is not known that they came.</summary>
    FollowUpLabel,

    /// <summary>Heading of what was done.</summary>
    SummaryHeading,

    /// <summary>Heading of the links to recordings, slides and surveys.</summary>
    MaterialsHeading,

    /// <summary>Heading of what comes next.</summary>
    NextHeading,

    // An email about the whole course, and its page.

    /// <summary>Opens the invitation to the workshops of the course: {series} {organizer}.</summary>
    CourseInvitationOpening,

    /// <summary>Opens the email that says what has changed about the course: {series} {organizer}.</summary>
    CourseUpdateOpening,

    /// <summary>Asks which workshops the reader can come to; also the heading of the page.</summary>
    CourseQuestion,

    /// <summary>The button that opens the page.</summary>
    CourseButton,

    /// <summary>That one can respond to all workshops on one page: {url}.</summary>
    RespondOnCoursePage,

    /// <summary>That each workshop that the reader can come to follows as an email into the calendar.</summary>
    CourseConfirmations,

    /// <summary>After a change: to what the reader must respond, and that other responses remain valid.</summary>
    CourseRespondToChanges,

    /// <summary>Label of the address of the RSVP page in a calendar entry.</summary>
    ResponseLabel,

    /// <summary>How Google Calendar shows the event: {organizer}.</summary>
    KnownSenderHint,

    /// <summary>Label of the organizer's note in an email.</summary>
    NoteLabel,

    /// <summary>Label of the link to a map of the venue.</summary>
    MapLabel,

    /// <summary>That no calendar entries come by email, because the reader has chosen to follow by their personal feed.</summary>
    CourseFeed,
}
