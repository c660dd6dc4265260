using System.Globalization;
using Better.Calendar.Ics;
using Better.Calendar.Revisions;
using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Invitations;

/// <summary>Gathers the facts of a letter in the reader's language and zone.</summary>
internal sealed class FactWriter(WorkshopSeries series, InvitationWording wording, Participant reader, InvitationOptions options)
{
    // MAPI subjects are made for fewer than 256 characters.
    private const int MostOfSubject = 200;

    private readonly IDateTimeZoneProvider zones = options.Zones;
    private readonly ReaderText text = new(series, wording, reader, options.Zones);

    public LetterFacts Write(PlannedMessage message)
    {
        var words = KindWords.Of(message.Kind);
        var values = Values(message.Workshop);
        var workshop = message.Workshop;
        var isOff = message.Kind is LetterKind.Cancellation or LetterKind.Withdrawal;
        var page = PageOf(series, message, options) is { } url ? new LetterLink(wording.Fill(Phrase.AnswerOnPage, ("url", url.AbsoluteUri)), url) : null;
        var start = workshop is null ? (ZonedDateTime?)null : series.StartOf(workshop, zones);
        return new()
        {
            Kind = message.Kind,
            Language = wording.Language,
            RightToLeft = wording.RightToLeft,
            Subject = Subject(words.Subject, values),
            Preheader = workshop is null ? wording.Fill(Phrase.OverviewPreheader, values) : wording.Fill(words.Preheader, values),
            Greeting = wording.Fill(Phrase.Greeting, values),
            Opening = workshop is null && !isOff ? wording.Count(Phrase.OverviewOpening, series.Workshops.Count, values) : wording.Fill(words.Opening, values),
            Series = text.Line(series.Title),
            Number = workshop is not null && series.Workshops.Count > 1 && NumberOf(workshop) > 0 ? wording.Fill(Phrase.WorkshopNumber, values) : "",
            Title = text.Line(workshop?.Title ?? series.Title),
            When = workshop is null ? null : text.Fact(ShowsTheSame(start!.Value) ? Phrase.DateAndTimeLabel : Phrase.YourTimeLabel, text.When(workshop)),
            OrganizerWhen = workshop is null || ShowsTheSame(start!.Value) ? null : text.Fact(Phrase.OrganizerTimeLabel, wording.Dates.When(start.Value, start.Value + workshop.Duration)),
            IsOff = isOff,
            Notices = isOff ? [] : new TimeNotices(series, wording, reader, zones).Of(workshop).ToValueList(),
            ChangesHeading = message.Kind == LetterKind.Update ? wording[Phrase.ChangesHeading] : "",
            Changes = message is { Kind: LetterKind.Update, Before: { } before } && workshop is not null ? new ChangeText(series, wording, text, zones).Of(before, workshop).ToValueList() : [],
            Join = isOff || workshop?.Meeting is not { } meeting ? null : new(wording[Phrase.JoinButton], meeting.Url),
            Details = (workshop is null || isOff ? Website() : Details(workshop)).ToValueList(),
            About = isOff ? "" : text.Lines(workshop?.Description),
            SeriesAbout = isOff ? "" : text.Lines(series.Description),
            ProgrammeHeading = wording[Phrase.ProgrammeLabel],
            Programme = (series.Workshops.Count > 1 || workshop is null) && message.Kind != LetterKind.Withdrawal ? Programme(message).ToValueList() : [],
            Requests = Requests(message, values, page).ToValueList(),
            AnswerPage = page,
            Closing = wording[Phrase.Closing],
            Organizer = series.Organizer.Name,
            Footer = Footer(values).ToValueList(),
        };
    }

    // A long title gives way: kind and date stand at the two ends of a subject, and both matter more.
    private string Subject(Phrase phrase, (string Name, string Value)[] values)
    {
        var whole = wording.Fill(phrase, values);
        return whole.Length <= MostOfSubject ? whole : wording.Fill(phrase, [.. values.Select(value =>
            value.Name is "workshop" or "series" ? (value.Name, text.Isolated(PlainText.Shortened(value.Value.Trim('\u2068', '\u2069'), Math.Max(40, value.Value.Length - whole.Length + MostOfSubject)))) : value)]);
    }

    private (string Name, string Value)[] Values(Workshop? workshop)
    {
        var (first, last) = workshop is null ? SpanOf(series.Workshops) : SpanOf([workshop]);
        return
        [
            ("workshop", text.Isolated(text.Line(workshop?.Title ?? series.Title))),
            ("series", text.Isolated(text.Line(series.Title))),
            ("organizer", text.Isolated(series.Organizer.Name)),
            ("when", workshop is null ? first : text.When(workshop)),
            ("date", first),
            ("first", first),
            ("last", last),
            ("name", text.Isolated(reader.Name)),
            ("number", Count(workshop is null ? 0 : NumberOf(workshop))),
            ("count", Count(series.Workshops.Count)),
            ("email", reader.Email.Value),
            ("file", MailLayout.AttachmentName),
            ("url", options.CalendarFile?.AbsoluteUri ?? MailLayout.ProgrammeName),
        ];
    }

    /// <summary>The dates of the first and the last start.</summary>
    private (string First, string Last) SpanOf(ValueList<Workshop> workshops)
    {
        var (first, last) = (Start(workshops[0]), Start(workshops[0]));
        foreach (var start in workshops.Skip(1).Select(Start))
        {
            first = start.ToInstant() < first.ToInstant() ? start : first;
            last = start.ToInstant() > last.ToInstant() ? start : last;
        }

        return (wording.Dates.ShortDate(first.Date), wording.Dates.ShortDate(last.Date));

        ZonedDateTime Start(Workshop workshop) => series.StartOf(workshop, zones).WithZone(text.Zone);
    }

