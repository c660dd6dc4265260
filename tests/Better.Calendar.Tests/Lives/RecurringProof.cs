using Better.Calendar.Testing;
using NodaTime;

namespace Better.Calendar.Tests.Lives;

/// <summary>
/// The end of a life of one recurring event: for each person and workshop, the calendar shows what the newest email says, the newest email
/// says what the series says, and the response is the one in the attendance. Left out is only what no sender can rely on in a client; then
/// a plan has warned of it.
/// </summary>
internal static class RecurringProof
{
    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;

    private static readonly SimulatedClient[] ReadsFirstEventOnly =
        [SimulatedClient.Kde, SimulatedClient.Sogo, SimulatedClient.Proton, SimulatedClient.Google];

    private static readonly SimulatedClient[] KeepsOwnOccurrences = [SimulatedClient.Cyrus, SimulatedClient.Kde, SimulatedClient.Sogo];

    /// <summary>The workshops that a plan warns of; empty for the whole series.</summary>
    public static IEnumerable<string> FindWarned(SeriesRevision revision)
    {
        var warnings = revision.Warnings
            .Where(static one => one.Kind is PlanWarningKind.OccurrenceMayBeWrong or PlanWarningKind.OccurrenceHasOwnEvent)
            .ToList();
        var ids = revision.Series.Workshops.Concat(revision.Emails.SelectMany(static one => one.PreviousWorkshops)).Select(one => one.Id);
        return [
            .. ids.Where(id => warnings.Exists(one => one.Text.Contains($"\"{id}\"", StringComparison.Ordinal))),
            .. warnings.Exists(static one => one.Text.StartsWith("Nextcloud", StringComparison.Ordinal)) ? [""] : Array.Empty<string>(),
        ];
    }

    /// <summary>The RECURRENCE-ID of a workshop; null if it has none.</summary>
    public static Instant? FindOccurrence(WorkshopSeries series, string workshopId) =>
        series.Recurrence is { } sent && sent.Occurrences.FirstOrDefault(one => one.WorkshopId == workshopId) is { } occurrence
            ? sent.Start.PlusDays(occurrence.Number * sent.Days).InZoneStrictly(Tzdb[sent.Zone]).ToInstant()
            : null;

    /// <summary>What an email says, read and expanded without the library.</summary>
    public static IReadOnlyList<SimulatedEvent> Expand(SentEmail sent, EmailAddress owner)
    {
        var reader = new SimulatedCalendar(SimulatedClient.Evolution, owner);
        reader.TakeIn(sent.Reach(reader), sent.Timestamp);
        return reader.Events;
    }

    public static void Check(LifeRun run, LifePerson person)
    {
        var uid = WorkshopUid.Create(run.Stored);
        var known = person[uid];
        var participant = run.Stored.Participants.FirstOrDefault(one => one.Email == person.Email);
        var toCome = run.Stored.Workshops.Where(one => one.Status != WorkshopStatus.Cancelled && GetEnd(run, one) > run.At).ToList();
        var isInvited = participant is not null && run.Stored.Workshops.Any(static one => one.Status != WorkshopStatus.Cancelled);
        if (known.Newest is null)
        {
            Report(!isInvited || toCome.Count == 0, "is invited and never got an email");
            return;
        }

        var isOff = known.Newest.IsCancellation;
        Report(!isOff || !isInvited || toCome.Count == 0, "is invited, and the newest email is a cancellation");
        Report(
            isOff || isInvited || run.Stored.Workshops.All(one => GetEnd(run, one) <= run.At),
            "is not invited, and the newest email is no cancellation");
        var said = isOff ? [] : Expand(known.Newest, person.Email);
        if (!isOff && isInvited && !known.IsBehind)
        {
            CheckSaid(run, said, toCome, Report);
        }

        if (known.IsNewestLost || !Reliance.OnNewest(person.Client, known))
        {
            return;
        }

        var shown = person.Calendar.Events.Where(one => one.Uid == uid && one.Status != WorkshopStatus.Cancelled).ToList();
        if (shown.Count == 0 && known.LastPressed == ParticipationStatus.Declined && Reliance.DeclineRemoves(person.Client))
        {
            return;
        }

        if (isOff && person.Client == SimulatedClient.Nextcloud && run.Warned.Contains(""))
        {
            return;
        }

        CheckShown(run, person, known, said, shown, Report);
        foreach (var workshop in isOff || !isInvited ? [] : toCome)
        {
            CheckWorkshop(run, person, participant!, known, workshop, shown, Report);
        }

        void Report(bool holds, string problem)
        {
            if (!holds)
            {
                run.Problems.Add($"{person.Email} in {person.Client}: {problem}.");
            }
        }
    }

