using System.Text.Json.Nodes;
using Better.Calendar;
using NodaTime;

namespace WebHost.Organizer.Editing;

/// <summary>What is wrong with a field.</summary>
/// <param name="Field">The name of the field; the place in the document if no field is there.</param>
/// <param name="Text">What is wrong and what to do.</param>
/// <param name="IsTranslated">Whether that is in the language of the page; otherwise it is the English sentence of the library.</param>
public sealed record FormError(string Field, string Text, bool IsTranslated);

/// <summary>Reads a form: a valid series, or all errors at once, each at its field.</summary>
internal sealed class FormReader(SeriesForm form, OrganizerTexts texts)
{
    /// <summary>Reads the form.</summary>
    /// <param name="before">The stored document; null: a new series.</param>
    /// <param name="errors">The errors; empty if there is a series.</param>
    public WorkshopSeries? Read(JsonObject? before, out IReadOnlyList<FormError> errors)
    {
        try
        {
            errors = [];
            return SeriesDocument.Read(FormDocument.Write(form, before).ToJsonString());
        }
        catch (InvalidSeriesException problem)
        {
            errors = [.. problem.Errors.Select(Describe)];
            return null;
        }
    }

    private FormError Describe(ValidationError error)
    {
        var field = FindField(error.Location);
        return Translate(error.Location, field) is { } text
            ? new(field, text, IsTranslated: true)
            : new(field, error.Problem, IsTranslated: false);
    }

    /// <summary>The field in which somebody can correct it.</summary>
    private string FindField(string location)
    {
        var (row, name) = Split(location);
        return name switch
        {
            "title" or "description" or "venue.name" or "venue.address" => $"{location}.{form.Language}",
            "start" => $"{row}.{TimeFields.Date}",
            "duration" => $"{row}.{TimeFields.Minutes}",
            "workshops" when row is null => FormFields.WorkshopCount,
            "workshops" => $"{row}.{FormFields.AllWorkshops}",
            _ when name.StartsWith("city", StringComparison.Ordinal) => $"{row}.city",
            _ when name.StartsWith("meetings", StringComparison.Ordinal) => $"{row}.email",
            _ => location,
        };
    }

    // The errors that people make every day, in their language; the others are rare, and stay as the library says them.
    private string? Translate(string location, string field)
    {
        var (row, name) = Split(location);
        var typed = form[field];
        return name switch
        {
            "start" => DescribeStart(row!),
            "duration" => texts["Write the duration in minutes, such as 90."],
            "workshops" when row is null => texts["A series needs at least one workshop. Add one."],
            "workshops" => texts["Choose at least one workshop, or all."],
            "leadExpert.name" or "city" => null,
            "zone" => texts["This time zone does not exist. Write it like Europe/Budapest."],
            _ when typed.Length == 0 => texts["This is needed."],
            "email" or "organizer.email" when EmailAddress.TryParse(typed, out _) => name == "email" && IsTwice(typed)
                ? texts["Somebody else in the list has this address."]
                : name == "email" && IsOrganizer(typed)
                    ? texts["This is the address of the organizer, who cannot be invited. Use another one for one of them."]
                    : null,
            "email" or "organizer.email" => texts["This is not an email address."],
            "website" or "meeting.url" => texts["This is not a web address. It begins with https://."],
            "id" => texts["Use 1 to 64 letters a-z, digits, - and _."],
            "language" => texts["This is not a language. Write it like en or pt-BR."],
            _ => null,
        };
    }

    private string? DescribeStart(string row)
    {
        if (form[$"{row}.{TimeFields.Date}"].Length == 0 || form[$"{row}.{TimeFields.Time}"].Length == 0)
        {
            return texts["A date and a time are needed."];
        }

        var zone = TimeFields.GetZone(form, row);
        return TimeFields.FindGap(form, row) is { } gap
            ? texts.Format(
                "This time does not exist in {0}, where the clocks go forward. Choose {1} or {2}.", zone, gap.Earlier, gap.Later)
            : TimeFields.Map(form, row) is { Count: 2 }
                ? texts.Format("This time occurs twice in {0}, where the clocks go back. Choose which of both.", zone)
                : TimeFields.Map(form, row) is null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null
                    ? texts["Write the date like 2027-01-19 and the time like 09:30."]
                    : null;
    }

    private bool IsTwice(string email) => Enumerable.Range(0, form.ParticipantCount)
        .Count(row => Same(form[$"{FormFields.Row(FormFields.Participants, row)}.email"], email)) > 1;

    private bool IsOrganizer(string email) => Same(form["organizer.email"], email);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The row of a place in the document, null if it is in none, and the name in it.</summary>
    private static (string? Row, string Name) Split(string location) =>
        location.IndexOf("].", StringComparison.Ordinal) is > 0 and var end
        && (location.StartsWith(FormFields.Workshops + "[", StringComparison.Ordinal)
            || location.StartsWith(FormFields.Participants + "[", StringComparison.Ordinal))
            ? (location[..(end + 1)], location[(end + 2)..])
            : (null, location);
}
