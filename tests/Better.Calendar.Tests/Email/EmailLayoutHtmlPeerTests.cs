using System.Globalization;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Tests.Email;

/// <summary>What a reader sees first, and how long emails are, measured in Chromium.</summary>
[Category(PeerRig.Category)]
public sealed class EmailLayoutHtmlPeerTests
{
    // The screen of a phone under the bars of its mail program.
    private const int FirstScreen = 640;
    private const int TitleLength = 120;

    private static readonly InvitationOptions WithPage =
        new() { RsvpPage = static (_, workshop, participant) => new($"https://rsvp.example/{workshop.Id}/{participant.Email.LocalPart}") };

    private static readonly string[] SomeLanguages = ["hu", "ar", "de"];

    // With a.m. and p.m., or spaces around the dash, hours are longer than those of their language.
    private static readonly string[] Regions = ["en-US", "es-US", "fr-CH", "ar-SY", "en-IN"];

    private static IEnumerable<string> Languages => TestScale.Long ? EmailMatrix.Languages : SomeLanguages;

    private static IEnumerable<int> Widths => TestScale.Long
        ? Enumerable.Range(320, 80).Concat(Enumerable.Range(80, 60).Select(static fifth => 5 * fifth)).Concat([700, 900, 1200])
        : [320, 359, 360, 390, 479, 480, 640, 1200];

    [Test]
    public void Label_date_and_hours_are_on_the_first_screen_of_a_phone_whatever_the_title()
    {
        var failures = Languages.SelectMany(language => HtmlPeer.Measure(
                EmailMatrix.Kinds.SelectMany(static kind => new[] { (kind, Options: new InvitationOptions()), (kind, Options: WithPage) })
                    .ToDictionary(
                        one => $"{language}-{one.kind}{(one.Options == WithPage ? "-page" : "")}",
                        one => AskForFirstScreen(one.kind, language, one.Options)))
            .SelectMany(static page => page.Value.Bottoms.Where(static place => place.Value is null or > FirstScreen)
                .Select(place => $"{page.Key}: {place.Key} ends at {place.Value?.ToString(CultureInfo.InvariantCulture) ?? "no place"}")));

        Assert.That(failures, Is.Empty);
    }

    [Test]
    public void The_range_of_hours_breaks_over_two_lines_in_no_width()
    {
        var failures = Languages.Concat(Regions).SelectMany(static language => HtmlPeer.Measure(EmailMatrix.Kinds.ToDictionary(
                kind => $"{language}-{kind}",
                kind => new LayoutQuestion
                {
                    Html = EmailMatrix.Email(kind, language).Html,
                    Hours = [.. GetHours(EmailMatrix.Content(kind, language)).Distinct()],
                    Widths = [.. Widths],
                }))
            .SelectMany(static page => page.Value.Broken.Select(broken => $"{page.Key}: {broken}")));

        Assert.That(failures, Is.Empty);
    }

    [Test]
    public void An_update_is_at_most_60_percent_as_high_as_before_it_was_written_anew()
    {
        var heights = HtmlPeer.Measure(EmailSizes.Before.UpdateHeights.Keys.Where(Languages.Contains).ToDictionary(
            static language => language,
            static language => new LayoutQuestion { Html = EmailMatrix.Email(EmailKind.Update, language).Html }));

        Assert.That(heights, Is.Not.Empty);
        Assert.That(
            heights.Where(static page => page.Value.Height > 0.6 * EmailSizes.Before.UpdateHeights[page.Key])
                .Select(static page => $"{page.Key}: {page.Value.Height} of {EmailSizes.Before.UpdateHeights[page.Key]}"),
            Is.Empty);
    }

    [Test]
    public void The_measurement_sees_what_is_too_low_what_is_missing_and_hours_that_break()
    {
        const string Html =
            "<!DOCTYPE html><body style=\"margin:0;font:16px sans-serif\"><p style=\"margin:700px 0 0\">low "
                + "<a href=\"https://a.example/x\">link</a></p>"
                + "<p style=\"width:9em;margin:0\">Thursday 13:00 – 15:00</p><p style=\"display:none\">hidden</p>";
        var layout = HtmlPeer.Measure(new Dictionary<string, LayoutQuestion>(StringComparer.Ordinal)
        {
            ["page"] = new()
            {
                Html = Html,
                Texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "low", ["hidden"] = "hidden" },
                Links = new Dictionary<string, string>(StringComparer.Ordinal) { ["link"] = "/x", ["none"] = "/y" },
                Hours = ["13:00 – 15:00"],
                Widths = [320, 400],
            },
        })["page"];

        Assert.That(layout.Bottoms["low"], Is.GreaterThan(700).And.LessThan(740));
        Assert.That(layout.Bottoms["link"], Is.GreaterThan(700).And.LessThan(740));
        Assert.That((layout.Bottoms["hidden"], layout.Bottoms["none"]), Is.EqualTo(((int?)null, (int?)null)));
        Assert.That(layout.Height, Is.GreaterThan(740).And.LessThan(800));
        Assert.That(layout.Broken, Is.EqualTo(["13:00 – 15:00 at 320px", "13:00 – 15:00 at 400px"]));
    }

    private static LayoutQuestion AskForFirstScreen(EmailKind kind, string language, InvitationOptions options)
    {
        var title = CreateTitle(language);
        var content = EmailMatrix.Content(kind, language, options, title);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["label"] = content.Label };
        if (content.When is { } when)
        {
            (texts["date"], texts["hours"]) = (when.Date, when.Hours);
        }

        return new() { Html = EmailMatrix.Email(kind, language, options, title: title).Html, Texts = texts };
    }

    // In words of the language, as long as a title may be.
    private static LocalizedText CreateTitle(string language)
    {
        var texts = InvitationTexts.ForLanguage(language);
        TextKey[] sentences = [TextKey.WithdrawalExplanation, TextKey.RespondWithoutButtons, TextKey.PleaseRespondAgain];
        var words = string.Join(" ", sentences.Select(key => texts[key]));
        return new((language, words[..TitleLength].TrimEnd().PadRight(TitleLength, 'n')));
    }

    private static IEnumerable<string> GetHours(EmailContent content) =>
        new[] { content.When?.Hours, content.PreviousWhen?.Hours, content.When?.OrganizerRange }.OfType<string>()
            .Concat(content.Schedule.Select(static row => row.When.Hours));
}
