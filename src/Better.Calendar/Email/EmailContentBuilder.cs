using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Email;

/// <summary>Builds the content of an email in the recipient's language and time zone.</summary>
internal sealed class EmailContentBuilder(WorkshopSeries series, InvitationTexts texts, Participant recipient, InvitationOptions options)
{
    private readonly IDateTimeZoneProvider zones = options.Zones;
    private readonly RecipientFormatter formatter = new(series, texts, recipient, options.Zones);

    public EmailContent Build(PlannedEmail message, Instant at) => message.Kind == EmailKind.FollowUp
        ? new FollowUpContentBuilder(series, texts, recipient, formatter).Build(BuildContent(message, at), message.Workshop, at, zones)
        : BuildContent(message, at);

    private EmailContent BuildContent(PlannedEmail message, Instant at)
    {
        var kindTexts = EmailKindTexts.ForEmail(message);
        var workshop = message.Workshop;
        var when = workshop is null ? null : formatter.GetWhen(workshop);
        var previous = FindPreviousWhen(message);
        var placeholders = new PlaceholderValues(message, series, recipient, texts, options, formatter);
        var values = placeholders.GetAll(when);
        var requests = new RequestBuilder(message, series, texts, options, formatter);
        var isOff = message.Kind is EmailKind.Cancellation or EmailKind.Withdrawal;
        var page = RsvpPageLink.Find(series, message, options) is { } url
            ? new ContentLink(
                texts.Format(
                    message.IsCourseEmail ? TextKey.RespondOnCoursePage : TextKey.RespondOnPage, ("url", LinkFormatter.Format(url))),
                url)
            : null;
        var opening = workshop is not null ? texts.Format(kindTexts.Opening, placeholders.ShortenTitle(values, workshop))
            : message.Kind == EmailKind.FollowUp || message.IsCourseEmail ? texts.Format(kindTexts.Opening, values)
            : message.Kind == EmailKind.Overview ? texts.FormatPlural(TextKey.OverviewOpening, series.Workshops.Count, values)
            : texts.Format(EmailKindTexts.GetSeriesOpening(message.Kind), values);
        var changes = GetChanges(message).ToValueList();
        var described = isOff ? null : workshop ?? FindShared(message);
        var details = new LabelledValueBuilder(series, texts, recipient, formatter, options.Privacy);
        var shown = message.IsCourseEmail ? series.WorkshopsOf(recipient).ToValueList() : series.Workshops;
        var schedule = (shown.Count > 1 || workshop is null) && shown.Count > 0 && message.Kind != EmailKind.Withdrawal
            ? new EmailSchedule(series, shown, message, texts, formatter, zones)
            : null;
        return new()
        {
            Kind = message.Kind,
            Language = texts.Language,
            IsRightToLeft = texts.IsRightToLeft,
            Subject = SubjectFormatter.Format(texts, formatter, kindTexts.Subject, values),
            Preheader = TextIsolates.Reduce(
                when is not null ? EmailNews.GetPreheader(texts, kindTexts, when, previous, changes)
                    : isOff ? opening
                    : texts.Format(message.Kind == EmailKind.FollowUp ? kindTexts.Preheader : TextKey.OverviewPreheader, values),
                texts.IsRightToLeft),
            Label = texts[EmailNews.GetLabel(message, isMoved: previous is not null)],
            Greeting = texts.Format(TextKey.Greeting, values),
            Opening = opening,
            SeriesTitle = formatter.FormatLine(series.Title),
            Image = series.Image,
            WorkshopNumber = workshop is not null && series.Workshops.Count > 1 && placeholders.GetNumber(workshop) > 0
                ? texts.Format(TextKey.WorkshopNumber, values)
                : "",
            Title = formatter.FormatLine(workshop?.Title ?? series.Title),
            When = when,
            PreviousWhen = previous,
            PreviousLine = when is null ? ""
                : previous is not null ? EmailNews.GetPreviousLine(texts, previous, when)
                : message.Kind == EmailKind.Cancellation ? texts.Format(TextKey.PreviousLine, ("old", when.Line))
                : "",
            ZoneLine = when is null ? "" : formatter.FormatZone(when),
            OrganizerHours = when?.OrganizerHours is { } hours ? formatter.CreateLabelledValue(TextKey.OrganizerTimeLabel, hours) : null,
            IsCancelled = isOff,
            TimeWarnings = isOff ? [] : new TimeWarnings(series, texts, recipient, zones).GetWarnings(workshop).ToValueList(),
            Note = message.Note is { } note ? formatter.CreateNote(note) : null,
            ChangesHeading = changes.Count > 0 ? texts[TextKey.ChangesHeading] : "",
            Changes = changes,
            JoinLink = isOff || workshop?.Meeting is not { } meeting ? null : new(texts[TextKey.JoinButton], meeting.Url),
            IsJoinDue = workshop is not null && IsDue(workshop, at),
            MeetingDetails = described?.Meeting is { } joined ? details.GetMeetingDetails(joined).ToValueList() : [],
            Details = (described is null ? details.GetWebsite() : details.GetDetails(described)).ToValueList(),
            Description = isOff ? "" : formatter.FormatLines(workshop?.Description),

            // Who gets an update or a reminder has it in the invitation; these emails say what is new or next, in one screen.
            SeriesDescription = isOff || message.Kind is EmailKind.Update or EmailKind.Reminder
                ? ""
                : formatter.FormatLines(series.Description),

            // An email is read long after it was written, and other workshops may have moved since.
            ScheduleHeading = texts.Format(TextKey.ScheduleHeading, ("date", texts.Dates.Date(at.InZone(formatter.Zone).Date))),
            ScheduleNote = schedule?.GetNote() ?? "",
            Schedule = schedule?.GetRows().ToValueList() ?? [],
            AsksForResponse = message.AsksForResponse,
            Requests = requests.GetRequests(values).ToValueList(),
            Question = requests.GetQuestion(),
            ResponseHints = requests.GetResponseHints(page).ToValueList(),
            RsvpPage = page,
            Choices = page is null ? []
                : message.IsCourseEmail ? [new(texts[TextKey.CourseButton], page.Url)]
                : RsvpChoice.All
                .Select(response => new ContentLink(texts[RsvpPageText.GetButtonKey(response)], RsvpChoice.AddTo(page.Url, response)))
                .ToValueList(),
            Closing = texts[TextKey.Closing],
            OrganizerName = series.Organizer.Name,
            Footer = requests.GetFooter(values).ToValueList(),
            TextLanguages = formatter.Languages,
            Hours = formatter.Hours,
        };
    }

