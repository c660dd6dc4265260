using NodaTime;

namespace Better.Calendar.Tests.Icalendar.Writing;

/// <summary>What people ask for in an event beside its time, place and texts.</summary>
public sealed class EventMapperTests
{
    private static readonly Venue Library = new()
    {
        Name = "Town library",
        Room = new(("en", "Room 2"), ("hu", "2. terem")),
        Address = "Main Street 1",
        City = "Budapest",
        Latitude = 47.49041234567,
        Longitude = -19.06,
        MapUrl = new("https://maps.example/library?at=47,19"),
    };

    private static readonly WorkshopSeries Full = Samples.Small() with
    {
        Categories = [new(("en", "Open data; maps"), ("hu", "Nyílt adatok")), "Public, sector"],
        Color = "SteelBlue",
        Image = new("https://host.example/spring.png"),
        Classification = EventClassification.Public,
        Workshops =
        [
            Samples.Workshop("1") with
            {
                Venue = Library,
                Materials =
                [
                    new() { Title = "Slides", Url = new("https://host.example/slides?a=1;b,c") },
                    new() { Title = new(("en", "Survey"), ("hu", "Kérdőív")), Url = new("https://host.example/survey") },
                ],
            },
            Samples.Workshop("2"),
        ],
    };

    private static readonly InvitationOptions WithOwn = new()
    {
        EventProperties = static (_, workshop) =>
            [new() { Name = "x-room-id", Value = $"{workshop.Id}; first, second\nthird \u0007{new string('é', 100)}" }],
    };

    [Test]
    public void An_invitation_has_all_properties_in_the_order_of_the_file()
    {
        var lines = Unfold(Compose(Full, EmailKind.Invitation, "en").Calendar!);

        Assert.That(
            lines.SkipWhile(static line => !line.StartsWith("LOCATION", StringComparison.Ordinal))
                .TakeWhile(static line => !line.StartsWith("STATUS", StringComparison.Ordinal)),
            Is.EqualTo(new[]
            {
                "LOCATION:Town library\\, Room 2\\, Main Street 1\\, Budapest – https://meet.example/spring",
                "GEO:47.490412;-19.06",
                "URL:https://meet.example/spring",
                "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Webex:https://meet.example/spring",
                "IMAGE;VALUE=URI:https://host.example/spring.png",
                "ATTACH:https://host.example/slides?a=1;b,c",
                "ATTACH:https://host.example/survey",
                "CATEGORIES:Open data\\; maps,Public\\, sector",
                "CLASS:PUBLIC",
                "COLOR:steelblue",
            }));
    }

    [TestCase(SchedulingMode.EventPerWorkshop)]
    [TestCase(SchedulingMode.RecurringEvent)]
    public void The_validator_finds_nothing(SchedulingMode mode)
    {
        var weekly = Full with
        {
            Workshops = [Full.Workshops[0], Full.Workshops[1] with { Start = Full.Workshops[0].Start.PlusWeeks(1) }],
        };
        foreach (var email in new InvitationComposer(WithOwn with { SchedulingMode = mode }).ComposeAll(weekly, Samples.Announced))
        {
            Assert.That(FindWarnings(email), Is.Empty);
        }

        var feed = WorkshopCalendar.Publish(weekly, "en", Samples.Announced);
        Assert.That(
            InvitationValidator.ValidateCalendar(feed.Bytes).Findings.Where(static finding => finding.Severity > Severity.Suggestion),
            Is.Empty);
    }

    [Test]
    public void A_private_series_says_so() =>
        Assert.That(
            Unfold(Compose(Full with { Classification = EventClassification.Private }, EmailKind.Invitation, "en").Calendar!),
            Does.Contain("CLASS:PRIVATE"));

    [TestCaseSource(typeof(CultureOf), nameof(CultureOf.Machines))]
    public void A_position_is_written_in_the_same_way_on_every_machine(string culture) =>
        Assert.That(
            CultureOf.Run(culture, static () => WorkshopCalendar.Publish(Full, "en", Samples.Announced).ToString()),
            Does.Contain("GEO:47.490412;-19.06\r\n"));

    [Test]
    public void A_feed_has_the_series_properties_but_no_materials()
    {
        var file = WorkshopCalendar.Publish(Full, "hu", Samples.Announced);
        var lines = Unfold(file);

        Assert.That(lines.TakeWhile(static line => line != "BEGIN:VTIMEZONE"), Does.Contain("COLOR:steelblue"));
        Assert.That(lines, Has.Exactly(2).EqualTo("CATEGORIES:Nyílt adatok,Public\\, sector"));
        Assert.That(lines, Has.Exactly(1).StartsWith("GEO:"));
        Assert.That(file.ToString(), Does.Not.Contain("ATTACH").And.Not.Contain("slides"));
        Assert.That(lines, Has.Exactly(2).Contains("2. terem\\, Main Street 1"), "LOCATION and DESCRIPTION");
    }

