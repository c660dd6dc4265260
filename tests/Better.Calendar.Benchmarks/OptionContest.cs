using System.Text;

namespace Better.Calendar.Benchmarks;

/// <summary>Each option of the emails beside the defaults: none may cost more than three times as much.</summary>
internal static class OptionContest
{
    // People who see each other: a workshop's worth, and a large event's.
    private const int Few = 25;
    private const int Many = 500;

    private static readonly InvitationOptions Defaults = new();

    private static readonly (string Name, InvitationOptions Options)[] Choices =
    [
        ("defaults", Defaults),
        ("AllowsProposals", new() { AllowsProposals = true }),
        ("Theme: logo, footer", new() { Theme = new() { Footer = "Host, 1 Main Street", Logo = new() { Source = new("https://host.example/logo.png"), AlternativeText = "Host", Width = 200 } } }),
        ("CalendarFile", new() { CalendarFileUrl = new("https://host.example/spring.ics") }),
        ("Wording", new() { Texts = static language => Better.Calendar.InvitationTexts.ForLanguage(language).WithOverride(Better.Calendar.TextKey.Greeting, "Dear {name},") }),
        ("ReplyTokens", new() { ReplyTokens = new(Encoding.ASCII.GetBytes("a key of sixteen")) }),
        ("AnswerPage, one address for all", new() { RsvpPage = static (_, _, _) => Page }),
        ("AnswerPage, an address for each", new() { RsvpPage = static (_, workshop, participant) => new($"https://host.example/respond/{workshop.Id}/{participant.Email.LocalPart}") }),
        ("Bodies, trivial", new() { CustomBodies = static facts => new(facts.Greeting + "\n", "<p>" + facts.Greeting + "</p>\n") }),
        ("Privacy.Names", new() { Privacy = AttendeePrivacy.Names }),
        ("Privacy.Everybody", new() { Privacy = AttendeePrivacy.NamesAndAddresses }),
    ];

    private static readonly Uri Page = new("https://host.example/respond");

    public static void Run()
    {
        Run(Few, Choices);
        Run(Many, [.. Choices.Where(static choice => choice.Options.Privacy != AttendeePrivacy.RecipientOnly).Prepend(Choices[0])]);
    }

    private static void Run(int people, (string Name, InvitationOptions Options)[] choices)
    {
        var series = EmailWork.Series(people);
        Contest.Run($"{people} emails to {people} people who may see each other, by option", [.. choices.Select(choice => Contestant(series, choice.Name, choice.Options))]);
    }

    private static (string Name, Action Work) Contestant(WorkshopSeries series, string name, InvitationOptions options)
    {
        var composer = new InvitationComposer(options);
        var size = composer.Compose(series, series.Workshops[0], series.Participants[0], EmailWork.At).Bytes.Length;
        return ($"{name} ({size} bytes)", () =>
        {
            foreach (var email in composer.ComposeAll(series, EmailWork.At))
            {
                email.WriteTo(Stream.Null);
            }
        });
    }
}
