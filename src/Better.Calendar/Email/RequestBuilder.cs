using Better.Calendar.Model;

namespace Better.Calendar.Email;

/// <summary>Builds what an email asks of the recipient, how to do it, and its footer.</summary>
internal sealed class RequestBuilder(
    PlannedEmail message, WorkshopSeries series, InvitationTexts texts, InvitationOptions options, RecipientFormatter formatter)
{
    /// <summary>Whether the email is about one recurring event.</summary>
    private bool IsRecurring => options.SchedulingMode == SchedulingMode.RecurringEvent || series.Recurrence is not null;

    /// <summary>How the workshops of a course get into the calendar: by confirmations, or by the feed that the recipient chose.</summary>
    private TextKey CourseCalendar => message.FollowsFeed ? TextKey.CourseFeed : TextKey.CourseConfirmations;

    /// <summary>The question that the email asks; empty if it asks for no response.</summary>
    public string GetQuestion() => !message.AsksForResponse ? "" : texts[
        message.IsCourseEmail ? TextKey.CourseQuestion
        : message is not { Kind: EmailKind.Update, RequestsNewResponse: true } ? TextKey.ComingQuestion
        : message.Response == ParticipationStatus.Declined ? TextKey.ComingNowQuestion
        : TextKey.StillComingQuestion];

    /// <summary>What the recipient should know or do.</summary>
    public IEnumerable<string> GetRequests((string, string)[] values)
    {
        TextKey[] textKeys = message.Kind switch
        {
            EmailKind.Invitation when message.IsCourseEmail => [CourseCalendar],
            EmailKind.Update when message is { IsCourseEmail: true, RequestsNewResponse: true } =>
                [TextKey.CourseRespondToChanges, CourseCalendar],
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

    /// <summary>How to respond: with the buttons of the mail program, by a reply, on the host's page.</summary>
    public IEnumerable<string> GetResponseHints(ContentLink? page)
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

    /// <summary>The footer: for whom there are questions, on whose behalf it was sent, who sees whom.</summary>
    public IEnumerable<string> GetFooter((string, string)[] values) =>
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
}
