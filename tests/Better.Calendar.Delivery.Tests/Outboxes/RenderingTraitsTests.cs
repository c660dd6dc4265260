using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Delivery.Tests.Worker;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.Delivery.Tests.Outboxes;

/// <summary>An email is sent as it was posted, or the worker says what differs.</summary>
public sealed class RenderingTraitsTests : StoreFixture
{
    /// <summary>
    /// Each option, set to something else than its default, by a function so that two sides have equal options of their own.
    /// </summary>
    private static readonly Dictionary<string, Func<InvitationOptions>> Changed = new()
    {
        [nameof(InvitationOptions.Zones)] = static () => new() { Zones = new DateTimeZoneCache(new OtherZones()) },
        [nameof(InvitationOptions.RenamedZoneIds)] = static () => new() { RenamedZoneIds = RenamedZoneIds.Old },
        [nameof(InvitationOptions.ChangedZoneRules)] = static () => new() { ChangedZoneRules = ChangedZoneRules.LocalTime },
        [nameof(InvitationOptions.Texts)] = static () => new() { Texts = WithClosing("Viszlát,") },
        [nameof(InvitationOptions.SchedulingMode)] = static () => new() { SchedulingMode = SchedulingMode.RecurringEvent },
        [nameof(InvitationOptions.Noun)] = static () => new() { Noun = WorkshopNoun.Course },
        [nameof(InvitationOptions.Privacy)] = static () => new() { Privacy = AttendeePrivacy.Names },
        [nameof(InvitationOptions.AllowsProposals)] = static () => new() { AllowsProposals = true },
        [nameof(InvitationOptions.ShowsOutlookJoinButton)] = static () => new() { ShowsOutlookJoinButton = true },
        [nameof(InvitationOptions.ReplyTokens)] = static () => new() { ReplyTokens = new(new byte[16]) },
        [nameof(InvitationOptions.Sender)] = static () =>
            new() { Sender = new() { Name = "The office", Email = EmailAddress.Parse("office@host.example") } },
        [nameof(InvitationOptions.RsvpPage)] = static () => new() { RsvpPage = static (_, _, _) => new("https://host.example/rsvp") },
        [nameof(InvitationOptions.ShowsRsvpPageInCalendar)] = static () => new() { ShowsRsvpPageInCalendar = false },
        [nameof(InvitationOptions.GoogleDomains)] = static () => new() { GoogleDomains = ["guest.example"] },
        [nameof(InvitationOptions.EventProperties)] = static () =>
            new() { EventProperties = static (_, _) => [new() { Name = "X-ROOM", Value = "7" }] },
        [nameof(InvitationOptions.CoursePage)] = static () => new() { CoursePage = static (_, _) => new("https://host.example/rsvp") },
        [nameof(InvitationOptions.Theme)] = static () => new() { Theme = new() { Color = "#aa0000" } },
        [nameof(InvitationOptions.CalendarFileUrl)] = static () => new() { CalendarFileUrl = new("https://host.example/feed.ics") },
        [nameof(InvitationOptions.SchedulePage)] = static () => new() { SchedulePage = new("https://host.example/schedule") },
        [nameof(InvitationOptions.CustomBodies)] = static () => new() { CustomBodies = static _ => null },
    };

    private static IEnumerable<string> Names => Changed.Keys;

    [Test]
    public void No_option_is_forgotten() =>
        Assert.That(typeof(InvitationOptions).GetProperties().Select(static property => property.Name), Is.EquivalentTo(Changed.Keys));

    [TestCaseSource(nameof(Names))]
    public async Task A_worker_with_another_value_of_an_option_sends_nothing_and_names_the_option(string name)
    {
        await PostAsync(Changed[name]());

        Assert.That(
            () => SendAsync(new()),
            Throws.TypeOf<DeliveryStoppedException>().With.Message.Match($"{name} was .*, and is the default"));
        Assert.That((await Store.CountAsync(default)).Sending, Is.Zero, "no email waits for the end of a lease");
        Assert.That((await SendAsync(Changed[name]())).Remaining, Is.Zero, "with the same value it is sent");
    }

    [TestCaseSource(nameof(Names))]
    public async Task An_email_that_was_posted_with_the_defaults_is_not_sent_with_another_value(string name)
    {
        await PostAsync(new());

        Assert.That(
            () => SendAsync(Changed[name]()),
            Throws.TypeOf<DeliveryStoppedException>().With.Message.Match($"{name} was the default, and is "));
    }

    [Test]
    public async Task Texts_are_compared_in_the_language_of_the_email_alone()
    {
        await PostAsync(new() { Texts = WithClosing("Viszlát,") });

        Assert.That(() => SendAsync(new() { Texts = WithClosing("Üdvözlettel,") }), Throws.TypeOf<DeliveryStoppedException>());
        Func<string, InvitationTexts> both = static language => language == "en"
            ? InvitationTexts.ForLanguage("en").WithOverride(TextKey.Closing, "See you,")
            : WithClosing("Viszlát,")(language);
        Assert.That((await SendAsync(new() { Texts = both })).Sent, Is.EqualTo(1));
    }

    [Test]
    public async Task A_function_that_gives_the_texts_of_the_library_is_the_default()
    {
        await PostAsync(new() { Texts = static language => InvitationTexts.ForLanguage(language) });

        Assert.That((await SendAsync(new())).Sent, Is.EqualTo(1));
    }

    private static Func<string, InvitationTexts> WithClosing(string closing) => language => language == "hu"
        ? InvitationTexts.ForLanguage("hu").WithOverride(TextKey.Closing, closing)
        : InvitationTexts.ForLanguage(language);

    private Task<int> PostAsync(InvitationOptions options) =>
        new Outbox(Store, null, options).EnqueueAsync(TestSeries.ThreeRevisions(TestSeries.Create(1))[0]);

    private Task<OutboxCounts> SendAsync(InvitationOptions options) =>
        new DeliveryWorker(
            Store,
            null,
            new MaildirTransport(Path.Combine(Folder.FullName, "mail")),
            FastRetries with { InvitationOptions = options }).DrainAsync(MaxWait);

    /// <summary>The same rules in another edition.</summary>
    private sealed class OtherZones : IDateTimeZoneSource
    {
        private static readonly TzdbDateTimeZoneSource Same = TzdbDateTimeZoneSource.Default;

        public string VersionId => "TZDB: 2099a";

        public IEnumerable<string> GetIds() => Same.GetIds();

        public DateTimeZone ForId(string id) => Same.ForId(id);

        public string? GetSystemDefaultId() => Same.GetSystemDefaultId();
    }
}
