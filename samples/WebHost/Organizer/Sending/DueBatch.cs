using System.Text.Json;
using Better.Calendar;
using NodaTime;
using NodaTime.Text;

namespace WebHost.Organizer.Sending;

/// <summary>The emails that one revision of the series planned, as they wait for the organizer to send them.</summary>
/// <param name="Series">The series as that revision stored it; its emails are rendered from it.</param>
/// <param name="Timestamp">The time of writing of the emails.</param>
/// <param name="IsFirst">Whether it is the first revision of the series: nothing that was due before is about this series.</param>
/// <param name="Emails">The emails, in the order of sending.</param>
/// <param name="Warnings">What the organizer should look at before they go out.</param>
internal sealed record DueBatch(
    WorkshopSeries Series,
    Instant Timestamp,
    bool IsFirst,
    IReadOnlyList<PlannedEmail> Emails,
    IReadOnlyList<PlanWarning> Warnings)
{
    // Everybody's data would be in the file many times over: people and workshops are written once, and emails refer to them.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault,
    };

    public static DueBatch FromRevision(SeriesRevision revision) => new(
        revision.Series with { State = null, Published = null },
        revision.Timestamp,
        revision.Series.State is not { Revision: > 1 },
        revision.Emails,
        revision.Warnings);

    /// <summary>The batch as a plan, which says what it is about.</summary>
    public SeriesRevision ToPlan() => new()
    {
        Series = Series,
        Timestamp = Timestamp,
        Emails = [.. Emails],
        Skipped = [],
        Warnings = [.. Warnings],
    };

    /// <summary>The same batch without a person.</summary>
    public DueBatch Forget(EmailAddress email) => this with
    {
        Series = Series.Forget(email),
        Emails = [.. Emails.Where(one => one.Recipient.Email != email)],
    };

    public static string Write(IEnumerable<DueBatch> batches) => JsonSerializer.Serialize(batches.Select(Stored.FromBatch), Json);

    public static IReadOnlyList<DueBatch> Read(string json) =>
        [.. JsonSerializer.Deserialize<IReadOnlyList<Stored>>(json, Json)!.Select(static stored => stored.ToBatch())];

    private sealed record Stored(
        string Series,
        string Timestamp,
        bool IsFirst,
        IReadOnlyList<Participant> People,
        IReadOnlyList<Workshop> Workshops,
        IReadOnlyList<StoredEmail> Emails,
        IReadOnlyList<PlanWarning>? Warnings)
    {
        public static Stored FromBatch(DueBatch batch)
        {
            var people = batch.Emails.Select(static email => email.Recipient).Distinct().ToList();
            var workshops = batch.Emails.SelectMany(StoredEmail.GetWorkshops).Distinct().ToList();
            return new(
                SeriesDocument.Write(batch.Series),
                InstantPattern.General.Format(batch.Timestamp),
                batch.IsFirst,
                people,
                workshops,
                [.. batch.Emails.Select(email => StoredEmail.FromEmail(email, people, workshops))],
                batch.Warnings);
        }

        public DueBatch ToBatch() => new(
            SeriesDocument.Read(Series, maxLength: int.MaxValue),
            InstantPattern.General.Parse(Timestamp).Value,
            IsFirst,
            [.. (Emails ?? []).Select(email => email.ToEmail(People, Workshops))],
            Warnings ?? []);
    }

    private sealed record StoredEmail(
        EmailKind Kind,
        int Recipient,
        int? Workshop,
        int? PreviousWorkshop,
        IReadOnlyList<int>? PreviousWorkshops,
        IReadOnlyList<OccurrenceResponse>? OccurrenceResponses,
        bool IsCourseEmail,
        int? SeriesSequence,
        bool HasNewMeeting,
        bool RequestsNewResponse,
        ParticipationStatus? Response,
        int Revision,
        int FirstSequence,
        LocalizedText? Note,
        MessageReason Reason,
        string? Explanation,
        string? SeriesId)
    {
        public static IEnumerable<Workshop> GetWorkshops(PlannedEmail email) =>
            new[] { email.Workshop, email.PreviousWorkshop }.OfType<Workshop>().Concat(email.PreviousWorkshops);

        public static StoredEmail FromEmail(PlannedEmail email, List<Participant> people, List<Workshop> workshops) => new(
            email.Kind,
            people.IndexOf(email.Recipient),
            email.Workshop is { } workshop ? workshops.IndexOf(workshop) : null,
            email.PreviousWorkshop is { } previous ? workshops.IndexOf(previous) : null,
            email.PreviousWorkshops.Count == 0 ? null : [.. email.PreviousWorkshops.Select(one => workshops.IndexOf(one))],
            email.OccurrenceResponses.Count == 0 ? null : email.OccurrenceResponses,
            email.IsCourseEmail,
            email.SeriesSequence,
            email.HasNewMeeting,
            email.RequestsNewResponse,
            email.Response,
            email.Revision,
            email.FirstSequence,
            email.Note,
            email.Reason,
            email.Explanation.Length == 0 ? null : email.Explanation,
            email.SeriesId.Length == 0 ? null : email.SeriesId);

        public PlannedEmail ToEmail(IReadOnlyList<Participant> people, IReadOnlyList<Workshop> workshops) => new()
        {
            Kind = Kind,
            Recipient = people[Recipient],
            Workshop = Workshop is { } workshop ? workshops[workshop] : null,
            PreviousWorkshop = PreviousWorkshop is { } previous ? workshops[previous] : null,
            PreviousWorkshops = [.. (PreviousWorkshops ?? []).Select(index => workshops[index])],
            OccurrenceResponses = [.. OccurrenceResponses ?? []],
            IsCourseEmail = IsCourseEmail,
            SeriesSequence = SeriesSequence,
            HasNewMeeting = HasNewMeeting,
            RequestsNewResponse = RequestsNewResponse,
            Response = Response,
            Revision = Revision,
            FirstSequence = FirstSequence,
            Note = Note,
            Reason = Reason,
            Explanation = Explanation ?? "",
            SeriesId = SeriesId ?? "",
        };
    }
}
