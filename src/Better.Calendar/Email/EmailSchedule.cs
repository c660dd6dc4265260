using System.Globalization;
using NodaTime;

namespace Better.Calendar.Email;

/// <summary>All workshops of a series as an email lists them, in the recipient's time.</summary>
internal sealed class EmailSchedule(
    WorkshopSeries series, InvitationTexts texts, RecipientFormatter formatter, IDateTimeZoneProvider zones)
{
    private readonly List<When> times = [.. series.Workshops.Select(formatter.GetWhen)];

    private bool IsOneYear => times.TrueForAll(time => time.Year == times[0].Year);

    private bool IsOneOffset => times.TrueForAll(time => time.Offset == times[0].Offset);

    /// <summary>The time zone of all times, and their year if it is the same: each row says what differs.</summary>
    public string GetNote()
    {
        var zone = IsOneOffset
            ? times[0].Zone
            : texts.Dates.GenericZoneName(formatter.Zone.Id, series.StartOf(series.Workshops[0], zones).ToInstant());
        return formatter.Isolate(IsOneYear ? $"{times[0].Year.ToString(CultureInfo.InvariantCulture)}, {zone}" : zone);
    }

    public IEnumerable<ScheduleRow> GetRows(PlannedEmail message) => series.Workshops.Select((workshop, i) =>
    {
        var (isThis, when) = (workshop.Id == message.Workshop?.Id, times[i]);
        return new ScheduleRow(
            (i + 1).ToString(CultureInfo.InvariantCulture),
            when,
            IsOneYear ? when.ShortDate : when.Date,
            IsOneOffset ? when.Hours : $"{when.Hours} ({when.Offset})",
            formatter.FormatLine(workshop.Title),

            // A join link beside it says where.
            message.Workshop is null && workshop is { Meeting: not null, Venue: null } ? "" : formatter.FormatPlace(workshop),
            workshop.LeadExpert is { } expert ? formatter.FormatExpert(expert) : "",
            isThis,
            workshop.Status == WorkshopStatus.Cancelled || (isThis && message.Kind == EmailKind.Cancellation)
                ? texts[TextKey.StatusCancelled]
                : "",
            message.Workshop is null && workshop.Meeting is { } meeting ? new(texts[TextKey.JoinButton], meeting.Url) : null)
        {
            TentativeText = message.Workshop is null && workshop.Status == WorkshopStatus.Tentative ? texts[TextKey.StatusTentative] : "",
        };
    });
}
