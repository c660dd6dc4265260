using System.Text.Json;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Publishing;

public sealed class SeriesJsonLdTests
{
    // Written by hand from schema.org's Event and EventSeries.
    [Test]
    public void A_workshop_is_an_online_event_of_the_series()
    {
        using var page = JsonDocument.Parse(SeriesJsonLd.Write(Samples.Better(), "en"));
        using var expected = JsonDocument.Parse("""
            {
              "@type": "Event",
              "@id": "https://www.interregeurope.eu/better/#better-thematic-event-3.2",
              "identifier": "better-thematic-event-3.2@better.example",
              "name": "Data visualisation as a way to win the commitment of citizens, the public sector and the private sector",
              "inLanguage": "en",
              "url": "https://www.interregeurope.eu/better/",
              "startDate": "2020-06-17T10:30:00+02:00",
              "endDate": "2020-06-17T12:00:00+02:00",
              "eventStatus": "https://schema.org/EventScheduled",
              "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
              "location": { "@type": "VirtualLocation", "name": "Webex", "url": "https://better.webex.example/j/1716002" },
              "organizer": { "@type": "Organization", "name": "BETTER", "url": "https://www.interregeurope.eu/better/" },
              "performer": { "@type": "Person", "name": "Henrik Mazzanti", "homeLocation": { "@type": "City", "name": "Gävle" } },
              "superEvent": {
                "@type": "EventSeries",
                "@id": "https://www.interregeurope.eu/better/#better-thematic-event-3",
                "name": "BETTER – 3rd Thematic Event"
              }
            }
            """);

        Assert.That(
            JsonElement.DeepEquals(page.RootElement.GetProperty("subEvent")[1], expected.RootElement),
            Is.True,
            page.RootElement.ToString());
    }

    [Test]
    public void The_series_has_first_start_last_end_and_language()
    {
        using var page = JsonDocument.Parse(SeriesJsonLd.Write(Samples.Better(), "hu"));
        var root = page.RootElement;

        Assert.That(root.EnumerateObject().Select(property => property.Name), Is.EqualTo(
            ["@context", "@type", "@id", "name", "description", "inLanguage", "url", "startDate", "endDate", "organizer", "subEvent"]));
        Assert.That(GetString(root, "@context"), Is.EqualTo("https://schema.org"));
        Assert.That(GetString(root, "@type"), Is.EqualTo("EventSeries"));
        Assert.That(GetString(root, "name"), Is.EqualTo("BETTER – 3. Tematikus Esemény"));
        Assert.That(GetString(root, "inLanguage"), Is.EqualTo("hu"));
        Assert.That(
            (GetString(root, "startDate"), GetString(root, "endDate")),
            Is.EqualTo(("2020-06-16T10:30:00+02:00", "2020-06-18T12:00:00+02:00")));
        Assert.That(root.GetProperty("subEvent").GetArrayLength(), Is.EqualTo(3));
    }

    [Test]
    public void inLanguage_is_the_language_of_the_text()
    {
        using var page = JsonDocument.Parse(SeriesJsonLd.Write(Samples.Better(), "ar"));

        Assert.That(GetString(page.RootElement, "inLanguage"), Is.EqualTo("hu"));
    }

    [Test]
    public void Status_and_attendance_mode_depend_on_the_workshop()
    {
        var small = Samples.Small();
        var venue = new Venue { Name = "Town hall", City = "Tartu" };
        var series = small with
        {
            Workshops =
            [
                Samples.Workshop("1") with { Status = WorkshopStatus.Cancelled },
                Samples.Workshop("2") with { Venue = venue },
                Samples.Workshop("3") with { Venue = venue, Meeting = null },
                Samples.Workshop("4") with { Meeting = null, Status = WorkshopStatus.Tentative },
            ],
        };

        using var page = JsonDocument.Parse(SeriesJsonLd.Write(series, "en"));
        var events = page.RootElement.GetProperty("subEvent").EnumerateArray().ToList();

        Assert.That(events.Select(one => GetString(one, "eventStatus")), Is.EqualTo(
        [
            "https://schema.org/EventCancelled",
                "https://schema.org/EventScheduled",
                "https://schema.org/EventScheduled",
                "https://schema.org/EventScheduled",
        ]));
        Assert.That(events.Take(3).Select(one => GetString(one, "eventAttendanceMode")), Is.EqualTo(
        [
            "https://schema.org/OnlineEventAttendanceMode",
                "https://schema.org/MixedEventAttendanceMode",
                "https://schema.org/OfflineEventAttendanceMode",
        ]));
        Assert.That(events[1].GetProperty("location")
            .EnumerateArray()
            .Select(place => GetString(place, "@type")), Is.EqualTo(["Place", "VirtualLocation"]));
        Assert.That(GetString(events[2].GetProperty("location").GetProperty("address"), "addressLocality"), Is.EqualTo("Tartu"));
        Assert.That(events[3].TryGetProperty("location", out _) || events[3].TryGetProperty("eventAttendanceMode", out _), Is.False);
    }