    /// <summary>What the newest email says of the time to come is what the series says.</summary>
    private static void CheckSaid(LifeRun run, IReadOnlyList<SimulatedEvent> said, List<Workshop> toCome, Action<bool, string> check)
    {
        var expected = toCome.Select(one => (Start: run.Stored.StartOf(one, Tzdb).ToInstant(), End: GetEnd(run, one), one.Status,
            Link: one.Meeting?.Url.AbsoluteUri ?? "")).OrderBy(static one => one.Start).ThenBy(static one => one.End).ToList();
        var actual = said.Where(one => one.End > run.At).OrderBy(static one => one.Start).ThenBy(static one => one.End).ToList();
        check(
            actual.Select(static one => (one.Start, one.End, one.Status))
                .SequenceEqual(expected.Select(static one => (one.Start, one.End, one.Status)))
                && actual.Zip(expected).All(static pair => pair.First.Location.Contains(pair.Second.Link, StringComparison.Ordinal)),
            $"was told {string.Join(", ", actual.Select(static one => $"{one.Start} {one.Status} {one.Location}"))}; "
                + $"the series says {string.Join(", ", expected)}");
    }

    /// <summary>The calendar shows what the newest email says.</summary>
    private static void CheckShown(
        LifeRun run,
        LifePerson person,
        LifeEvent known,
        IReadOnlyList<SimulatedEvent> said,
        List<SimulatedEvent> shown,
        Action<bool, string> check)
    {
        var own = KeepsOwnOccurrences.Contains(person.Client) ? known.OwnOccurrences : [];
        if (person.Client == SimulatedClient.Sogo && own.Count > 0)
        {
            return;
        }

        // Of what is over, nobody is warned.
        foreach (var one in said.Where(one => one.End > run.At && !own.Contains(one.RecurrenceId!.Value)))
        {
            var actual = shown.Where(other => other.RecurrenceId == one.RecurrenceId).ToList();
            var isSame = actual.Count == 1
                && (actual[0].Start, actual[0].End, actual[0].Title, actual[0].Location, actual[0].Status)
                    == (one.Start, one.End, one.Title, one.Location, one.Status);
            var isLimited = actual.Count == 1
                && IsOverridden(known.Newest!, one.RecurrenceId)
                && ReadsFirstEventOnly.Contains(person.Client);
            check(
                isSame || (isLimited && IsWarnedOf(run, one.RecurrenceId!.Value)),
                $"shows {Describe(actual)} for {one.RecurrenceId}; the newest email says {Describe([one])}");
        }

        foreach (var extra in shown.Where(one => said.All(other => other.RecurrenceId != one.RecurrenceId)))
        {
            var isKept = person.Client == SimulatedClient.Cyrus
                && known.Processed.Exists(sent => IsOverridden(sent, extra.RecurrenceId))
                && run.Warned.Count > 0;
            check(isKept || own.Contains(extra.RecurrenceId ?? default), $"still shows {Describe([extra])}");
        }
    }

    private static void CheckWorkshop(
        LifeRun run,
        LifePerson person,
        Participant participant,
        LifeEvent known,
        Workshop workshop,
        List<SimulatedEvent> shown,
        Action<bool, string> check)
    {
        var occurrence = FindOccurrence(run.Stored, workshop.Id);
        var isOverridden = IsOverridden(known.Newest!, occurrence);
        if (known.IsBehind
            || occurrence is null
            || known.OwnOccurrences.Count > 0
            || (isOverridden && ReadsFirstEventOnly.Contains(person.Client))
            || shown.Find(one => one.RecurrenceId == occurrence) is not { } entry)
        {
            return;
        }

        // Of one component, the response to the whole series is shown at once; of an override, when the next email brings it.
        var entryOf = run.Attendance.Find(person.Email, workshop.Id);
        var listed = entryOf is not null && !entryOf.IsOutdated(run.Stored, workshop) ? entryOf.Status : null;
        var isReliable = Reliance.OnResponse(person.Client, known)
            && !known.AnsweredAlone.Contains(workshop.Id)
            && !(isOverridden && known.IsAnswered);
        check(
            entry.Response == listed || !isReliable,
            $"has the response {Name(entry.Response)} to {workshop.Id} in the calendar and {Name(listed)} in the attendance");
        var asked = workshop.Sequence;
        LifeProof.CheckPage(
            run, participant, workshop, entry, known, entryOf?.IsOutdated(run.Stored, workshop) == true ? int.MaxValue : asked, check);
    }

    private static bool IsOverridden(SentEmail sent, Instant? occurrence) =>
        sent.Parsed.Events.Any(one => one.RecurrenceId is not null && one.RecurrenceId == occurrence);

    // By any plan: a plan that changes nothing about a workshop need not repeat it.
    private static bool IsWarnedOf(LifeRun run, Instant occurrence) => run.Stored.Recurrence!.Occurrences
        .Any(one => run.Warned.Contains(one.WorkshopId) && FindOccurrence(run.Stored, one.WorkshopId) == occurrence);

    private static Instant GetEnd(LifeRun run, Workshop workshop) => run.Stored.EndOf(workshop, Tzdb).ToInstant();

    private static string Describe(IEnumerable<SimulatedEvent> events) => string.Join(
        " and ",
        events.Select(static one => $"{one.Title} from {one.Start} to {one.End} in {one.Location}, {one.Status}")
            .DefaultIfEmpty("nothing"));

    private static string Name(ParticipationStatus? response) => response?.ToString() ?? "none";
}
