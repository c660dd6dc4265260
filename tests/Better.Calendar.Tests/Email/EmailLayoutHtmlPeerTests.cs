using System.Globalization;
using Better.Calendar.Tests.Peers;
using NodaTime;

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

    private static readonly InvitationOptions Course = new()
    {
        SchedulingMode = SchedulingMode.CourseEmail,
        CoursePage = static (_, participant) => new($"https://rsvp.example/course/{participant.Email.LocalPart}"),
    };

    // The buttons of the mail program, those of the host's page, both for a reader at Google, one page for all workshops, and the day
    // before, when there is a button to join.
    private static readonly (string Name, InvitationOptions Options, string Email, Instant? At)[] Situations =
    [
        ("buttons-of-the-program", new(), "reader@guest.example", null),
        ("page", WithPage, "reader@guest.example", null),
        ("google", WithPage, "reader@gmail.com", null),
        ("google-without-page", new(), "reader@gmail.com", null),
        ("course", Course, "reader@guest.example", null),
        ("tomorrow", WithPage, "reader@guest.example", Instant.FromUtc(2020, 6, 15, 8, 0)),
    ];

    private static readonly string[] SomeLanguages = ["hu", "ar", "de"];

    // With a.m. and p.m., or spaces around the dash, hours are longer than those of their language.
    private static readonly string[] Regions = ["en-US", "es-US", "fr-CH", "ar-SY", "en-IN"];

    private static IEnumerable<string> Languages => TestScale.Long ? EmailMatrix.Languages : SomeLanguages;

    private static IEnumerable<int> Widths => TestScale.Long
        ? Enumerable.Range(320, 80).Concat(Enumerable.Range(80, 60).Select(static fifth => 5 * fifth)).Concat([700, 900, 1200])
        : [320, 359, 360, 390, 479, 480, 640, 1200];

    [Test]
    public void Label_date_hours_and_action_are_on_the_first_screen_of_a_phone_whatever_the_title()
    {
        var failures = Languages.SelectMany(static language => HtmlPeer.Measure(
                (from kind in EmailMatrix.Kinds from situation in Situations select (kind, situation)).ToDictionary(
                    one => $"{language}-{one.kind}-{one.situation.Name}",
                    one => AskForFirstScreen(
                        one.kind,
                        language,
                        one.situation.Options,
                        one.situation.Email,
                        one.kind == EmailKind.FollowUp ? null : one.situation.At)))
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

    private static LayoutQuestion AskForFirstScreen(
        EmailKind kind, string language, InvitationOptions options, string email, Instant? at)
    {
        var title = CreateTitle(language);
        var content = EmailMatrix.Content(kind, language, options, email, title, at);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["label"] = content.Label };
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        if (content.When is { } when)
        {
            (texts["date"], texts["hours"]) = (when.Date, when.Hours);
        }

        if (content.Question.Length > 0)
        {
            texts["question"] = content.Question;
        }

        foreach (var choice in content.Choices)
        {
            links[choice.Text] = choice.Url.AbsoluteUri;
        }

        if (content is { JoinLink: { } join, IsJoinDue: true })
        {
            links[join.Text] = join.Url.AbsoluteUri;
        }

        // Without a button, the action is what a sentence says.
        if (links.Count == 0 && content.ResponseHints.Count > 0)
        {
            texts["action"] = string.Join(" ", content.ResponseHints);
        }
        else if (links.Count == 0 && content.Requests.Count > 0)
        {
            texts["action"] = content.Requests[0];
        }

        return new()
        {
            Html = EmailMatrix.Email(kind, language, options, email: email, title: title, at: at).Html,
            Texts = texts,
            Links = links,
        };
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
