using System.Text;
using Better.Calendar;
using Better.Calendar.Testing;
using NodaTime;
using static InviteConsole.ConsoleTexts;

namespace InviteConsole;

/// <summary>What one participant sees of one workshop in one client after the emails of a plan.</summary>
/// <param name="Client">The client.</param>
/// <param name="Participant">The participant.</param>
/// <param name="Workshop">The workshop.</param>
/// <param name="Event">What the calendar shows; null if it shows nothing, or the event as cancelled.</param>
/// <param name="WaitsForPress">Whether it is only shown after a press on the email.</param>
/// <param name="Disagreements">Where it differs from the organizer's list; empty if it does not.</param>
internal sealed record RehearsedEntry(
    SimulatedClient Client,
    Participant Participant,
    Workshop Workshop,
    SimulatedEvent? Event,
    bool WaitsForPress,
    IReadOnlyList<string> Disagreements);

/// <summary>
/// Plays the emails of a plan in every client: first what the calendars hold by the stored series and the attendance, then the emails, on
/// which everybody who has responded before presses.
/// </summary>
internal sealed class Rehearsal(WorkshopSeries? stored, SeriesRevision plan, Attendance attendance, bool areResponsesKnown)
{
    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;

    private readonly IReadOnlyList<(PlannedEmail Planned, InvitationEmail Email)> emails =
        Compose(plan);

    // An email about the whole course puts nothing into a calendar.
    private static IReadOnlyList<(PlannedEmail Planned, InvitationEmail Email)> Compose(SeriesRevision plan)
    {
        var events = plan with { Emails = plan.Emails.Where(static email => !email.IsCourseEmail).ToValueList() };
        return [.. events.Emails.Zip(new InvitationComposer().ComposeAll(events))];
    }

    /// <summary>Plays all clients, one after the other.</summary>
    public IEnumerable<RehearsedEntry> Play() =>
        from client in Enum.GetValues<SimulatedClient>()
        from participant in GetPeople()
        from entry in Play(client, participant)
        select entry;

    // Those who have left the series come last: their entries must be gone.
    private IEnumerable<Participant> GetPeople() =>
        plan.Series.Participants.Concat(
            (stored?.Participants ?? []).Where(one => plan.Series.Participants.All(now => now.Email != one.Email)));

    private IEnumerable<RehearsedEntry> Play(SimulatedClient client, Participant participant)
    {
        var (calendar, responses, waiting) = (new SimulatedCalendar(client, participant.Email), attendance, new HashSet<string>());
        var responded = FillCalendar(calendar, participant);
        foreach (var (planned, email) in emails.Where(one => one.Planned.Recipient.Email == participant.Email))
        {
            var received = calendar.Receive(email);
            var workshopId = planned.Workshop?.Id ?? RecurringEntry.Whole;
            if (received.Outcome == SimulatedOutcome.WaitsForPress)
            {
                waiting.Add(workshopId);
            }

            if (responded.TryGetValue(workshopId, out var response))
            {
                responses = Press(calendar, received, planned, response, responses);
            }
        }

        foreach (var workshop in plan.Series.Workshops.Concat(GetRemovedWorkshops()))
        {
            var shown = calendar.Events.Where(one => IsAbout(one, workshop) && one.Status != WorkshopStatus.Cancelled).ToList();
            var isExpected = plan.Series.Workshops.Contains(workshop)
                && workshop.Status != WorkshopStatus.Cancelled
                && plan.Series.Participants.Contains(participant)
                && WorkshopSeries.IsInvited(participant, workshop);
            if (shown.Count > 0 || (isExpected && responded.ContainsKey(workshop.Id)))
            {
                var isOver = plan.Series.EndOf(workshop, Tzdb).ToInstant() <= plan.Timestamp;
                var disagreements = isOver ? [] : Compare(participant, workshop, shown, isExpected, responses, responded).ToList();
                var waits = waiting.Contains(IsRecurring ? RecurringEntry.Whole : workshop.Id);
                yield return new(client, participant, workshop, shown.FirstOrDefault(), waits, disagreements);
            }
        }
    }

    private bool IsRecurring => plan.Series.Recurrence is not null;

    private bool IsAbout(SimulatedEvent shown, Workshop workshop) => IsRecurring
        ? shown.Uid == WorkshopUid.Create(plan.Series) && shown.RecurrenceId == RecurringEntry.FindOccurrence(plan.Series, workshop)
        : shown.Uid == WorkshopUid.Create(plan.Series, workshop);

    private IEnumerable<Workshop> GetRemovedWorkshops() =>
        (stored?.Workshops ?? []).Where(one => plan.Series.Workshops.All(now => now.Id != one.Id));