    /// <summary>The host's own page, where the letter is about an answer.</summary>
    /// <exception cref="ArgumentException">It is not an absolute web address.</exception>
    public static Uri? PageOf(WorkshopSeries series, PlannedMessage message, InvitationOptions options) =>
        options.AnswerPage is { } page && message is { Kind: LetterKind.Invitation or LetterKind.Update, Workshop: { } workshop }
            && page(series, workshop, message.Recipient) is { } url
            ? Checked.By(Checked.WebAddressProblem, url, nameof(InvitationOptions.AnswerPage))
            : null;

    private IEnumerable<string> Requests(PlannedMessage message, (string, string)[] values, LetterLink? page)
    {
        Phrase[] phrases = message.Kind switch
        {
            LetterKind.Invitation => [Phrase.PleaseAnswer, Phrase.AnswerWithoutButtons, Phrase.AttachmentHint],
            LetterKind.Update when message.AsksAgain => [Phrase.PleaseAnswerAgain, Phrase.PleaseAnswer, Phrase.AnswerWithoutButtons, Phrase.AttachmentHint],
            LetterKind.Update => [Phrase.AnswerRemainsValid, Phrase.AttachmentHint],
            LetterKind.Cancellation => [Phrase.CancellationPlanned, Phrase.RemoveFromCalendar, Phrase.QuestionsHint],
            LetterKind.Withdrawal => [Phrase.WithdrawalExplanation, Phrase.RemoveFromCalendar, Phrase.QuestionsHint],
            LetterKind.Reminder => [Phrase.QuestionsHint],
            _ when options.Form == SeriesForm.RecurringEvent => [Phrase.QuestionsHint],
            _ => [Phrase.OverviewInvitations, Phrase.OverviewCalendarFile],
        };

        foreach (var phrase in phrases)
        {
            if (phrase == Phrase.AttachmentHint && page is not null)
            {
                yield return page.Text;
            }

            // The date stands in the card above; of a whole series the programme tells it.
            if (phrase != Phrase.CancellationPlanned || message.Workshop is not null)
            {
                yield return wording.Fill(phrase, values);
            }
        }

        if (message.Workshop is null && message.Kind is LetterKind.Invitation or LetterKind.Update && options.Form == SeriesForm.RecurringEvent)
        {
            yield return wording[Phrase.AnswerForAll];
        }
    }

    private IEnumerable<string> Footer((string, string)[] values) =>
    [
        wording.Fill(Phrase.SentOnBehalf, values),
        wording[options.Privacy switch
        {
            AttendeePrivacy.OnlyYou => Phrase.OnlyYouNamed,
            AttendeePrivacy.Names => Phrase.ParticipantsNamed,
            _ => Phrase.ParticipantsAddressed,
        }],
        .. options.Theme.Footer is { } own ? new[] { text.Line(own) } : [],
    ];

    private IEnumerable<LetterFact> Details(Workshop workshop)
    {
        LetterFact?[] details =
        [
            Detail(Phrase.StatusLabel, workshop.Status == WorkshopStatus.Tentative ? wording[Phrase.StatusTentative] : null),
            Detail(Phrase.LeadExpertLabel, workshop.LeadExpert is { } expert ? text.Expert(expert) : null),
            Detail(Phrase.VenueLabel, workshop.Venue is { } venue ? text.Venue(venue) : null),
            Detail(Phrase.PlatformLabel, workshop.Meeting?.Platform),
            Detail(Phrase.MeetingNumberLabel, workshop.Meeting?.MeetingNumber),
            Detail(Phrase.PasscodeLabel, workshop.Meeting?.Passcode),
            Detail(Phrase.DialInLabel, workshop.Meeting?.DialIn),
            Detail(Phrase.ParticipantsLabel, options.Privacy == AttendeePrivacy.OnlyYou ? null : Fellows(workshop)),
        ];
        return details.OfType<LetterFact>().Concat(Website());

        LetterFact? Detail(Phrase label, string? value) => value is { Length: > 0 } ? text.Fact(label, value) : null;
    }

    private string Fellows(Workshop workshop) =>
        string.Join(", ", series.Participants.Where(other => other.Email != reader.Email && WorkshopSeries.IsInvited(other, workshop)).Select(other => other.Name));

    private IEnumerable<LetterFact> Website() =>
        series.Website is { } website ? [text.Fact(Phrase.WebsiteLabel, website.AbsoluteUri, website)] : [];

    private IEnumerable<ProgrammeRow> Programme(PlannedMessage message) => series.Workshops.Select((workshop, i) =>
    {
        var isThis = workshop.Id == message.Workshop?.Id;
        var start = series.StartOf(workshop, zones).WithZone(text.Zone);
        return new ProgrammeRow(
            Count(i + 1),
            wording.Dates.ProgrammeDate(start.LocalDateTime, (start + workshop.Duration).LocalDateTime),
            text.Line(workshop.Title),
            workshop.LeadExpert is { } expert ? text.Expert(expert) : "",
            isThis,
            workshop.Status == WorkshopStatus.Cancelled || (isThis && message.Kind == LetterKind.Cancellation) ? wording[Phrase.StatusCancelled] : "",
            message.Workshop is null && workshop.Meeting is { } meeting ? new(wording[Phrase.JoinButton], meeting.Url) : null);
    });

    // Rome and Budapest show the same time; naming it twice would only confuse.
    private bool ShowsTheSame(ZonedDateTime start) => text.Zone.GetUtcOffset(start.ToInstant()) == start.Offset;

    /// <summary>A workshop's place in the programme, from 1; 0 for one that is in it no more.</summary>
    private int NumberOf(Workshop workshop)
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

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
