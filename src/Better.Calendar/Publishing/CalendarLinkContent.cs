using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Publishing;

/// <summary>
/// The texts of a workshop for an add-to-calendar link, in the language of the reader, shortened to the length of a link.
/// </summary>
/// <remarks>Without passcode, meeting number, telephone number and email address, because the calendar service can read a link.</remarks>
internal sealed class CalendarLinkContent(
    WorkshopSeries series,
    Workshop workshop,
    InvitationTexts texts,
    string language,
    IDateTimeZoneProvider zones)
{
    // Encoded, this is 75 Arabic, 75 accented or 450 plain letters.
    private const int MaxTitleLength = 450;
    private const int MaxVenueLength = 200;
    private const int MaxLocationLength = 650;
    private const int MaxLineLength = 300;

    private readonly EventTexts text = new(series, texts, language, zones[series.Zone], zones);

    private string? JoinLink => workshop.Meeting is { } meeting ? LinkFormatter.Format(meeting.Url) : null;

    public string Title => LinkBuilder.Truncate(text.GetSummary(workshop), MaxTitleLength, static title => title);

    /// <summary>As in the .ics file: the join link, with a venue before it. A join link is never shortened, but left out.</summary>
    public string Location
    {
        get
        {
            var venue = workshop.Venue is { } place
                ? LinkBuilder.Truncate(text.FormatVenue(place), MaxVenueLength, static name => name)
                : "";
            var both = string.Join(" – ", new[] { venue, JoinLink }.Where(part => !string.IsNullOrEmpty(part)));
            return LinkBuilder.GetEncodedLength(both) <= MaxLocationLength ? both
                : venue.Length > 0 ? venue
                : LinkBuilder.Truncate(
                    texts.Format(TextKey.OnlinePlaceOnPlatform, ("platform", workshop.Meeting!.Platform)),
                    MaxVenueLength,
                    static name => name);
        }
    }

    /// <summary>The details, one per line, then the description, as far as the length allows.</summary>
    public string GetDetails(int maxEncodedLength, LinkBuilder.FieldFormatter format)
    {
        var kept = "";
        foreach (var line in GetDetailLines())
        {
            var longer = kept.Length == 0 ? line : $"{kept}\n{line}";
            kept = LinkBuilder.GetEncodedLength(format(longer)) <= maxEncodedLength ? longer : kept;
        }

        var description = text.Localize(workshop.Description ?? series.Description);
        var gap = kept.Length == 0 ? "" : "\n\n";
        var fitting = LinkBuilder.Truncate(description, maxEncodedLength, rest => format(kept + gap + rest));
        return fitting.Length == 0 ? kept : kept + gap + fitting;
    }

    private IEnumerable<string> GetDetailLines()
    {
        if (JoinLink is { } url)
        {
            yield return WithLabel(TextKey.JoinLabel, url);
        }

        if (workshop.Status == WorkshopStatus.Tentative)
        {
            yield return WithLabel(TextKey.StatusLabel, texts[TextKey.StatusTentative]);
        }

        if (workshop.Venue is { } venue)
        {
            yield return WithLabel(TextKey.VenueLabel, TruncateLine(text.FormatVenue(venue)));
        }

        if (workshop.LeadExpert is { } expert)
        {
            yield return WithLabel(TextKey.LeadExpertLabel, TruncateLine(text.FormatExpert(expert)));
        }

        yield return WithLabel(TextKey.SeriesLabel, TruncateLine(TextSanitizer.ToSingleLine(text.Localize(series.Title))));
        if (series.Website is { } website)
        {
            yield return WithLabel(TextKey.WebsiteLabel, LinkFormatter.Format(website));
        }
    }

    private static string TruncateLine(string value) => LinkBuilder.Truncate(value, MaxLineLength, static line => line);

    private string WithLabel(TextKey label, string value) => texts.Format(TextKey.LabelledLine, ("label", texts[label]), ("value", value));
}