    [Test]
    public void An_email_shows_the_map_and_the_materials_as_links_and_the_picture_of_the_series()
    {
        var email = Compose(Full, EmailKind.Invitation, "hu");

        Assert.That(
            email.Text,
            Does.Contain("\nTérkép: https://maps.example/library?at=47,19\nSlides: https://host.example/slides?a=1;b,c\n")
                .And.Contain("\nKérdőív: https://host.example/survey\n")
                .And.Contain("Town library, 2. terem, Main Street 1, Budapest"));
        Assert.That(
            email.Html,
            Does.Contain("href=\"https://host.example/survey\"").And.Contain("href=\"https://maps.example/library?at=47,19\"")
                .And.Contain("src=\"https://host.example/spring.png\"").And.Contain("alt=\"Spring school\""));
        var description = Unfold(email.Calendar!).Single(static line => line.StartsWith("DESCRIPTION:", StringComparison.Ordinal));
        Assert.That(description, Does.Contain("https://host.example/survey").And.Contain("https://maps.example/library"));
    }

    [Test]
    public void A_header_image_of_the_theme_replaces_the_picture_of_the_series()
    {
        var theme = new EmailTheme { HeaderImage = new() { Source = new("https://host.example/theme.png"), AlternativeText = "Host" } };
        var html = new InvitationComposer(new() { Theme = theme }).ComposeAll(Full, Samples.Announced).First().Html;

        Assert.That(html, Does.Contain("theme.png").And.Not.Contain("spring.png"));
    }

    [Test]
    public void A_property_of_the_host_s_own_is_escaped_folded_and_free_of_control_characters()
    {
        var file = new InvitationComposer(WithOwn).ComposeAll(Full, Samples.Announced).First().Calendar!;

        Assert.That(
            Unfold(file), Does.Contain($"X-ROOM-ID:1\\; first\\, second\\nthird {new string('é', 100)}"));
        Assert.That(
            file.ToString().Split("\r\n").Select(System.Text.Encoding.UTF8.GetByteCount), Is.All.LessThanOrEqualTo(75));
    }

    [TestCase("ROOM")]
    [TestCase("X-")]
    [TestCase("X-ROOM:1")]
    [TestCase("X-RÖÖM")]
    [TestCase("X-ROOM\r\nATTENDEE")]
    [TestCase("X-Microsoft-SkypeTeamsMeetingUrl")]
    public void A_name_that_is_not_the_host_s_own_is_refused(string name) =>
        Assert.That(
            () => new EventProperty { Name = name, Value = "1" }, Throws.ArgumentException.With.Property("ParamName").EqualTo("Name"));

    [TestCase(91.0, null)]
    [TestCase(double.NaN, null)]
    [TestCase(null, -180.5)]
    public void Degrees_out_of_range_are_refused(double? latitude, double? longitude) =>
        Assert.That(
            () => new Venue { Name = "Hall", Latitude = latitude, Longitude = longitude }, Throws.ArgumentException);

    [Test]
    public void A_latitude_without_a_longitude_is_refused()
    {
        var half = Samples.Small() with { Workshops = [Samples.Workshop("1") with { Venue = Library with { Longitude = null } }] };

        Assert.That(
            () => WorkshopCalendar.Publish(half, "en", Samples.Announced),
            Throws.TypeOf<InvalidSeriesException>().With.Message.Contain("workshops[0].venue.latitude"));
    }

    [Test]
    public void A_corrected_map_or_new_materials_are_editorial_and_another_address_is_a_place()
    {
        var sent = SeriesRevision.First(Full, Samples.Announced).Series;
        var at = Samples.Announced + Duration.FromDays(1);

        Assert.That(Plan(static workshop => workshop with { Venue = Library with { Latitude = 47.5 } }).Emails, Is.Empty);
        Assert.That(Plan(static workshop => workshop with { Materials = [] }).Emails, Is.Empty);
        Assert.That(
            Plan(static workshop => workshop with { Venue = Library with { Address = "Main Street 2" } }).Emails.Single().Changes.Single(),
            Has.Property("Field").EqualTo(WorkshopField.Place).And.Property("After").Contains("Main Street 2"));
        var told = Plan(static workshop => workshop with { Materials = [] }, new() { NotifyOfEditorialChanges = true });
        Assert.That(
            new InvitationComposer().ComposeAll(told).Single().Text, Does.Contain("Materials: updated, see below"));

        SeriesRevision Plan(Func<Workshop, Workshop> edit, RevisionPolicy? policy = null) => SeriesRevision.Between(
            sent, sent with { Workshops = [edit(sent.Workshops[0]), sent.Workshops[1]] }, at, policy);
    }

    [Test]
    public void The_document_keeps_every_property() =>
        Assert.That(SeriesDocument.Read(SeriesDocument.Write(Full)), Is.EqualTo(Full));

    private static InvitationEmail Compose(WorkshopSeries series, EmailKind kind, string language)
    {
        var own = series with { Participants = [series.Participants[0] with { Language = language }] };
        var message = new PlannedEmail { Kind = kind, Recipient = own.Participants[0], Workshop = own.Workshops[0] };
        return new InvitationComposer().Compose(own, message, Samples.Announced);
    }

    private static string[] Unfold(IcsFile file) =>
        file.ToString().Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");

    private static IEnumerable<Finding> FindWarnings(InvitationEmail email) =>
        InvitationValidator.ValidateEmail(email.Bytes).Findings.Where(static finding => finding.Severity > Severity.Suggestion);
}
