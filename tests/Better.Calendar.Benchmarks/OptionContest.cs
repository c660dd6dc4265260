using System.Text;

namespace Better.Calendar.Benchmarks;

/// <summary>Each option of the emails compared with the defaults: none should take more than three times as long.</summary>
internal static class OptionContest
{
    // Numbers of participants who see each other: of a workshop, and of a large event.
    private const int Few = 25;
    private const int Many = 500;

    private static readonly InvitationOptions Defaults = new();

    private static readonly (string Name, InvitationOptions Options)[] Choices =
    [
        ("defaults", Defaults),
        ("AllowsProposals", new() { AllowsProposals = true }),
        ("ShowsOutlookJoinButton", new() { ShowsOutlookJoinButton = true }),
        ("Theme: logo, footer",
            new() { Theme =
                new() { Footer = "Host, 1 Main Street",
                    Logo = new() { Source = new("https://host.example/logo.png"), AlternativeText = "Host", Width = 200 } } }),
        ("Theme: pictures for light and dark",
            new() { Theme =
                new()
                {
                    HeaderImage = new() { Source = new("https://host.example/wide.png"), AlternativeText = "The town hall" },
                    Logo = new()
                    {
                        Source = new("https://host.example/logo.png"),
                        DarkSource = new("https://host.example/logo-dark.png"),
                        AlternativeText = "Host",
                        Width = 200,
                    },
                } }),
        ("Theme: own fragments",
            new() { Theme = new() { Fragments = EmailFragments.Create(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["title"] = EmailFragments.Default.GetSource("title") + "<tr><td>{{label}}</td></tr>",
            }) } }),
        ("Texts of a region", new() { Texts = static _ => InvitationTexts.ForLanguage("en-US") }),
        ("Texts from right to left", new() { Texts = static _ => InvitationTexts.ForLanguage("ar") }),
        ("CalendarFileUrl", new() { CalendarFileUrl = new("https://host.example/spring.ics") }),
        ("Texts",
            new() { Texts = static language => InvitationTexts.ForLanguage(language).WithOverride(TextKey.Greeting, "Dear {name},") }),
        ("Noun", new() { Noun = WorkshopNoun.Course }),
        ("ReplyTokens", new() { ReplyTokens = new(Encoding.ASCII.GetBytes("a key of sixteen")) }),
        ("Sender", new() { Sender = new() { Name = "The office", Email = EmailAddress.Parse("office@host.example") } }),
        ("RsvpPage, one address for all", new() { RsvpPage = static (_, _, _) => Page }),
        ("RsvpPage, an address for each",
            new() { RsvpPage =
                static (_, workshop, participant) => new($"https://host.example/respond/{workshop.Id}/{participant.Email.LocalPart}") }),
        ("RsvpPage, in the emails alone",
            new() { ShowsRsvpPageInCalendar = false, RsvpPage =
                static (_, workshop, participant) => new($"https://host.example/respond/{workshop.Id}/{participant.Email.LocalPart}") }),
        ("GoogleDomains, all guests", new() { GoogleDomains = ["school.example", "company.example", "guest.example"] }),
        ("EventProperties", new() { EventProperties = static (_, workshop) => [new() { Name = "X-ROOM-ID", Value = workshop.Id }] }),
        ("CourseEmail, a page for each",
            new()
            {
                SchedulingMode = SchedulingMode.CourseEmail,
                CoursePage = static (_, participant) => new($"https://host.example/course/{participant.Email.LocalPart}"),
            }),
        ("CustomBodies, trivial",
            new() { CustomBodies = static content => new(content.Greeting + "\n", "<p>" + content.Greeting + "</p>\n") }),
        ("Privacy.Names", new() { Privacy = AttendeePrivacy.Names }),
        ("Privacy.NamesAndAddresses", new() { Privacy = AttendeePrivacy.NamesAndAddresses }),
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
        Contest.Run(
            $"{people} emails to {people} participants, by option",
            [.. choices.Select(choice => Contestant(series, choice.Name, choice.Options)),
                Contestant(WithOwnMeetings(series), "a join link and a passcode for each", Defaults)]);
    }

    private static WorkshopSeries WithOwnMeetings(WorkshopSeries series) => series with
    {
        Participants =
        [
            .. series.Participants.Select(person => person with
            {
                Meetings =
                [
                    .. series.Workshops.Select(workshop => new ParticipantMeeting
                    {
                        WorkshopId = workshop.Id,
                        Url = new($"https://meet.example/{workshop.Id}?who={person.Email.LocalPart}"),
                        Passcode = person.Email.LocalPart,
                    }),
                ],
            }),
        ],
    };

    private static (string Name, Action Work) Contestant(WorkshopSeries series, string name, InvitationOptions options)
    {
        var composer = new InvitationComposer(options);
        var size = composer.ComposeAll(series, EmailWork.At).First().Bytes.Length;
        return ($"{name} ({size} bytes)", () =>
        {
            foreach (var email in composer.ComposeAll(series, EmailWork.At))
            {
                email.WriteTo(Stream.Null);
            }
        }
        );
    }
}
