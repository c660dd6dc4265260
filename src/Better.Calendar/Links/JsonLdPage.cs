using System.Text.Json;
using Better.Calendar.Ics;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Links;

/// <summary>Writes schema.org's words for one series, in one language.</summary>
internal sealed class JsonLdPage(
    Utf8JsonWriter json, WorkshopSeries series, string language, SeriesJsonLdOptions options, IDateTimeZoneProvider zones)
{
    private const string Vocabulary = "https://schema.org";

    // One thing has one name in the graph: below the website's address, or known in this page only (JSON-LD 1.1, 4.5.1).
    private readonly string home = series.Website is { } website ? $"{website.GetLeftPart(UriPartial.Query)}#" : "_:";

    public void Write()
    {
        var starts = series.Workshops.Select(workshop => series.StartOf(workshop, zones)).OrderBy(start => start.ToInstant());
        var ends = series.Workshops.Select(workshop => series.EndOf(workshop, zones)).OrderBy(end => end.ToInstant());

        json.WriteStartObject();
        json.WriteString("@context", Vocabulary);
        Head("EventSeries", series.Id, series.Title, series.Description);
        json.WriteString("startDate", WrittenTime.Of(starts.First()));
        json.WriteString("endDate", WrittenTime.Of(ends.Last()));
        Organizer();
        json.WriteStartArray("subEvent");
        foreach (var workshop in series.Workshops)
        {
            json.WriteStartObject();
            Event(workshop);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Event(Workshop workshop)
    {
        Head("Event", $"{series.Id}.{workshop.Id}", workshop.Title, workshop.Description);
        json.WriteString("identifier", WorkshopUid.Of(series, workshop));
        json.WriteString("startDate", WrittenTime.Of(series.StartOf(workshop, zones)));
        json.WriteString("endDate", WrittenTime.Of(series.EndOf(workshop, zones)));

        // schema.org has no word for "not yet certain": scheduled is what it takes for granted.
        json.WriteString("eventStatus", $"{Vocabulary}/{(workshop.Status == WorkshopStatus.Cancelled ? "EventCancelled" : "EventScheduled")}");
        Location(workshop);
        Organizer();
        if (workshop.LeadExpert is { } expert)
        {
            Performer(expert);
        }

        json.WriteStartObject("superEvent");
        json.WriteString("@type", "EventSeries");
        json.WriteString("@id", home + series.Id);
        json.WriteString("name", Line(series.Title));
        json.WriteEndObject();
    }

    private void Head(string type, string id, LocalizedText title, LocalizedText? description)
    {
        json.WriteString("@type", type);
        json.WriteString("@id", home + id);
        json.WriteString("name", Line(title));
        if (description is not null)
        {
            json.WriteString("description", description.In(language, series.Language));
        }

        json.WriteString("inLanguage", title.LanguageIn(language, series.Language));
        Website();
    }

    private void Location(Workshop workshop)
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
            Place(venue);
        }

        if (workshop.Meeting is { } meeting)
        {
            json.WriteStartObject();
            json.WriteString("@type", "VirtualLocation");
            json.WriteString("name", meeting.Platform);
            if ((options.JoinLinks ? meeting.Url : series.Website) is { } url)
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

    private void Place(Venue venue)
    {
        json.WriteStartObject();
        json.WriteString("@type", "Place");
        json.WriteString("name", Line(venue.Name));
        if (venue.City is { } city)
        {
            json.WriteStartObject("address");
            json.WriteString("@type", "PostalAddress");
            json.WriteString("addressLocality", Line(city));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void Performer(Expert expert)
    {
        json.WriteStartObject("performer");
        json.WriteString("@type", "Person");
        json.WriteString("name", expert.Name);
        if (expert.City is { } city)
        {
            json.WriteStartObject("homeLocation");
            json.WriteString("@type", "City");
            json.WriteString("name", Line(city));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void Organizer()
    {
        json.WriteStartObject("organizer");
        json.WriteString("@type", "Organization");
        json.WriteString("name", series.Organizer.Name);
        Website();
        json.WriteEndObject();
    }

    private void Website()
    {
        if (series.Website is { } website)
        {
            json.WriteString("url", website.AbsoluteUri);
        }
    }

    private string Line(LocalizedText text) => PlainText.SingleLine(text.In(language, series.Language));
}
