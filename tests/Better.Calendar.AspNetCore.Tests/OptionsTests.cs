using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace Better.Calendar.AspNetCore.Tests;

public sealed class OptionsTests
{
    [TestCase("--BetterCalendar:PublicUrl=better.example", "BetterCalendar:PublicUrl is \"better.example\"")]
    [TestCase("--BetterCalendar:PublicUrl=ftp://better.example/", "PublicUrl is \"ftp://better.example/\"")]
    [TestCase("--BetterCalendar:CacheDuration=soon", "BetterCalendar:CacheDuration is \"soon\"")]
    [TestCase("--BetterCalendar:AlarmMinutes=soon", "BetterCalendar:AlarmMinutes is \"soon\"")]
    [TestCase("--BetterCalendar:AlarmMinutes=0", "AlarmMinutes is 0. Set it to a number from 1 to 40,320")]
    [TestCase("--BetterCalendar:AlarmMinutes=40321", "AlarmMinutes is 40321")]
    [TestCase("--BetterCalendar:CacheDuration=-00:01:00", "CacheDuration is -00:01:00")]
    [TestCase("--BetterCalendar:KeyFile=rsvp.key", "Key and KeyFile are both set")]
    [TestCase("--BetterCalendar:SeriesFile=series.json", "InitialSeries and SeriesFile are both set")]
    public void A_wrong_setting_ends_the_start_with_its_name(string setting, string expected) =>
        Assert.That(
            async () => await CalendarHost.StartAsync(settings: setting),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains(expected));

    [Test]
    public void All_wrong_options_are_named_at_once_also_if_no_endpoint_is_mapped() =>
        Assert.That(
            async () => await CalendarHost.StartAsync(
                static options => (options.Key, options.CacheDuration) = (new byte[3], TimeSpan.FromDays(1000)),
                map: static _ => { }),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Key has 3 bytes").And.Message.Contains("1000"));

    [Test]
    public async Task The_code_of_the_host_changes_what_the_configuration_says()
    {
        await using var host = await CalendarHost.StartAsync(
            static options => options.CacheDuration *= 2,
            settings: "--BetterCalendar:CacheDuration=00:00:30");

        using var response = await host.GetAsync("/calendar/en.ics");
        Assert.That(response.Headers.CacheControl!.MaxAge, Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public void Without_a_key_RSVP_pages_cannot_be_mapped() =>
        Assert.That(
            async () => await CalendarHost.StartAsync(static options => options.Key = null),
            Throws.InvalidOperationException.With.Message.Contains("KeyFile"));

    [Test]
    public async Task Without_a_store_nothing_can_be_mapped()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddBetterCalendar();
        await using var app = builder.Build();

        Assert.That(
            () => app.MapBetterCalendar(CalendarEndpoints.Public),
            Throws.InvalidOperationException.With.Message.Contains("AddInMemorySeriesStore"));
    }

    [Test]
    public async Task Without_the_services_nothing_can_be_mapped()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        Assert.That(
            () => app.MapBetterCalendar(),
            Throws.InvalidOperationException.With.Message.Contains("AddBetterCalendar"));
    }

    [Test]
    public async Task A_key_file_is_created_and_gives_the_same_links_again()
    {
        var folder = Directory.CreateTempSubdirectory("better-calendar-");
        try
        {
            var file = Path.Combine(folder.FullName, "keys", "rsvp.key");
            var participant = CalendarHost.Series.Participants[0];
            await using var host = await CalendarHost.StartAsync(options => (options.Key, options.KeyFile) = (null, file));
            var links = RsvpLinks.FromKeyFile(file, host.Address);

            using var page = await host.Client.GetAsync(
                links.GetPage(CalendarHost.Series, CalendarHost.Series.Workshops[0], participant));
            Assert.That(page.IsSuccessStatusCode);
            Assert.That(await File.ReadAllBytesAsync(file), Has.Length.EqualTo(32));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void Links_need_a_whole_address() =>
        Assert.That(
            static () => new RsvpLinks(new byte[32], new("/rsvp", UriKind.Relative)),
            Throws.ArgumentException.With.Message.Contains("not absolute"));

    [Test]
    public void Links_need_a_long_key() =>
        Assert.That(
            static () => new RsvpLinks(new byte[31], new("https://better.example/")),
            Throws.ArgumentException.With.Message.Contains("31 bytes"));

    [Test]
    public void What_was_not_stored_is_said_in_the_languages_of_the_library() =>
        Assert.That(RsvpErrorTexts.Languages, Is.EquivalentTo(InvitationTexts.Languages));
}
