using Better.Calendar;
using Better.Calendar.Testing;
using NodaTime;

namespace InviteConsole;

/// <summary>The one entry of a series that is one recurring event, in a simulated calendar.</summary>
internal static class RecurringEntry
{
    /// <summary>The key of the response to the whole series.</summary>
    public const string Whole = "";

    /// <summary>Which occurrence of the recurring event a workshop is (RECURRENCE-ID); null if it is none.</summary>
    public static Instant? FindOccurrence(WorkshopSeries series, Workshop workshop) =>
        series.Recurrence is { } sent && sent.Occurrences.FirstOrDefault(one => one.WorkshopId == workshop.Id) is { } occurrence
            ? sent.Start.PlusDays(occurrence.Number * sent.Days).InZoneLeniently(DateTimeZoneProviders.Tzdb[sent.Zone]).ToInstant()
            : null;

    /// <summary>Puts the event into the calendar as its owner was notified of it last, with their responses.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="stored">The stored series.</param>
    /// <param name="participant">Its owner.</param>
    /// <param name="attendance">The responses; null: everybody is taken to have accepted.</param>
    /// <returns>The responses by workshop, and under <see cref="Whole"/> the most frequent one.</returns>
    public static Dictionary<string, ParticipationStatus> Fill(
        SimulatedCalendar calendar, WorkshopSeries stored, Participant participant, Attendance? attendance)
    {
        var responded = new Dictionary<string, ParticipationStatus>();
        if (stored.State is not { LastTimestamp: { } sent } state
            || state.Recipients.FirstOrDefault(one => one.Email == participant.Email)?.Series is not
            { Status: InvitationStatus.Invited } notified)
        {
            return responded;
        }

        // What was edited without an email is not known to the calendar.
        var known = stored with
        {
            Workshops = [.. stored.Workshops.Select(one => state.LastNotified.FirstOrDefault(told => told.Id == one.Id) ?? one)],
        };
        var carried = new Dictionary<string, ParticipationStatus?>();
        foreach (var workshop in known.Workshops.Where(static one => one.Status != WorkshopStatus.Cancelled))
        {
            var entry = attendance?.Find(participant.Email, workshop.Id);
            var response = attendance is null ? ParticipationStatus.Accepted : entry?.Status;
            carried[workshop.Id] = entry?.IsOutdated(stored, workshop) == true ? null : response;
            if (response is { } given)
            {
                responded[workshop.Id] = given;
            }
        }

        var common = FindMostFrequent(carried.Values);
        var email = new InvitationComposer().Compose(
            known,
            new()
            {
                Kind = EmailKind.Update,
                Recipient = participant,
                SeriesSequence = notified.Sequence,
                Response = common,
                OccurrenceResponses =
                [
                    .. carried.Where(one => one.Value != common)
                        .Select(static one => new OccurrenceResponse { WorkshopId = one.Key, Response = one.Value }),
                ],
            },
            sent);
        calendar.TakeIn(calendar.Receive(email), sent + Duration.FromSeconds(1));
        if (FindMostFrequent(responded.Values.Cast<ParticipationStatus?>()) is { } most)
        {
            responded[Whole] = most;
        }

        return responded;
    }

    private static ParticipationStatus? FindMostFrequent(IEnumerable<ParticipationStatus?> responses) =>
        responses.GroupBy(static one => one).OrderByDescending(static same => same.Count()).FirstOrDefault()?.Key;
}
