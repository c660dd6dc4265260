using System.Collections.Specialized;
using System.Web;
using CsCheck;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.Tests.Publishing;

public sealed class AddToCalendarTests
{
    private static readonly WorkshopSeries Better = Samples.Better();

    // Written by hand from the announcement: 10:30 in Budapest is 8:30 in UTC in June.
    [Test]
    public void The_Google_link_contains_the_text_of_the_announcement()
    {
        var query = Query(Better, "hu", CalendarTarget.Google, "https://calendar.google.com/calendar/render");

        Assert.That(query.AllKeys, Is.EquivalentTo(["action", "text", "dates", "location", "details"]));
        Assert.That(query["action"], Is.EqualTo("TEMPLATE"));
        Assert.That(query["text"], Is.EqualTo(
            "Partnerség kiépítése az adatgyűjtés érdekében: gyakorlatok a köz- és magánszféra közötti hatékony munka ösztönzésére"));
        Assert.That(query["dates"], Is.EqualTo("20200616T083000Z/20200616T100000Z"));
        Assert.That(query["location"], Is.EqualTo("https://better.webex.example/j/1616001"));
        Assert.That(query["details"], Is.EqualTo("""
            Csatlakozás: https://better.webex.example/j/1616001
            Vezető szakértő: Lauri Sock (Tartu)
            Sorozat: BETTER – 3. Tematikus Esemény
            Honlap: https://www.interregeurope.eu/better/

            Az öt város BETTER projektjének (Interreg Europe) 3. Tematikus Eseményét eredetileg Birminghamben, személyesen tartottuk volna meg. A világjárvány miatt három online workshop lett belőle. Ezt követően, 2020 augusztusában indul a régiók tanulási szakasza.
            """.ReplaceLineEndings("\n")));
    }

    [TestCase(CalendarTarget.Outlook, "https://outlook.live.com/calendar/0/action/compose")]
    [TestCase(CalendarTarget.Microsoft365, "https://outlook.office.com/calendar/0/action/compose")]
    public void The_Outlook_links_have_UTC_times_and_an_HTML_body(CalendarTarget target, string page)
    {
        var query = Query(Better, "en", target, page);

        Assert.That(query.AllKeys, Is.EquivalentTo(["rru", "startdt", "enddt", "subject", "location", "body"]));
        Assert.That(query["rru"], Is.EqualTo("addevent"));
        Assert.That(query["startdt"], Is.EqualTo("2020-06-16T08:30:00Z"));
        Assert.That(query["enddt"], Is.EqualTo("2020-06-16T10:00:00Z"));
        Assert.That(query["location"], Is.EqualTo("https://better.webex.example/j/1616001"));
        Assert.That(query["body"], Does.StartWith(
            "Join online: https://better.webex.example/j/1616001<br>Lead expert: Lauri Sock (Tartu)<br>Series: BETTER – 3rd Thematic "
                + "Event<br>"));
    }

    [TestCase(null, "20200616T103000", "20200616T120000", Description = "the time zone of the series")]
    [TestCase("Europe/Tallinn", "20200616T113000", "20200616T130000")]
    [TestCase("America/New_York", "20200616T043000", "20200616T060000")]
    public void The_Yahoo_link_has_the_local_time_of_the_reader_and_one_line_of_text(string? zone, string start, string end)
    {
        var query = Query(Better, "ar", CalendarTarget.Yahoo, "https://calendar.yahoo.com/", new() { Zone = zone });

        Assert.That(query.AllKeys, Is.EquivalentTo(["v", "TITLE", "ST", "ET", "in_loc", "DESC"]));
        Assert.That((query["v"], query["ST"], query["ET"]), Is.EqualTo(("60", start, end)));
        Assert.That(
            query["DESC"],
            Does.StartWith("المشاركة عبر الإنترنت: https://better.webex.example/j/1616001 · بإشراف: Lauri Sock (Tartu) · "));
        Assert.That(query["DESC"], Does.Not.Contain("\n"));
    }