    [Test]
    public void A_venue_has_its_address_its_position_and_its_map()
    {
        var venue = new Venue
        {
            Name = "Town hall",
            Room = "Room 2",
            Address = "Main Street 1",
            City = "Tartu",
            Latitude = 58.38,
            Longitude = 26.72,
            MapUrl = new("https://maps.example/hall"),
        };
        var series = Samples.Small() with
        {
            Image = new("https://host.example/spring.png"),
            Workshops = [Samples.Workshop("1") with { Venue = venue, Meeting = null }],
        };

        using var page = JsonDocument.Parse(SeriesJsonLd.Write(series, "en"));
        var place = page.RootElement.GetProperty("subEvent")[0].GetProperty("location");

        Assert.That(GetString(page.RootElement, "image"), Is.EqualTo("https://host.example/spring.png"));
        Assert.That(GetString(place, "name"), Is.EqualTo("Town hall, Room 2"));
        Assert.That(GetString(place.GetProperty("address"), "streetAddress"), Is.EqualTo("Main Street 1"));
        Assert.That(GetString(place.GetProperty("address"), "addressLocality"), Is.EqualTo("Tartu"));
        Assert.That(GetString(place.GetProperty("geo"), "@type"), Is.EqualTo("GeoCoordinates"));
        Assert.That(place.GetProperty("geo").GetProperty("latitude").GetDouble(), Is.EqualTo(58.38));
        Assert.That(GetString(place, "hasMap"), Is.EqualTo("https://maps.example/hall"));
    }

    [Test]
    public void Join_links_can_be_left_out()
    {
        var json = SeriesJsonLd.Write(Samples.Better(), "en", new() { IncludeJoinLinks = false });
        using var page = JsonDocument.Parse(json);

        Assert.That(json, Does.Not.Contain("webex.example"));
        Assert.That(
            GetString(page.RootElement.GetProperty("subEvent")[0].GetProperty("location"), "url"),
            Is.EqualTo("https://www.interregeurope.eu/better/"));
    }

    [TestCase("Europe/London", 2027, 1, "2027-01-14T09:00:00Z")]
    [TestCase("Asia/Kolkata", 2027, 1, "2027-01-14T09:00:00+05:30")]
    [TestCase("America/St_Johns", 2027, 7, "2027-07-14T09:00:00-02:30")]
    [TestCase(
        "Africa/Monrovia",
        1971,
        1,
        "1971-01-14T09:44:30Z",
        Description = "the offset at that time, -00:44:30, has seconds, which RFC 3339 cannot represent")]
    public void A_start_is_written_with_its_offset(string zone, int year, int month, string written)
    {
        var series =
            Samples.Small() with
            {
                Zone = zone,
                Workshops = [Samples.Workshop("1") with { Start = new LocalDateTime(year, month, 14, 9, 0) }]
            };

        using var page = JsonDocument.Parse(SeriesJsonLd.Write(series, "en"));

        Assert.That(GetString(page.RootElement, "startDate"), Is.EqualTo(written));
    }

    [Test]
    public void Without_a_website_the_ids_are_blank_nodes()
    {
        using var page = JsonDocument.Parse(SeriesJsonLd.Write(Samples.Small(), "en"));

        Assert.That(GetString(page.RootElement, "@id"), Is.EqualTo("_:spring"));
        Assert.That(GetString(page.RootElement.GetProperty("subEvent")[0].GetProperty("superEvent"), "@id"), Is.EqualTo("_:spring"));
    }

    [Test]
    public void No_text_can_end_the_script_element_and_no_text_is_changed() =>
        Hostile.Series.SamplePortion(
            series =>
            {
                var json = SeriesJsonLd.Write(series, "en");
                Assert.That(json, Does.Not.Match("[<>&'\u2028\u2029\r]"));
                Assert.That(
                    json,
                    Does.Not.Contain("Secret-123").And.Not.Contain("Unnamed").And.Not.Contain("unnamed@").And.Not.Contain("host@host"));

                using var page = JsonDocument.Parse(json);
                Assert.That(GetString(page.RootElement, "description"), Is.EqualTo(series.Description!.GetText("en", "en")));
                var one = page.RootElement.GetProperty("subEvent")[0];
                Assert.That(GetString(one.GetProperty("performer"), "name"), Is.EqualTo(series.Workshops[0].LeadExpert!.Name));
                Assert.That(GetString(one, "description"), Is.EqualTo(series.Workshops[0].Description!.GetText("en", "en")));
            },
            slice: 300);

    [Test]
    public void An_invalid_series_is_rejected() =>
        Assert.That(() => SeriesJsonLd.Write(Samples.Small() with { Workshops = [] }, "en"), Throws.InstanceOf<InvalidSeriesException>());

    private static string? GetString(JsonElement element, string property) => element.GetProperty(property).GetString();
}
