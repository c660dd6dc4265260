using System.Globalization;
using NodaTime;

namespace Better.Calendar.Email;

/// <summary>The workshops of a series as an email lists them, in the recipient's time.</summary>
internal sealed class EmailSchedule
{
    private readonly PlannedEmail message;
    private readonly InvitationTexts texts;
    private readonly RecipientFormatter formatter;
    private readonly IDateTimeZoneProvider zones;
    private readonly WorkshopSeries series;
    private readonly List<Workshop> workshops;
    private readonly List<When> times;

    /// <summary>Creates the list.</summary>
    /// <param name="series">The series.</param>
    /// <param name="listed">The workshops of it that are listed; at least one.</param>
    /// <param name="message">The email.</param>
    /// <param name="texts">The texts of the email.</param>
    /// <param name="formatter">Formats for the recipient.</param>
    /// <param name="zones">The time zone rules.</param>
    public EmailSchedule(
        WorkshopSeries series,
        ValueList<Workshop> listed,
        PlannedEmail message,
        InvitationTexts texts,
        RecipientFormatter formatter,
        IDateTimeZoneProvider zones)
    {
        (this.series, this.message, this.texts, this.formatter, this.zones) = (series, message, texts, formatter, zones);

        // A workshop that moved and was cancelled in one edit is listed as its readers know it.
        workshops = [.. listed.Select(one =>
            message.Kind == EmailKind.Cancellation && one.Id == message.Workshop?.Id ? message.Workshop : one)];
        times = [.. workshops.Select(formatter.GetWhen)];
    }

    private bool IsOneYear => times.TrueForAll(time => time.Year == times[0].Year);

    private bool IsOneOffset => times.TrueForAll(time => time.Offset == times[0].Offset);

    /// <summary>The time zone of all times, and their year if it is the same: each row says what differs.</summary>
    public string GetNote()
    {
        var zone = IsOneOffset
            ? times[0].Zone
            : texts.Dates.GenericZoneName(formatter.Zone.Id, series.StartOf(workshops[0], zones).ToInstant());
        return formatter.Isolate(IsOneYear ? $"{times[0].Year.ToString(CultureInfo.InvariantCulture)}, {zone}" : zone);
    }

    public IEnumerable<ScheduleRow> GetRows() => workshops.Select((workshop, i) =>
    {
        // An email about the course comes before the response, and what joining needs comes after it.
        var (isThis, when) = (workshop.Id == message.Workshop?.Id, times[i]);
        var join = message is { Workshop: null, IsCourseEmail: false } && workshop.Meeting is { } meeting
            ? new ContentLink(texts[TextKey.JoinButton], meeting.Url)
            : null;
        return new ScheduleRow(
            (series.Workshops.TakeWhile(other => other.Id != workshop.Id).Count() + 1).ToString(CultureInfo.InvariantCulture),
            when,
            IsOneYear ? when.ShortDate : when.Date,
            IsOneOffset ? when.Hours : $"{when.Hours} ({when.Offset})",
            formatter.FormatLine(workshop.Title),

            // A join link beside it says where.
            join is not null && workshop.Venue is null ? "" : formatter.FormatPlace(workshop),
            workshop.LeadExpert is { } expert ? formatter.FormatExpert(expert) : "",
            isThis,
            workshop.Status == WorkshopStatus.Cancelled || (isThis && message.Kind == EmailKind.Cancellation)
                ? texts[TextKey.StatusCancelled]
                : "",
            join)
        {
            TentativeText = message.Workshop is null && workshop.Status == WorkshopStatus.Tentative ? texts[TextKey.StatusTentative] : "",
        };
    });
}
