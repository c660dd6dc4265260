using System.Text.Json;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Publishing;

/// <summary>Writes schema.org's words for one series, in one language.</summary>
internal sealed class JsonLdWriter(
    Utf8JsonWriter json, WorkshopSeries series, string language, SeriesJsonLdOptions options, IDateTimeZoneProvider zones)
{
    private const string Vocabulary = "https://schema.org";

    // One thing has one name in the graph: below the website's address, or known in this page only (JSON-LD 1.1, 4.5.1).
    private readonly string idPrefix = series.Website is { } website ? $"{website.GetLeftPart(UriPartial.Query)}#" : "_:";

    public void Write()
    {
        var starts = series.Workshops.Select(workshop => series.StartOf(workshop, zones)).OrderBy(start => start.ToInstant());
        var ends = series.Workshops.Select(workshop => series.EndOf(workshop, zones)).OrderBy(end => end.ToInstant());

        json.WriteStartObject();
        json.WriteString("@context", Vocabulary);
        WriteCommonProperties("EventSeries", series.Id, series.Title, series.Description);
        json.WriteString("startDate", Rfc3339Formatter.Format(starts.First()));
        json.WriteString("endDate", Rfc3339Formatter.Format(ends.Last()));
        WriteOrganizer();
        json.WriteStartArray("subEvent");
        foreach (var workshop in series.Workshops)
        {
            json.WriteStartObject();
            WriteEvent(workshop);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteEvent(Workshop workshop)
    {
        WriteCommonProperties("Event", $"{series.Id}.{workshop.Id}", workshop.Title, workshop.Description);
        json.WriteString("identifier", WorkshopUid.Create(series, workshop));
        json.WriteString("startDate", Rfc3339Formatter.Format(series.StartOf(workshop, zones)));
        json.WriteString("endDate", Rfc3339Formatter.Format(series.EndOf(workshop, zones)));

        // schema.org has no word for "not yet certain": scheduled is what it takes for granted.
        json.WriteString("eventStatus", $"{Vocabulary}/{(workshop.Status == WorkshopStatus.Cancelled ? "EventCancelled" : "EventScheduled")}");
        WriteLocation(workshop);
        WriteOrganizer();
        if (workshop.LeadExpert is { } expert)
        {
            WritePerformer(expert);
        }

        json.WriteStartObject("superEvent");
        json.WriteString("@type", "EventSeries");
        json.WriteString("@id", idPrefix + series.Id);
        json.WriteString("name", SingleLine(series.Title));
        json.WriteEndObject();
    }

    private void WriteCommonProperties(string type, string id, LocalizedText title, LocalizedText? description)
    {
        json.WriteString("@type", type);
        json.WriteString("@id", idPrefix + id);
        json.WriteString("name", SingleLine(title));
        if (description is not null)
        {
            json.WriteString("description", description.GetText(language, series.Language));
        }

        json.WriteString("inLanguage", title.GetLanguage(language, series.Language));
        WriteWebsite();
    }

    private void WriteLocation(Workshop workshop)
    {
        var (online, onSite) = (workshop.Meeting is not null, workshop.Venue is not null);
        if (!online && !onSite)
        {
            return;
        }

        var mode = online && onSite ? "Mixed" : online ? "Online" : "Offline";
        json.WriteString("eventAttendanceMode", $"{Vocabulary}/{mode}EventAttendanceMode");
        json.WritePropertyName("location");
        if (online && onSite)
        {
            json.WriteStartArray();
        }

        if (workshop.Venue is { } venue)
        {
            WritePlace(venue);
        }

        if (workshop.Meeting is { } meeting)
        {
            json.WriteStartObject();
            json.WriteString("@type", "VirtualLocation");
            json.WriteString("name", meeting.Platform);
            if ((options.IncludeJoinLinks ? meeting.Url : series.Website) is { } url)
            {
                json.WriteString("url", url.AbsoluteUri);
            }

            json.WriteEndObject();
        }

        if (online && onSite)
        {
            json.WriteEndArray();
        }
    }

    private void WritePlace(Venue venue)
    {
        json.WriteStartObject();
        json.WriteString("@type", "Place");
        json.WriteString("name", SingleLine(venue.Name));
        if (venue.City is { } city)
        {
            json.WriteStartObject("address");
            json.WriteString("@type", "PostalAddress");
            json.WriteString("addressLocality", SingleLine(city));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WritePerformer(Expert expert)
    {
        json.WriteStartObject("performer");
        json.WriteString("@type", "Person");
        json.WriteString("name", expert.Name);
        if (expert.City is { } city)
        {
            json.WriteStartObject("homeLocation");
            json.WriteString("@type", "City");
            json.WriteString("name", SingleLine(city));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteOrganizer()
    {
        json.WriteStartObject("organizer");
        json.WriteString("@type", "Organization");
        json.WriteString("name", series.Organizer.Name);
        WriteWebsite();
        json.WriteEndObject();
    }

    private void WriteWebsite()
    {
        if (series.Website is { } website)
        {
            json.WriteString("url", website.AbsoluteUri);
        }
    }

    private string SingleLine(LocalizedText text) => TextSanitizer.ToSingleLine(text.GetText(language, series.Language));
}
