using System.Globalization;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Localization;

/// <summary>Formats a <see cref="LocalTimeTable"/> in one language.</summary>
internal sealed class LocalTimeTableFormatter(LocalTimeTable table, InvitationTexts texts, string language)
{
    public LocalTimeTableText Format() => new()
    {
        Language = texts.Language,
        IsRightToLeft = texts.IsRightToLeft,
        Heading = texts[TextKey.CitiesHeading],
        Columns = table.Workshops.Select(workshop => $"{FormatNumber(workshop)} · {texts.Dates.Date(workshop.Date)}")
            .Prepend("")
            .ToValueList(),
        Rows = table.Cities.Select(row => row.Times.Select(FormatTime).Prepend(FormatRowLabel(row)).ToValueList()).ToValueList(),

        // Time zones with the same name and the same clock change have the same sentence.
        Warnings = table.ClockChanges.Select(FormatWarning)
            .Concat(table.InconvenientTimes.Select(FormatWarning))
            .Distinct(StringComparer.Ordinal)
            .ToValueList(),
    };

    private string FormatRowLabel(CityRow row)
    {
        var offsets = row.Times.Select(static time => DateTexts.FormatOffset(time.Start.Offset)).Distinct();
        return $"{FormatCityName(row.City)} ({string.Join(", ", offsets)})";
    }

    private string FormatCityName(City city) =>
        city.Name is { } name ? TextSanitizer.ToSingleLine(name.GetText(language, table.Language)) : texts.Dates.CityName(city.ZoneId);

    private string FormatTime(CityTime time)
    {
        var when = GetWhen(time);
        return time.StartDayOffset == time.EndDayOffset
            ? WithDayMark(when.Hours, time.StartDayOffset, time.Start)
            : $"{WithDayMark(when.Start, time.StartDayOffset, time.Start)} – {WithDayMark(when.End, time.EndDayOffset, time.End)}";
    }

    private When GetWhen(CityTime time) => When.Create(texts.Dates, time.Start.InFixedZone(), time.End.InFixedZone());

    // Between Baker Island and Kiritimati it can be two days; then the date is clearer.
    private string WithDayMark(string text, int dayOffset, OffsetDateTime time) => dayOffset switch
    {
        0 => text,
        1 => $"{text} ({texts[TextKey.NextDay]})",
        -1 => $"{text} ({texts[TextKey.PreviousDay]})",
        _ => $"{text} ({texts.Dates.DayAndMonth(time.Date)})",
    };

    private string FormatWarning(ClockChange change) => texts.Format(
        TextKey.ClockChange,
        ("zone", texts.Dates.GenericZoneName(change.ZoneId, change.WorkshopAfter.Date.AtMidnight().InUtc().ToInstant())),
        ("earlier", FormatNumber(change.WorkshopBefore)),
        ("later", FormatNumber(change.WorkshopAfter)));

    private string FormatWarning(InconvenientTime time) => texts.Format(
        TextKey.InconvenientTime,
        ("city", FormatCityName(time.City)),
        ("time", GetWhen(time.Time).DatedHours));

    private static string FormatNumber(TableWorkshop workshop) => workshop.Number.ToString(CultureInfo.InvariantCulture);
}