    [Test]
    public void The_link_texts_are_in_the_language_of_the_reader_and_the_file_comes_last()
    {
        var file = new Uri("https://better.example/1.ics");

        var links = AddToCalendar.CreateWorkshopLinks(Better, Better.Workshops[0], "hu", new() { CalendarFileUrl = file });

        Assert.That(links.Select(link => (link.Target, link.Text)), Is.EqualTo(new[]
        {
            (CalendarTarget.Google, "Google Naptár"),
            (CalendarTarget.Outlook, "Outlook.com"),
            (CalendarTarget.Microsoft365, "Microsoft 365"),
            (CalendarTarget.Yahoo, "Yahoo naptár"),
            (CalendarTarget.File, "Naptárfájl (.ics)"),
        }));
        Assert.That(links[4].Url, Is.EqualTo(file));
    }

    [Test]
    public void A_join_link_keeps_its_query()
    {
        var url = "https://meet.example/l/19%3ameeting_A+B%40thread/0?context=%7b%22Tid%22%3a%22x%22%7d&pwd=a&b=c#d";
        var series = Changed(workshop => workshop with { Meeting = new() { Platform = "Teams", Url = new(url) } });

        foreach (var link in AddToCalendar.CreateWorkshopLinks(series, series.Workshops[0], "en"))
        {
            var query = HttpUtility.ParseQueryString(link.Url.Query);
            Assert.That(query["location"] ?? query["in_loc"], Is.EqualTo(url));
        }
    }

    [Test]
    public void A_join_link_that_is_too_long_is_left_out_and_not_shortened()
    {
        var series = Changed(workshop => workshop with
        {
            Meeting = new() { Platform = "Teams", Url = new($"https://meet.example/{new string('x', 3000)}") },
        });

        var query = Query(series, "en", CalendarTarget.Google, "https://calendar.google.com/calendar/render");

        Assert.That(query["location"], Is.EqualTo("Online (Teams)"));
        Assert.That(query["details"], Does.Not.Contain("meet.example").And.Contain("Spring school"));
    }

    [Test]
    public void The_location_is_the_venue_and_the_join_link()
    {
        var both = Changed(workshop => workshop with { Venue = new() { Name = "Town hall", City = "Tartu" } });
        var venue = both with { Workshops = [both.Workshops[0] with { Meeting = null }] };
        var nowhere = Changed(workshop => workshop with { Meeting = null });

        Assert.That(Google(both)["location"], Is.EqualTo("Town hall, Tartu – https://meet.example/spring"));
        Assert.That(Google(venue)["location"], Is.EqualTo("Town hall, Tartu"));
        Assert.That(Google(nowhere)["location"], Is.Null);
    }

    [Test]
    public void A_cancelled_workshop_has_no_links_and_a_tentative_one_is_marked()
    {
        var cancelled = Changed(workshop => workshop with { Status = WorkshopStatus.Cancelled });
        var tentative = Changed(workshop => workshop with { Status = WorkshopStatus.Tentative });

        Assert.That(AddToCalendar.CreateWorkshopLinks(cancelled, cancelled.Workshops[0], "en"), Is.Empty);
        Assert.That(Google(tentative)["details"], Does.Contain("Status: To be confirmed"));
    }

    [Test]
    public void Links_with_hostile_texts_are_short_and_contain_no_secret() =>
        Hostile.Series.Where(series => series.Workshops[0].Status != WorkshopStatus.Cancelled).SamplePortion(
            series =>
            {
                var title = series.Workshops[0].Title.GetText("en", "en").ReplaceLineEndings(" ");
                foreach (var link in AddToCalendar.CreateWorkshopLinks(series, series.Workshops[0], "en"))
                {
                    var text = link.Url.AbsoluteUri;
                    Assert.That(text, Has.Length.LessThan(2000));

                    // RFC 3986, 2: only unreserved and reserved characters and percent signs with two digits; no plus.
                    Assert.That(text, Does.Match("^https://[a-z.]+/[a-z0-9/]*\\?([A-Za-z0-9._~=&-]|%[0-9A-F]{2})*$"));
                    var query = HttpUtility.ParseQueryString(link.Url.Query);
                    Assert.That(query.AllKeys, Is.Unique.And.SubsetOf(new[]
                    {
                        "action",
                            "dates",
                            "text",
                            "location",
                            "details",
                            "rru",
                            "startdt",
                            "enddt",
                            "subject",
                            "body",
                            "v",
                            "ST",
                            "ET",
                            "TITLE",
                            "in_loc",
                            "DESC",
                    }));
                    var linkTitle = (query["text"] ?? query["subject"] ?? query["TITLE"])!;
                    Assert.That(linkTitle, Does.Not.Contain('\uFFFD').And.Not.Contain('\n'));
                    Assert.That(WithoutSpaces(title), Does.StartWith(WithoutSpaces(linkTitle.TrimEnd('…'))));
                    var all = string.Join("\n", query.AllKeys.Select(key => query[key]));
                    Assert.That(
                        all,
                        Does.Not.Contain("Secret-123").And.Not.Contain("Unnamed").And.Not.Contain("unnamed@").And.Not.Contain('\uFFFD'));
                    Assert.That(query["body"] ?? "", Does.Not.Match("<(?!br>)"));
                    Assert.That(query["details"] ?? "", Does.Not.Match("<[A-Za-z/!?]"));
                }
            },
            slice: 300);

