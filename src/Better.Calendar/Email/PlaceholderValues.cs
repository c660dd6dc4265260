using System.Globalization;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Email;

/// <summary>What fills the placeholders of an email's sentences.</summary>
internal sealed class PlaceholderValues(
    PlannedEmail message,
    WorkshopSeries series,
    Participant recipient,
    InvitationTexts texts,
    InvitationOptions options,
    RecipientFormatter formatter)
{
    private readonly IDateTimeZoneProvider zones = options.Zones;

    /// <summary>The values by the names of their placeholders.</summary>
    public (string Name, string Value)[] GetAll(When? when)
    {
        var workshop = message.Workshop;
        var (first, last) = workshop is null ? GetDateSpan(FindTakingPlace(message.IsCourseEmail)) : GetDateSpan([workshop]);
        return
        [
            ("workshop", TextIsolates.Enclose(formatter.FormatLine(workshop?.Title ?? series.Title))),
            ("series", TextIsolates.Enclose(formatter.FormatLine(series.Title))),
            ("organizer", TextIsolates.Enclose(series.Organizer.Name)),

            // Year and zone are in the card beside the sentence.
            ("when", when is not null ? $"{when.ShortLine} ({when.Offset})"
                : message.Kind == EmailKind.FollowUp && first != last ? $"{first} – {last}"
                : first),
            ("date", first),
            ("first", first),
            ("last", last),
            ("name", TextIsolates.Enclose(recipient.Name)),
            ("number", FormatNumber(workshop is null ? 0 : GetNumber(workshop))),
            ("count", FormatNumber(series.Workshops.Count)),
            ("email", recipient.Email.Value),
            ("file", MimeMessageBuilder.InvitationFileName),
            ("url", options.CalendarFileUrl is { } file ? LinkFormatter.Format(file) : ""),
        ];
    }

    /// <summary>The same with a shorter title of the workshop: the whole title stands above the sentence.</summary>
    public (string Name, string Value)[] ShortenTitle((string Name, string Value)[] values, Workshop workshop) =>
        Array.ConvertAll(values, value => value.Name == "workshop"
            ? (value.Name, TextIsolates.Enclose(formatter.FormatShortLine(workshop.Title)))
            : value);

    // A cancelled workshop is no reason to name its date; if all are, their dates are what the email is about.
    private ValueList<Workshop> FindTakingPlace(bool isCourse) =>
        series.Workshops.Where(workshop => workshop.Status != WorkshopStatus.Cancelled
            && (!isCourse || WorkshopSeries.IsInvited(recipient, workshop))).ToValueList() is { Count: > 0 } taking
            ? taking
            : series.Workshops;

    /// <summary>The dates on which the first and the last of the workshops start.</summary>
    private (string First, string Last) GetDateSpan(ValueList<Workshop> workshops)
    {
        var (first, last) = (Start(workshops[0]), Start(workshops[0]));
        foreach (var start in workshops.Skip(1).Select(Start))
        {
            first = start.ToInstant() < first.ToInstant() ? start : first;
            last = start.ToInstant() > last.ToInstant() ? start : last;
        }

        return (texts.Dates.ShortDate(first.Date), texts.Dates.ShortDate(last.Date));

        ZonedDateTime Start(Workshop workshop) => series.StartOf(workshop, zones).WithZone(formatter.Zone);
    }

    /// <summary>A workshop's number in the schedule, from 1; 0 if it is no longer in the series.</summary>
    public int GetNumber(Workshop workshop)
    {
        for (var i = 0; i < series.Workshops.Count; i++)
        {
            if (series.Workshops[i].Id == workshop.Id)
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static string FormatNumber(int number) => number.ToString(CultureInfo.InvariantCulture);
}
