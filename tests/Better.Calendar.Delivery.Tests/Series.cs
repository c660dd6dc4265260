using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Delivery.Tests;

/// <summary>The sample series with the participants that a test wants.</summary>
internal static class Series
{
    public static readonly Instant At = Instant.FromUtc(2020, 5, 20, 8, 0);

    public static WorkshopSeries Sample { get; } = SeriesDocument.Read(File.ReadAllText(Repository.File("samples/InviteConsole/Data/better-thematic-event-3.json")));

    /// <summary>Everybody takes part in the first workshop alone.</summary>
    public static WorkshopSeries For(params IEnumerable<string> addresses) => Sample with
    {
        Workshops = [Sample.Workshops[0]],
        Participants = addresses.Select(static address => new Participant { Name = "Rita", Email = EmailAddress.Parse(address) }).ToValueList(),
    };

    public static SeriesRevision First(WorkshopSeries series) => SeriesRevision.First(series, At);

    public static SeriesRevision Next(SeriesRevision before, Func<WorkshopSeries, WorkshopSeries> edit, int hours) =>
        SeriesRevision.Between(before.Series, edit(before.Series), At + Duration.FromHours(hours));

    /// <summary>The first workshop is off.</summary>
    public static WorkshopSeries Cancelled(WorkshopSeries series) => series with
    {
        Workshops = series.Workshops.Select(static (workshop, place) => place == 0 ? workshop with { Status = WorkshopStatus.Cancelled } : workshop).ToValueList(),
    };

    /// <summary>The first workshop is an hour later.</summary>
    public static WorkshopSeries Moved(WorkshopSeries series) => series with
    {
        Workshops = series.Workshops.Select(static (workshop, place) => place == 0 ? workshop with { Start = workshop.Start.PlusHours(1) } : workshop).ToValueList(),
    };
}