    /// <summary>Puts into the calendar what its owner was notified of last, with their response.</summary>
    /// <returns>The responses by workshop: without an attendance, everybody is taken to have accepted.</returns>
    private Dictionary<string, ParticipationStatus> FillCalendar(SimulatedCalendar calendar, Participant participant)
    {
        if (stored is not null && IsRecurring)
        {
            return RecurringEntry.Fill(calendar, stored, participant, areResponsesKnown ? attendance : null);
        }

        var responded = new Dictionary<string, ParticipationStatus>();
        if (stored?.State is not { LastTimestamp: { } sent } state
            || state.Recipients.FirstOrDefault(one => one.Email == participant.Email) is not { } recipient)
        {
            return responded;
        }

        foreach (var notified in recipient.Workshops.Where(static one => one.Status == InvitationStatus.Invited))
        {
            var known = state.LastNotified.Concat(stored.Workshops).FirstOrDefault(one => one.Id == notified.Id);
            if (known is null)
            {
                continue;
            }

            var invitation = WorkshopCalendar.Request(stored, known with { Sequence = notified.Sequence }, participant, sent);
            var received = calendar.Receive(Encoding.UTF8.GetBytes(invitation.ToString()));
            var entry = attendance.Find(participant.Email, notified.Id);
            var assumed = areResponsesKnown ? (ParticipationStatus?)null : ParticipationStatus.Accepted;
            if ((entry?.Status ?? assumed) is { } response)
            {
                // A response to an older version is in the calendar no more.
                responded[notified.Id] = response;
                var at = entry is { } given && given.Timestamp > sent ? given.Timestamp : sent + Duration.FromSeconds(1);
                if (entry is null || entry.Sequence >= notified.Sequence)
                {
                    calendar.Respond(received, response, at)?.Dispose();
                }
            }
        }

        return responded;
    }

    /// <summary>Presses the button that the email has: the same response again if it asks.</summary>
    private Attendance Press(
        SimulatedCalendar calendar, SimulatedEmail received, PlannedEmail planned, ParticipationStatus response, Attendance responses)
    {
        var at = plan.Timestamp + Duration.FromHours(1);
        if (!planned.AsksForResponse || (!areResponsesKnown && !planned.RequestsNewResponse))
        {
            calendar.TakeIn(received, at);
            return responses;
        }

        using var reply = calendar.Respond(received, response, at);
        if (reply is null)
        {
            return responses;
        }

        using var mail = new MemoryStream();
        reply.WriteTo(mail);
        var sender = SenderAuthentication.FromAddress(planned.Recipient.Email);
        return responses.WithReply(ReplyReader.Read(mail.ToArray(), plan.Series, sender: sender));
    }

    private IEnumerable<string> Compare(
        Participant participant,
        Workshop workshop,
        List<SimulatedEvent> shown,
        bool isExpected,
        Attendance responses,
        Dictionary<string, ParticipationStatus> responded)
    {
        if (!isExpected)
        {
            return shown.Count > 0 ? [Of($"the calendar still has it")] : [];
        }

        var entry = responses.Find(participant.Email, workshop.Id);
        var listed = entry is { Status: { } status } && !entry.IsOutdated(plan.Series, workshop)
            ? status
            : areResponsesKnown ? (ParticipationStatus?)null : responded.TryGetValue(workshop.Id, out var assumed) ? assumed : null;
        if (shown.Count == 0)
        {
            // Some calendars show nothing of what was declined.
            return listed == ParticipationStatus.Declined ? [] : [Of($"the calendar does not have it")];
        }

        return Compare(participant, workshop, shown, listed);
    }

    private IEnumerable<string> Compare(
        Participant participant, Workshop workshop, List<SimulatedEvent> shown, ParticipationStatus? listed)
    {
        string FormatVenue(Venue venue) => venue.Name.GetText(plan.Series.LanguageOf(participant), plan.Series.Language);

        if (shown.Count > 1)
        {
            yield return Of($"the calendar has it several times: {shown.Count}");
        }

        var (start, end) = (plan.Series.StartOf(workshop, Tzdb).ToInstant(), plan.Series.EndOf(workshop, Tzdb).ToInstant());
        if ((shown[0].Start, shown[0].End) != (start, end))
        {
            var now = PlanWords.FormatTime(plan.Series, workshop);
            yield return Of($"time in the calendar: {FormatTime(shown[0], workshop)}, in the series: {now}");
        }

        if (workshop.Meeting is { } meeting && !shown[0].Location.Contains(meeting.Url.AbsoluteUri, StringComparison.Ordinal))
        {
            yield return Of($"place in the calendar: {shown[0].Location}, in the series: {meeting.Url.AbsoluteUri}");
        }

        if (workshop.Venue is { } venue && !shown[0].Location.Contains(FormatVenue(venue), StringComparison.Ordinal))
        {
            yield return Of($"place in the calendar: {shown[0].Location}, in the series: {FormatVenue(venue)}");
        }

        if (shown[0].Status != workshop.Status)
        {
            yield return Of($"status in the calendar: {Describe(shown[0].Status)}, in the series: {Describe(workshop.Status)}");
        }

        if (shown[0].Response != listed)
        {
            yield return Of($"response in the calendar: {PlanWords.Describe(shown[0].Response)}, "
                + $"in the attendance: {PlanWords.Describe(listed)}");
        }
    }

    /// <summary>When an entry is, in the time zone of the workshop.</summary>
    public string FormatTime(SimulatedEvent entry, Workshop workshop)
    {
        var zone = plan.Series.StartOf(workshop, Tzdb).Zone;
        return PlanWords.FormatTime(entry.Start.InZone(zone), entry.End.InZone(zone));
    }

    /// <summary>The status of a workshop, in the words of the emails.</summary>
    public static string Describe(WorkshopStatus status) => Current.Library[status switch
    {
        WorkshopStatus.Confirmed => TextKey.StatusConfirmed,
        WorkshopStatus.Tentative => TextKey.StatusTentative,
        _ => TextKey.StatusCancelled,
    }];
}