    // The time as an update moves it; a shorter or longer workshop has moved as well.
    private When? FindPreviousWhen(PlannedEmail message) =>
        message is { Kind: EmailKind.Update, Workshop: { } now, PreviousWorkshop: { } before }
            && new WorkshopChange(before, now).GetChangedFields(series, zones).Contains(WorkshopField.Time)
                ? formatter.GetWhen(before)
                : null;

    // From the day before the workshop, where the recipient is.
    private bool IsDue(Workshop workshop, Instant at) =>
        at.InZone(formatter.Zone).Date >= series.StartOf(workshop, zones).WithZone(formatter.Zone).Date.PlusDays(-1);

    private IEnumerable<ContentChange> GetChanges(PlannedEmail message)
    {
        if (message.Kind != EmailKind.Update)
        {
            return [];
        }

        var formatted = new ChangeFormatter(series, texts, formatter, zones);

        // A new time is in the card, beside the old one.
        var changes = message is { Workshop: { } workshop, PreviousWorkshop: { } before }
            ? formatted.GetChanges(before, workshop, withTime: false)
            : message is { Workshop: null, PreviousWorkshops.Count: > 0 }
            ? new SeriesChangeFormatter(series, recipient, texts, formatter, formatted).GetChanges(message.PreviousWorkshops)
            : [];
        return message.HasNewMeeting ? changes.Append(formatted.CreateMeetingChange()) : changes;
    }

    // The workshop whose details all dates of a recurring event share.
    private Workshop? FindShared(PlannedEmail message) =>
        message.Kind == EmailKind.Overview || message.IsCourseEmail ? null : RecurrenceBuilder.FindShared(series.Workshops);
}
