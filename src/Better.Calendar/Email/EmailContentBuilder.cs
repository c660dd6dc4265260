using System.Globalization;
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
        var values = GetPlaceholderValues(message, when);
        var isOff = message.Kind is EmailKind.Cancellation or EmailKind.Withdrawal;
        var page = GetRsvpPage(series, message, options) is { } url
            ? new ContentLink(
                texts.Format(
                    message.IsCourseEmail ? TextKey.RespondOnCoursePage : TextKey.RespondOnPage, ("url", LinkFormatter.Format(url))),
                url)
            : null;
        var opening = workshop is not null ? texts.Format(kindTexts.Opening, ShortenTitle(values, workshop))
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
            WorkshopNumber = workshop is not null && series.Workshops.Count > 1 && GetNumber(workshop) > 0
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

            // Who gets an update or a reminder has read it in the invitation.
            SeriesDescription = isOff || message.Kind is EmailKind.Update or EmailKind.Reminder
                ? ""
                : formatter.FormatLines(series.Description),

            // An email is read long after it was written, and other workshops may have moved since.
            ScheduleHeading = texts.Format(TextKey.ScheduleHeading, ("date", texts.Dates.Date(at.InZone(formatter.Zone).Date))),
            ScheduleNote = schedule?.GetNote() ?? "",
            Schedule = schedule?.GetRows().ToValueList() ?? [],
            AsksForResponse = message.AsksForResponse,
            Requests = GetRequests(message, values).ToValueList(),
            Question = !message.AsksForResponse ? "" : texts[
                message.IsCourseEmail ? TextKey.CourseQuestion
                : message is not { Kind: EmailKind.Update, RequestsNewResponse: true } ? TextKey.ComingQuestion
                : message.Response == ParticipationStatus.Declined ? TextKey.ComingNowQuestion
                : TextKey.StillComingQuestion],
            ResponseHints = GetResponseHints(message, page).ToValueList(),
            RsvpPage = page,
            Choices = page is null ? []
                : message.IsCourseEmail ? [new(texts[TextKey.CourseButton], page.Url)]
                : RsvpChoice.All
                .Select(response => new ContentLink(texts[RsvpPageText.GetButtonKey(response)], RsvpChoice.AddTo(page.Url, response)))
                .ToValueList(),
            Closing = texts[TextKey.Closing],
            OrganizerName = series.Organizer.Name,
            Footer = GetFooter(message, values).ToValueList(),
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

    private (string Name, string Value)[] GetPlaceholderValues(PlannedEmail message, When? when)
    {
        var workshop = message.Workshop;
        var (first, last) = workshop is null ? GetDateSpan(FindTakingPlace(message.IsCourseEmail)) : GetDateSpan([workshop]);
        return
        [
            ("workshop", TextIsolates.Enclose(formatter.FormatLine(workshop?.Title ?? series.Title))),
            ("series", TextIsolates.Enclose(formatter.FormatLine(series.Title))),
            ("organizer", TextIsolates.Enclose(series.Organizer.Name)),

            // Year and zone are in the card beside the sentence.
            ("when", when is not null ? $"{when.ShortLine} ({when.Offset})"
                : message.Kind == EmailKind.FollowUp && first != last ? $"{first} – {last}"
                : first),
            ("date", first),
            ("first", first),
            ("last", last),
            ("name", TextIsolates.Enclose(recipient.Name)),
            ("number", FormatNumber(workshop is null ? 0 : GetNumber(workshop))),
            ("count", FormatNumber(series.Workshops.Count)),
            ("email", recipient.Email.Value),
            ("file", MimeMessageBuilder.InvitationFileName),
            ("url", options.CalendarFileUrl is { } file ? LinkFormatter.Format(file) : ""),
        ];
    }

    // The whole title stands above the sentence.
    private (string Name, string Value)[] ShortenTitle((string Name, string Value)[] values, Workshop workshop) =>
        Array.ConvertAll(values, value => value.Name == "workshop"
            ? (value.Name, TextIsolates.Enclose(formatter.FormatShortLine(workshop.Title)))
            : value);

    // A cancelled workshop is no reason to name its date; if all are, their dates are what the email is about.
    private ValueList<Workshop> FindTakingPlace(bool isCourse) =>
        series.Workshops.Where(workshop => workshop.Status != WorkshopStatus.Cancelled
            && (!isCourse || WorkshopSeries.IsInvited(recipient, workshop))).ToValueList() is { Count: > 0 } taking
            ? taking
            : series.Workshops;

    /// <summary>The dates on which the first and the last of the workshops start.</summary>
    private (string First, string Last) GetDateSpan(ValueList<Workshop> workshops)
    {
        var (first, last) = (Start(workshops[0]), Start(workshops[0]));
        foreach (var start in workshops.Skip(1).Select(Start))
        {
            first = start.ToInstant() < first.ToInstant() ? start : first;
            last = start.ToInstant() > last.ToInstant() ? start : last;
        }

        return (texts.Dates.ShortDate(first.Date), texts.Dates.ShortDate(last.Date));

        ZonedDateTime Start(Workshop workshop) => series.StartOf(workshop, zones).WithZone(formatter.Zone);
    }

    /// <summary>The host's RSVP page for the recipient; null if there is none, or nothing to respond to or to change.</summary>
    /// <exception cref="ArgumentException">The host's function gave something other than an absolute web address, or an email about the
    /// whole course has no page.</exception>
    public static Uri? GetRsvpPage(WorkshopSeries series, PlannedEmail message, InvitationOptions options)
    {
        if (!message.AsksForResponse && message.Kind is not (EmailKind.Invitation or EmailKind.Confirmation or EmailKind.Update))
        {
            return null;
        }

        if (message.IsCourseEmail)
        {
            return options.CoursePage?.Invoke(series, message.Recipient) is { } course
                ? Guard.Validate(Guard.WebAddressProblem, course, nameof(InvitationOptions.CoursePage))
                : throw new ArgumentException(
                    $"An email about the whole course asks on the host's RSVP page, and there is none for {message.Recipient.Email}; set "
                        + "InvitationOptions.CoursePage, or plan the series in SchedulingMode.EventPerWorkshop.",
                    nameof(message));
        }

        return message.Workshop is { } workshop && options.RsvpPage?.Invoke(series, workshop, message.Recipient) is { } url
            ? Guard.Validate(Guard.WebAddressProblem, url, nameof(InvitationOptions.RsvpPage))
            : null;
    }

    private IEnumerable<string> GetRequests(PlannedEmail message, (string, string)[] values)
    {
        TextKey[] textKeys = message.Kind switch
        {
            EmailKind.Invitation when message.IsCourseEmail => [GetCourseCalendar(message)],
            EmailKind.Update when message is { IsCourseEmail: true, RequestsNewResponse: true } =>
                [TextKey.CourseRespondToChanges, GetCourseCalendar(message)],
            EmailKind.Update when message.IsCourseEmail => [],
            EmailKind.Cancellation when message.IsCourseEmail => [],
            EmailKind.Withdrawal when message.IsCourseEmail => [TextKey.SeriesWithdrawalExplanation],
            EmailKind.Invitation when !message.AsksForResponse => [TextKey.ResponseRemainsValid],
            EmailKind.Update when message.RequestsNewResponse => [TextKey.PleaseRespondAgain],
            EmailKind.Update when message.AsksForResponse => [TextKey.ResponseRemainsValidIfGiven],
            EmailKind.Update => [TextKey.ResponseRemainsValid],
            EmailKind.Confirmation => [TextKey.ResponseNotNeeded, TextKey.CannotComeHint],
            EmailKind.Cancellation => [TextKey.RemoveFromCalendar],
            EmailKind.Withdrawal when message.Workshop is null => [TextKey.SeriesWithdrawalExplanation, TextKey.RemoveFromCalendar],
            EmailKind.Withdrawal => [TextKey.WithdrawalExplanation, TextKey.RemoveFromCalendar],
            EmailKind.Reminder when message.AsksForResponse => [TextKey.ResponseMissing],
            EmailKind.Reminder => [TextKey.CannotComeHint],
            EmailKind.Overview when IsRecurring => [],
            EmailKind.Overview when options.CalendarFileUrl is null => [TextKey.OverviewInvitations],
            EmailKind.Overview => [TextKey.OverviewInvitations, TextKey.OverviewCalendarFile],
            _ => [],
        };

        // After a change of some workshops, the response to the others still counts.
        var isWhole = message is { Workshop: null, IsCourseEmail: false };
        TextKey[] forAll = isWhole && message.Kind is (EmailKind.Invitation or EmailKind.Confirmation or EmailKind.Update)
            ? [message is { RequestsNewResponse: true, Response: not null } ? TextKey.OtherResponsesRemainValid : TextKey.ResponseForAll]
            : [];
        TextKey[] forGoogle = GoogleRecipient.NeedsKnownSender(message, options) ? [TextKey.KnownSenderHint] : [];
        return textKeys.Concat(forAll).Concat(forGoogle).Select(key => texts.Format(key, values));
    }

    private static TextKey GetCourseCalendar(PlannedEmail message) =>
        message.FollowsFeed ? TextKey.CourseFeed : TextKey.CourseConfirmations;

    private IEnumerable<string> GetResponseHints(PlannedEmail message, ContentLink? page)
    {
        var asksByCalendar = message is { AsksForResponse: true, IsCourseEmail: false, Kind: EmailKind.Invitation or EmailKind.Update };
        if (asksByCalendar && (message.Kind == EmailKind.Invitation || message.RequestsNewResponse))
        {
            yield return texts[TextKey.PleaseRespond];
        }

        if (asksByCalendar)
        {
            yield return texts[TextKey.RespondWithoutButtons];
        }

        if (page is not null)
        {
            yield return page.Text;
        }
    }

    private IEnumerable<string> GetFooter(PlannedEmail message, (string, string)[] values) =>
    [
        .. message.Kind switch
        {
            EmailKind.Invitation or EmailKind.Update or EmailKind.Confirmation when !message.IsCourseEmail =>
                [texts.Format(TextKey.AttachmentHint, values)],
            EmailKind.Overview when !IsRecurring => Array.Empty<string>(),
            _ => [texts[TextKey.QuestionsHint]],
        },
        texts.Format(TextKey.SentOnBehalf, values),
        texts[options.Privacy switch
        {
            AttendeePrivacy.RecipientOnly => TextKey.ParticipantsHidden,
            AttendeePrivacy.Names => TextKey.ParticipantsNamed,
            _ => TextKey.ParticipantsAddressed,
        }],
        .. options.Theme.Footer is { } own ? new[] { TextIsolates.Enclose(formatter.FormatLine(own)) } : [],
    ];

    private bool IsRecurring => options.SchedulingMode == SchedulingMode.RecurringEvent || series.Recurrence is not null;

    /// <summary>A workshop's number in the schedule, from 1; 0 if it is no longer in the series.</summary>
    private int GetNumber(Workshop workshop)
    {
        for (var i = 0; i < series.Workshops.Count; i++)
        {
            if (series.Workshops[i].Id == workshop.Id)
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static string FormatNumber(int number) => number.ToString(CultureInfo.InvariantCulture);
}