    [Test]
    public void A_text_is_shortened_between_grapheme_clusters()
    {
        const string Family = "👩‍👩‍👧‍👦";
        var series =
            Changed(
                workshop =>
                    workshop with
                    {
                        Title = string.Concat(Enumerable.Repeat(Family, 30)),
                        Description = string.Concat(Enumerable.Repeat(Family, 300))
                    });

        var query = Google(series);

        Assert.That(query["text"]!.Replace(Family, "", StringComparison.Ordinal), Is.EqualTo("…"));
        Assert.That(query["details"]!.Split("\n\n")[1].Replace(Family, "", StringComparison.Ordinal), Is.EqualTo("…"));
    }

    [Test]
    public void A_workshop_of_another_series_an_unknown_time_zone_and_an_invalid_series_are_rejected()
    {
        var small = Samples.Small();

        Assert.That(
            () => AddToCalendar.CreateWorkshopLinks(small, Samples.Workshop("2"), "en"),
            Throws.ArgumentException.With.Message.Contains("does not contain this workshop"));
        Assert.That(() => AddToCalendar.CreateWorkshopLinks(small, small.Workshops[0], "en", new() { Zone = "Europe/Budpest" }),
            Throws.ArgumentException.With.Message.Contains("Europe/Budapest"));
        Assert.That(
            () => AddToCalendar.CreateWorkshopLinks(small with { Zone = "Nowhere" }, small.Workshops[0], "en"),
            Throws.InstanceOf<InvalidSeriesException>());
        Assert.That(() => new AddToCalendarOptions { CalendarFileUrl = new("javascript:alert(1)") }, Throws.ArgumentException);
    }

    [Test]
    public void The_time_zone_rules_of_the_host_are_used()
    {
        var zones = new DateTimeZoneCache(new OneZone());
        var series = Changed(workshop => workshop) with { Zone = "Host/Time" };

        var links = AddToCalendar.CreateWorkshopLinks(series, series.Workshops[0], "en", zones: zones);

        Assert.That(HttpUtility.ParseQueryString(links[0].Url.Query)["dates"], Is.EqualTo("20270414T060000Z/20270414T073000Z"));
    }

    private static NameValueCollection Google(WorkshopSeries series) =>
        Query(series, "en", CalendarTarget.Google, "https://calendar.google.com/calendar/render");

    private static NameValueCollection Query(
        WorkshopSeries series, string language, CalendarTarget target, string page, AddToCalendarOptions? options = null)
    {
        var url = AddToCalendar.CreateWorkshopLinks(series, series.Workshops[0], language, options)
            .Single(link => link.Target == target).Url;
        Assert.That(url.GetLeftPart(UriPartial.Path), Is.EqualTo(page));
        Assert.That(url.AbsoluteUri, Does.Not.Contain('+').And.Length.LessThan(2000));
        return HttpUtility.ParseQueryString(url.Query);
    }

    private static WorkshopSeries Changed(Func<Workshop, Workshop> change)
    {
        var small = Samples.Small();
        return small with { Workshops = [change(small.Workshops[0])] };
    }

    private static string WithoutSpaces(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private sealed class OneZone : IDateTimeZoneSource
    {
        public string VersionId => "host";

        public IEnumerable<string> GetIds() => ["Host/Time"];

        public DateTimeZone ForId(string id) => DateTimeZone.ForOffset(Offset.FromHours(3));

        public string? GetSystemDefaultId() => null;
    }
}
