using System.Globalization;
using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Times;

/// <summary>Puts the city table into words.</summary>
internal sealed class CityTimesWriter(CityTimes times, InvitationWording wording, string language)
{
    public CityTimesText Write() => new()
    {
        Language = wording.Language,
        RightToLeft = wording.RightToLeft,
        Heading = wording[Phrase.CitiesHeading],
        Columns = times.Workshops.Select(workshop => $"{Number(workshop)} · {wording.Dates.ShortDate(workshop.Date)}").Prepend("").ToValueList(),
        Rows = times.Cities.Select(row => row.Times.Select(Time).Prepend(Label(row)).ToValueList()).ToValueList(),

        // Zones that share a name and a clock change share the sentence.
        Warnings = times.ClockChanges.Select(Sentence).Concat(times.UnsocialHours.Select(Sentence)).Distinct(StringComparer.Ordinal).ToValueList(),
    };

    private string Label(CityRow row)
    {
        var offsets = row.Times.Select(static time => DateWords.OffsetText(time.Start.Offset)).Distinct();
        return $"{Name(row.City)} ({string.Join(", ", offsets)})";
    }

    private string Name(City city) => city.Name is { } name ? PlainText.SingleLine(name.In(language, times.Language)) : wording.Dates.City(city.ZoneId);

    private string Time(CityTime time) =>
        time.StartShift == time.EndShift
            ? Marked(wording.Dates.TimeRange(time.Start.TimeOfDay, time.End.TimeOfDay), time.StartShift, time.Start)
            : $"{Marked(wording.Dates.Time(time.Start.TimeOfDay), time.StartShift, time.Start)} – {Marked(wording.Dates.Time(time.End.TimeOfDay), time.EndShift, time.End)}";

    // From Baker Island to Kiritimati it can be two days; there a date says more than a count.
    private string Marked(string text, int shift, OffsetDateTime moment) => shift switch
    {
        0 => text,
        1 => $"{text} ({wording[Phrase.NextDay]})",
        -1 => $"{text} ({wording[Phrase.PreviousDay]})",
        _ => $"{text} ({wording.Dates.Day(moment.Date)})",
    };

    private string Sentence(ClockChange change) => wording.Fill(
        Phrase.ClockChange,
        ("zone", wording.Dates.GenericZoneName(change.ZoneId, change.Later.Date.AtMidnight().InUtc().ToInstant())),
        ("earlier", Number(change.Earlier)),
        ("later", Number(change.Later)));

    private string Sentence(UnsocialHour hour) => wording.Fill(
        Phrase.UnsocialHour,
        ("city", Name(hour.City)),
        ("time", wording.Dates.When(hour.Time.Start.LocalDateTime, hour.Time.End.LocalDateTime)));

    private static string Number(TimedWorkshop workshop) => workshop.Number.ToString(CultureInfo.InvariantCulture);
}
