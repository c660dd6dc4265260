using System.Globalization;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Email;

/// <summary>Builds the content of an email in the recipient's language and time zone.</summary>
internal sealed class EmailContentBuilder(WorkshopSeries series, InvitationTexts texts, Participant recipient, InvitationOptions options)
{
    // Outlook (MAPI) expects subjects of fewer than 256 characters.
    private const int MaxSubjectLength = 200;

    private readonly IDateTimeZoneProvider zones = options.Zones;
    private readonly RecipientFormatter formatter = new(series, texts, recipient, options.Zones);

    public EmailContent Build(PlannedEmail message)
    {
        var kindTexts = EmailKindTexts.ForKind(message.Kind);
        var values = GetPlaceholderValues(message.Workshop);
        var workshop = message.Workshop;
        var isOff = message.Kind is EmailKind.Cancellation or EmailKind.Withdrawal;
        var page = GetRsvpPage(series, message, options) is { } url
            ? new ContentLink(texts.Format(TextKey.RespondOnPage, ("url", url.AbsoluteUri)), url)
            : null;
        var start = workshop is null ? (ZonedDateTime?)null : series.StartOf(workshop, zones);
        return new()
        {
            Kind = message.Kind,
            Language = texts.Language,
            IsRightToLeft = texts.IsRightToLeft,
            Subject = FormatSubject(kindTexts.Subject, values),
            Preheader = workshop is null ? texts.Format(TextKey.OverviewPreheader, values) : texts.Format(kindTexts.Preheader, values),
            Greeting = texts.Format(TextKey.Greeting, values),
            Opening = workshop is null && !isOff
                ? texts.FormatPlural(TextKey.OverviewOpening, series.Workshops.Count, values)
                : texts.Format(kindTexts.Opening, values),
            SeriesTitle = formatter.FormatLine(series.Title),
            WorkshopNumber = workshop is not null && series.Workshops.Count > 1 && GetNumber(workshop) > 0
                ? texts.Format(TextKey.WorkshopNumber, values)
                : "",
            Title = formatter.FormatLine(workshop?.Title ?? series.Title),
            When = workshop is null
                ? null
                : formatter.CreateLabelledValue(HasSameOffset(start!.Value)
                    ? TextKey.DateAndTimeLabel
                    : TextKey.YourTimeLabel, formatter.FormatTime(workshop)),
            OrganizerWhen = workshop is null || HasSameOffset(start!.Value)
                ? null
                : formatter.CreateLabelledValue(TextKey.OrganizerTimeLabel, texts.Dates.When(start.Value, start.Value + workshop.Duration)),
            IsCancelled = isOff,
            TimeWarnings = isOff ? [] : new TimeWarnings(series, texts, recipient, zones).GetWarnings(workshop).ToValueList(),
            ChangesHeading = message.Kind == EmailKind.Update ? texts[TextKey.ChangesHeading] : "",
            Changes = message is { Kind: EmailKind.Update, PreviousWorkshop: { } before } && workshop is not null
                ? new ChangeFormatter(series, texts, formatter, zones).GetChanges(before, workshop).ToValueList()
                : [],
            JoinLink = isOff || workshop?.Meeting is not { } meeting ? null : new(texts[TextKey.JoinButton], meeting.Url),
            Details = (workshop is null || isOff ? GetWebsite() : GetDetails(workshop)).ToValueList(),
            Description = isOff ? "" : formatter.FormatLines(workshop?.Description),
            SeriesDescription = isOff ? "" : formatter.FormatLines(series.Description),
            ScheduleHeading = texts[TextKey.ScheduleLabel],
            Schedule = (series.Workshops.Count > 1 || workshop is null) && message.Kind != EmailKind.Withdrawal
                ? GetSchedule(message).ToValueList()
                : [],
            Requests = GetRequests(message, values, page).ToValueList(),
            RsvpPage = page,
            Closing = texts[TextKey.Closing],
            OrganizerName = series.Organizer.Name,
            Footer = GetFooter(values).ToValueList(),
        };
    }

