using Better.Calendar;
using NodaTime;
using static InviteConsole.ConsoleTexts;

namespace InviteConsole;

/// <summary>The words of a plan in the user's language: kinds, responses, reasons, warnings, times.</summary>
internal static class PlanWords
{
    private const int MaxNames = 5;

    public static string Describe(EmailKind kind) => kind switch
    {
        EmailKind.Invitation => Of($"Invitation"),
        EmailKind.Confirmation => Of($"Confirmation"),
        EmailKind.Update => Of($"Update"),
        EmailKind.Cancellation => Of($"Cancellation"),
        EmailKind.Withdrawal => Of($"Withdrawal"),
        EmailKind.Reminder => Of($"Reminder"),
        EmailKind.Overview => Of($"Overview"),
        EmailKind.FollowUp => Of($"Follow-up"),
        _ => kind.ToString(),
    };

    public static string Describe(ParticipationStatus? response) => response switch
    {
        ParticipationStatus.Accepted => Of($"accepted"),
        ParticipationStatus.Tentative => Of($"tentative"),
        ParticipationStatus.Declined => Of($"declined"),
        _ => Of($"no response"),
    };

    /// <summary>Why an email goes out.</summary>
    public static string Describe(PlannedEmail email) => email.Reason switch
    {
        MessageReason.FirstInvitation => Of($"The series is sent for the first time: they are invited."),
        MessageReason.WorkshopAdded => Of($"The workshop is new in the series: they are invited."),
        MessageReason.ParticipantAdded => Of($"They are new in the series: they are invited to the workshops still to come."),
        MessageReason.WorkshopSelectionChanged when email.Kind == EmailKind.Withdrawal =>
            Of($"They no longer take part in this workshop: their invitation is withdrawn."),
        MessageReason.WorkshopSelectionChanged => Of($"They now take part in this workshop: they are invited."),
        MessageReason.AddressChanged when email.Kind == EmailKind.Withdrawal =>
            Of($"Their address changed: the invitation of the old address is withdrawn."),
        MessageReason.AddressChanged => Of($"Their address changed: the new address is invited."),
        MessageReason.InvitedAgain => Of($"Their invitation had been withdrawn: they are invited again."),
        MessageReason.NotYetNotified => Of($"They had not been notified of this workshop yet: they are invited."),
        MessageReason.AlreadyAccepted => Of($"They have accepted already: their place is confirmed."),
        MessageReason.AcceptedTentatively => Of($"They have accepted tentatively: the invitation puts it into their calendar."),
        MessageReason.Reinstated => Of($"The workshop takes place after all: they must respond again."),
        MessageReason.WorkshopCancelled => Of($"The workshop is cancelled."),
        MessageReason.WorkshopRemoved => Of($"The workshop was removed from the series."),
        MessageReason.ParticipantRemoved => Of($"They were removed from the series: their invitation is withdrawn."),
        MessageReason.Unspecified when email.Kind == EmailKind.FollowUp => email.Response == ParticipationStatus.Accepted
            ? Of($"They came: they are thanked.")
            : Of($"They did not come, or it is not known that they did."),
        MessageReason.Unspecified => email.Explanation,
        _ when email.RequestsNewResponse => Of($"It changed: they must respond again."),
        _ => Of($"It changed: their response remains valid."),
    };

    /// <summary>Why no email goes out.</summary>
    public static string Describe(SkipReason reason) => reason switch
    {
        SkipReason.NothingChanged => Of($"Nothing changed."),
        SkipReason.EditorialChangeOnly => Of($"Only texts changed: --tell-editorial notifies of that too."),
        SkipReason.Declined => Of($"They have declined."),
        SkipReason.PastWorkshop => Of($"The workshop has ended."),
        SkipReason.NeverInvited => Of($"The workshop is cancelled, and they were never invited to it."),
        SkipReason.FollowsFeed => Of($"They follow by their personal feed, which shows it."),
        _ => Of($"The workshop is cancelled, and they have been notified."),
    };

    /// <summary>What the organizer should look at before the emails go out.</summary>
    public static string Describe(PlanWarning warning, SeriesRevision plan)
    {
        var id = warning.WorkshopId;
        var workshop = plan.Series.Workshops.FirstOrDefault(one => one.Id == id);
        var unknown = plan.Emails.Count(email => email is { Kind: EmailKind.Update, RequestsNewResponse: false, Response: null }
            && (id is null || email.Workshop?.Id == id));
        return warning.Kind switch
        {
            PlanWarningKind.MovedIntoPast when workshop is not null =>
                Of($"Workshop \"{id}\" was moved into the past: {FormatTime(plan.Series, workshop)}. Check the date."),
            PlanWarningKind.AlreadyOver when workshop is not null =>
                Of($"Workshop \"{id}\" has ended: {FormatTime(plan.Series, workshop)}. Nobody is invited to it. Check the date."),
            PlanWarningKind.ResponsesUnknown => Of(
                $"No responses were given, so the updates cannot carry them, and some calendars ask again. Give them with --attendance."),
            PlanWarningKind.ResponseMayBeLost => Of($"{unknown} people of whom no response is known get an update that does not ask again. "
                + $"If they have responded, Nextcloud and other servers of sabre/dav, Cyrus, Stalwart, Proton and Evolution forget it."),
            PlanWarningKind.OccurrenceMayBeWrong when workshop?.Status == WorkshopStatus.Cancelled =>
                Of($"Workshop \"{id}\" is left out of the recurring event. Cyrus 3.6 and SOGo still show it."),
            PlanWarningKind.OccurrenceMayBeWrong =>
                Of($"Workshop \"{id}\" has moved away from the rule of the recurring event. "
                    + $"KMail, SOGo, Proton and Google Calendar read the rule alone, and show the old time."),
            _ => warning.Text,
        };
    }

    /// <summary>How many people, and the names of the first.</summary>
    public static string FormatPeople(IReadOnlyCollection<Participant> people)
    {
        var names = string.Join(", ", people.Take(MaxNames).Select(static one => one.Name)) + (people.Count > MaxNames ? ", …" : "");
        return people.Count == 1 ? names : Of($"{people.Count} people: {names}");
    }

    /// <summary>The title of a workshop.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">The workshop; null: all of them.</param>
    public static string FormatTitle(WorkshopSeries series, Workshop? workshop) =>
        workshop is null ? Of($"all workshops") : Localize(series, workshop.Title);

    /// <summary>A text of the series in the user's language, else in that of the series.</summary>
    public static string Localize(WorkshopSeries series, LocalizedText? text) =>
        text?.GetText(Current.Language, series.Language).ReplaceLineEndings(" ") ?? "";

    /// <summary>When a workshop is, with weekday, year and time zone.</summary>
    public static string FormatTime(WorkshopSeries series, Workshop workshop) => FormatTime(
        series.StartOf(workshop, DateTimeZoneProviders.Tzdb), series.EndOf(workshop, DateTimeZoneProviders.Tzdb));

    /// <summary>A start and an end, with weekday, year and time zone.</summary>
    public static string FormatTime(ZonedDateTime start, ZonedDateTime end) => When.Create(Current.Library.Dates, start, end).Line;
}
