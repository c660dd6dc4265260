using System.Globalization;
using Better.Calendar.Icalendar.Writing;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using Duration = NodaTime.Duration;
using IcalCalendar = Ical.Net.Calendar;

namespace Better.Calendar.Benchmarks;

/// <summary>The feed that all contestants write, with events of about a kilobyte.</summary>
internal static class FeedWork
{
    public static readonly Instant At = EmailWork.At;

    private static readonly Expert[] Experts =
        [.. new[] { "Kadri Tamm",
            "Giovanni Rossi",
            "Åsa Öberg",
            "John Smith" }.Select(
            static name => new Expert { Name = name, City = "Tartu" })];

    public static WorkshopSeries Series(int events) => EmailWork.Series(0) with
    {
        Workshops = [.. Enumerable.Range(0, events).Select(static number => new Workshop
        {
            Id = number.ToString(CultureInfo.InvariantCulture),
            Title = string.Create(
                CultureInfo.InvariantCulture,
                $"{number}. Partnerség kiépítése az adatgyűjtés érdekében: "
                    + $"gyakorlatok a köz- és magánszféra közötti hatékony munka ösztönzésére"),
            Start = new LocalDateTime(2027, 1, 4, 9, 30).PlusDays(number / 8 % 3000).PlusHours(number % 8),
            Duration = Duration.FromMinutes(90),
            LeadExpert = Experts[number % Experts.Length],
            Meeting =
                new() { Platform = "Webex",
                    Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://meet.host.example/j/{100_000_000 + number}")),
                    Passcode = "data-2027" },
        })],
    };

    /// <summary>
    /// The program that one writes first: all events as objects of Ical.Net, the file as one string. It gets the descriptions as input.
    /// </summary>
    public static void WriteByIcalNet(WorkshopSeries series, IReadOnlyList<string> descriptions)
    {
        var calendar = new IcalCalendar { Method = "PUBLISH", ProductId = "-//Straightforward//EN" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(series.Zone, new DateTime(2026, 6, 16), false));
        foreach (var (workshop, description) in series.Workshops.Zip(descriptions))
        {
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{series.Id}.{workshop.Id}@{series.Domain}",
                DtStamp = new CalDateTime(2027, 3, 1, 8, 0, 0, CalDateTime.UtcTzId),
                Sequence = workshop.Sequence,
                DtStart = new CalDateTime(workshop.Start.ToDateTimeUnspecified(), series.Zone),
                DtEnd = new CalDateTime(workshop.Start.PlusMinutes(90).ToDateTimeUnspecified(), series.Zone),
                Summary = workshop.Title.GetText(series.Language, series.Language),
                Description = description,
                Location = workshop.Meeting!.Url.AbsoluteUri,
                Url = workshop.Meeting.Url,
                Status = "CONFIRMED",
                Transparency = "OPAQUE",
                Organizer = new($"mailto:{series.Organizer.Email}") { CommonName = series.Organizer.Name },
            });
        }

        _ = new CalendarSerializer().SerializeToString(calendar);
    }

    /// <summary>The descriptions of the events in our own file.</summary>
    public static IReadOnlyList<string> Descriptions(WorkshopSeries series) =>
        [.. LineFolder.Unfold(WorkshopCalendar.Publish(series, series.Language, At).ToString())
            .SkipWhile(static line => line != "BEGIN:VEVENT")
            .Where(static line => line.StartsWith("DESCRIPTION:", StringComparison.Ordinal))
            .Select(static line => line["DESCRIPTION:".Length..].Replace("\\n", "\n", StringComparison.Ordinal)
                .Replace("\\,", ",", StringComparison.Ordinal)
                .Replace("\\;", ";", StringComparison.Ordinal))];
}