    // A long title is shortened: the kind of email and the date stand at the two ends of the subject, and both matter more.
    private string FormatSubject(TextKey textKey, (string Name, string Value)[] values)
    {
        var whole = texts.Format(textKey, values);
        return whole.Length <= MaxSubjectLength ? whole : texts.Format(textKey, [.. values.Select(value =>
            value.Name is "workshop" or "series"
                ? (value.Name,
                    formatter.Isolate(
                        TextSanitizer.Truncate(
                            value.Value.Trim('\u2068', '\u2069'),
                            Math.Max(40, value.Value.Length - whole.Length + MaxSubjectLength))))
                : value)]);
    }

    private (string Name, string Value)[] GetPlaceholderValues(Workshop? workshop)
    {
        var (first, last) = workshop is null ? GetDateSpan(series.Workshops) : GetDateSpan([workshop]);
        return
        [
            ("workshop", formatter.Isolate(formatter.FormatLine(workshop?.Title ?? series.Title))),
            ("series", formatter.Isolate(formatter.FormatLine(series.Title))),
            ("organizer", formatter.Isolate(series.Organizer.Name)),
            ("when", workshop is null ? first : formatter.FormatTime(workshop)),
            ("date", first),
            ("first", first),
            ("last", last),
            ("name", formatter.Isolate(recipient.Name)),
            ("number", FormatNumber(workshop is null ? 0 : GetNumber(workshop))),
            ("count", FormatNumber(series.Workshops.Count)),
            ("email", recipient.Email.Value),
            ("file", MimeMessageBuilder.InvitationFileName),
            ("url", options.CalendarFileUrl?.AbsoluteUri ?? MimeMessageBuilder.SeriesFileName),
        ];
    }

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

    /// <summary>The host's RSVP page for the recipient; null if there is none, or if the email does not ask for a response.</summary>
    /// <exception cref="ArgumentException">The host's function gave something other than an absolute web address.</exception>
    public static Uri? GetRsvpPage(WorkshopSeries series, PlannedEmail message, InvitationOptions options) =>
        options.RsvpPage is { } page && message is { Kind: EmailKind.Invitation or EmailKind.Update, Workshop: { } workshop }
            && page(series, workshop, message.Recipient) is { } url
            ? Guard.Validate(Guard.WebAddressProblem, url, nameof(InvitationOptions.RsvpPage))
            : null;

    private IEnumerable<string> GetRequests(PlannedEmail message, (string, string)[] values, ContentLink? page)
    {
        TextKey[] textKeys = message.Kind switch
        {
            EmailKind.Invitation => [TextKey.PleaseRespond, TextKey.RespondWithoutButtons, TextKey.AttachmentHint],
            EmailKind.Update when message.RequestsNewResponse =>
                [TextKey.PleaseRespondAgain, TextKey.PleaseRespond, TextKey.RespondWithoutButtons, TextKey.AttachmentHint],
            EmailKind.Update => [TextKey.ResponseRemainsValid, TextKey.AttachmentHint],
            EmailKind.Cancellation => [TextKey.CancellationPlanned, TextKey.RemoveFromCalendar, TextKey.QuestionsHint],
            EmailKind.Withdrawal => [TextKey.WithdrawalExplanation, TextKey.RemoveFromCalendar, TextKey.QuestionsHint],
            EmailKind.Reminder => [TextKey.QuestionsHint],
            _ when options.SchedulingMode == SchedulingMode.RecurringEvent => [TextKey.QuestionsHint],
            _ => [TextKey.OverviewInvitations, TextKey.OverviewCalendarFile],
        };

        foreach (var textKey in textKeys)
        {
            if (textKey == TextKey.AttachmentHint && page is not null)
            {
                yield return page.Text;
            }

            // This sentence names one date; an email about the whole series shows its dates in the schedule.
            if (textKey != TextKey.CancellationPlanned || message.Workshop is not null)
            {
                yield return texts.Format(textKey, values);
            }
        }

        if (message.Workshop is null
            && message.Kind is EmailKind.Invitation or EmailKind.Update
            && options.SchedulingMode == SchedulingMode.RecurringEvent)
        {
            yield return texts[TextKey.ResponseForAll];
        }
    }

