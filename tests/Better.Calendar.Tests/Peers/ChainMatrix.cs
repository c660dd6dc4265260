using System.Text;
using Better.Calendar.Tests.Lives;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Tests.Peers;

/// <summary>
/// The emails about a series in many time zones, from the invitation to the cancellation, and what a participant's calendar must hold after
/// each: the participant responds in it, one update does not ask again, and one does.
/// </summary>
internal static class ChainMatrix
{
    public const string Reader = "attendee@example.test";

    public const string Organizer = "meetings@remote.test";

    /// <summary>The chains of single and of recurring events: each zone on the dates that are asked for.</summary>
    /// <param name="datesPerZone">How many dates each zone has: the zones take turns.</param>
    public static IEnumerable<Chain> Create(int datesPerZone)
    {
        foreach (var mode in (SchedulingMode[])[SchedulingMode.EventPerWorkshop, SchedulingMode.RecurringEvent])
        {
            foreach (var (zone, number) in ReaderMatrix.Zones.Select(static (zone, number) => (zone, number)))
            {
                for (var turn = 0; turn < datesPerZone; turn++)
                {
                    var date = ReaderMatrix.Dates[(number + turn) % ReaderMatrix.Dates.Length];
                    if (TryCreate(zone, date, mode) is { } chain)
                    {
                        yield return chain;
                    }
                }
            }
        }
    }

    private static Chain? TryCreate(string zone, LocalDate date, SchedulingMode mode)
    {
        var isRecurring = mode == SchedulingMode.RecurringEvent;
        var series = ReaderMatrix.CreateSeries(zone, isRecurring ? [date, date.PlusDays(7), date.PlusDays(14)] : [date]);
        try
        {
            return new ChainBuilder(
                series with
                {
                    Organizer = new() { Name = "The host", Email = EmailAddress.Parse(Organizer) },
                    Participants = [new() { Name = "Kovács Örs", Email = EmailAddress.Parse(Reader) }],
                },
                date.PlusDays(-30).AtMidnight().InUtc().ToInstant(),
                mode).Build();
        }
        catch (InvalidSeriesException) when (isRecurring)
        {
            // a series that no rule describes is refused as one recurring event
            return null;
        }
    }

    /// <summary>Emails about one event, and responses to it.</summary>
    internal sealed record Chain(string Name, string Uid, IReadOnlyList<Step> Steps)
    {
        /// <summary>Whether a client that looks up the name of the zone in an older database reads another time.</summary>
        public required bool DependsOnEdition { get; init; }
    }

    /// <summary>An email that arrives, or a response in the calendar; and what the calendar holds then.</summary>
    /// <param name="Name">What happens.</param>
    /// <param name="Email">The email; null for a response.</param>
    /// <param name="Response">The PARTSTAT that the owner chooses; null for an email.</param>
    /// <param name="Expected">What the calendar holds then.</param>
    internal sealed record Step(string Name, InvitationEmail? Email, string? Response, State Expected)
    {
        /// <summary>The email as text: it has ASCII characters only.</summary>
        public string Mail => Encoding.ASCII.GetString(Email!.Bytes.Span);
    }

    /// <summary>What a calendar holds of the event.</summary>
    internal sealed record State(string Times, int Sequence, string PartStat, bool IsCancelled)
    {
        public static string Format(IEnumerable<Interval> times) => string.Join(", ", times.OrderBy(static time => time.Start)
            .Select(static time => $"{IcsEvent.Format(time.Start)}/{IcsEvent.Format(time.End)}"));
    }

    private sealed class ChainBuilder(WorkshopSeries series, Instant at, SchedulingMode mode)
    {
        private readonly RevisionPolicy policy = new() { SchedulingMode = mode };
        private readonly InvitationComposer composer = new(new() { SchedulingMode = mode });
        private readonly List<Step> steps = [];
        private SeriesRevision last = SeriesRevision.First(series, at, new() { SchedulingMode = mode });
        private Instant now = at;

        public Chain Build()
        {
            AddEmail("invitation", "NEEDS-ACTION");
            AddResponse("ACCEPTED");
            Edit(static workshop => workshop with { LeadExpert = new() { Name = "Lauri Sock" } }, ParticipationStatus.Accepted);
            AddEmail("update", "ACCEPTED");
            var isStale = DependsOnEdition();
            Edit(static workshop => workshop with { Start = workshop.Start.PlusHours(1) }, ParticipationStatus.Accepted);
            AddEmail("move", "NEEDS-ACTION");
            AddResponse("TENTATIVE");
            isStale |= DependsOnEdition();
            Edit(static workshop => workshop with { Status = WorkshopStatus.Cancelled }, ParticipationStatus.Tentative);
            AddEmail("cancellation", steps[^1].Expected.PartStat, isCancelled: true);
            return new(
                $"{mode} {series.Zone} {series.Workshops[0].Start:uuuu-MM-dd}",
                ParsedEvent.ReadAll(Calendar(steps[0].Email!))[0].Uid,
                steps)
            { DependsOnEdition = isStale };
        }

        private void Edit(Func<Workshop, Workshop> change, ParticipationStatus response)
        {
            var stored = last.Series;
            now += Duration.FromHours(1);
            last = SeriesRevision.Between(
                stored,
                stored with { Workshops = [.. stored.Workshops.Select(change)] },
                now,
                policy,
                stored.Workshops.Select(workshop => new ParticipantResponse(workshop.Id, EmailAddress.Parse(Reader), response)));
        }

        private void AddEmail(string name, string partStat, bool isCancelled = false)
        {
            var email = composer.ComposeAll(last).Single(static email => email.Calendar is { Method: not IcsMethod.Publish });
            var times = last.Series.Workshops.Select(workshop => new Interval(
                last.Series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant(),
                last.Series.EndOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant()));
            steps.Add(new(name, email, null, new(
                isCancelled ? "" : State.Format(times), ParsedEvent.ReadAll(Calendar(email))[0].Sequence, partStat, isCancelled)));
        }

        private void AddResponse(string partStat) =>
            steps.Add(new($"response {partStat}", null, partStat, steps[^1].Expected with { PartStat = partStat }));

        private bool DependsOnEdition() => mode == SchedulingMode.RecurringEvent && last.Series.Workshops.Any(workshop =>
            ZoneEditions.Recent.Differ(series.Zone, workshop.Start)
                || ZoneEditions.Recent.Differ(series.Zone, workshop.Start.PlusTicks(workshop.Duration.BclCompatibleTicks)));

        private static string Calendar(InvitationEmail email) => ParsedEvent.Unfold(email.Calendar!.ToString());
    }
}