    private IEnumerable<string> GetFooter((string, string)[] values) =>
    [
        texts.Format(TextKey.SentOnBehalf, values),
        texts[options.Privacy switch
        {
            AttendeePrivacy.RecipientOnly => TextKey.OnlyYouNamed,
            AttendeePrivacy.Names => TextKey.ParticipantsNamed,
            _ => TextKey.ParticipantsAddressed,
        }],
        .. options.Theme.Footer is { } own ? new[] { formatter.FormatLine(own) } : [],
    ];

    private IEnumerable<LabelledValue> GetDetails(Workshop workshop)
    {
        LabelledValue?[] details =
        [
            CreateDetail(TextKey.StatusLabel, workshop.Status == WorkshopStatus.Tentative ? texts[TextKey.StatusTentative] : null),
            CreateDetail(TextKey.LeadExpertLabel, workshop.LeadExpert is { } expert ? formatter.FormatExpert(expert) : null),
            CreateDetail(TextKey.VenueLabel, workshop.Venue is { } venue ? formatter.FormatVenue(venue) : null),
            CreateDetail(TextKey.PlatformLabel, workshop.Meeting?.Platform),
            CreateDetail(TextKey.MeetingNumberLabel, workshop.Meeting?.MeetingNumber),
            CreateDetail(TextKey.PasscodeLabel, workshop.Meeting?.Passcode),
            CreateDetail(TextKey.DialInLabel, workshop.Meeting?.DialIn),
            CreateDetail(TextKey.ParticipantsLabel, options.Privacy == AttendeePrivacy.RecipientOnly
                ? null
                : GetOtherParticipants(workshop)),
        ];
        return details.OfType<LabelledValue>().Concat(GetWebsite());

        LabelledValue? CreateDetail(TextKey label, string? value) =>
            value is { Length: > 0 } ? formatter.CreateLabelledValue(label, value) : null;
    }

    private string GetOtherParticipants(Workshop workshop) =>
        string.Join(", ", series.Participants.Where(other => other.Email != recipient.Email && WorkshopSeries.IsInvited(other, workshop))
            .Select(other => other.Name));

    private IEnumerable<LabelledValue> GetWebsite() =>
        series.Website is { } website ? [formatter.CreateLabelledValue(TextKey.WebsiteLabel, website.AbsoluteUri, website)] : [];

    private IEnumerable<ScheduleRow> GetSchedule(PlannedEmail message) => series.Workshops.Select((workshop, i) =>
    {
        var isThis = workshop.Id == message.Workshop?.Id;
        var start = series.StartOf(workshop, zones).WithZone(formatter.Zone);
        return new ScheduleRow(
            FormatNumber(i + 1),
            texts.Dates.ScheduleDate(start.LocalDateTime, (start + workshop.Duration).LocalDateTime),
            formatter.FormatLine(workshop.Title),
            workshop.LeadExpert is { } expert ? formatter.FormatExpert(expert) : "",
            isThis,
            workshop.Status == WorkshopStatus.Cancelled || (isThis && message.Kind == EmailKind.Cancellation)
                ? texts[TextKey.StatusCancelled]
                : "",
            message.Workshop is null && workshop.Meeting is { } meeting ? new(texts[TextKey.JoinButton], meeting.Url) : null);
    });

    // Rome and Budapest show the same time: naming it twice would only confuse.
    private bool HasSameOffset(ZonedDateTime start) => formatter.Zone.GetUtcOffset(start.ToInstant()) == start.Offset;

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
