using NodaTime;

namespace Better.Calendar.Tests.Email;

/// <summary>Every kind of email in every language and scheduling mode, about the BETTER series as it might have continued.</summary>
internal static class EmailMatrix
{
    /// <summary>The first workshop as it was before: an hour earlier, in Birmingham, with another lead expert.</summary>
    public static readonly Workshop Before = Samples.Better().Workshops[0] with
    {
        Zone = "Europe/Budapest",
        Start = new LocalDateTime(2020, 6, 16, 9, 30),
        Meeting = null,
        Venue = new() { Name = "Council House", City = "Birmingham" },
        LeadExpert = new() { Name = "Anna Kiss", City = "Nyíregyháza" },
    };

    /// <summary>The series as the first invitations describe it.</summary>
    public static WorkshopSeries Planned => With(Samples.Better(), Before);

    /// <summary>The series as it is now, with the first workshop changed.</summary>
    public static WorkshopSeries Now => With(Samples.Better(), Samples.Better().Workshops[0] with { Sequence = 1 });

    /// <summary>The same after the first workshop, with its materials.</summary>
    public static WorkshopSeries Afterwards => With(Samples.Better(), Now.Workshops[0] with
    {
        Materials =
        [
            new() { Title = new(("en", "Recording"), ("hu", "Felvétel")), Url = new("https://better.example/recording?of=1&part=2") },
            new() { Title = "Slides", Url = new("https://bétter.example/slides") },
        ],
    });

    public static IEnumerable<EmailKind> Kinds => Enum.GetValues<EmailKind>();

    public static IEnumerable<string> Languages => InvitationTexts.Languages;

    /// <summary>An email of one kind in one language, to a recipient in another time zone than the organizer's.</summary>
    public static InvitationEmail Email(
        EmailKind kind,
        string language,
        InvitationOptions? options = null,
        string name = "Kadri Tamm",
        string email = "reader@guest.example",
        LocalizedText? title = null,
        Instant? at = null)
    {
        var recipient = Samples.Better().Participants[1] with { Language = language, Name = name, Email = EmailAddress.Parse(email) };
        var isWhole = options?.SchedulingMode == SchedulingMode.RecurringEvent && kind is not (EmailKind.Reminder or EmailKind.FollowUp);
        var isCourse = options?.SchedulingMode == SchedulingMode.CourseEmail
            && kind is EmailKind.Invitation or EmailKind.Update or EmailKind.Cancellation or EmailKind.Withdrawal;
        var series =
            (isWhole
                ? Samples.Better()
                : kind == EmailKind.Invitation
                ? Planned
                : kind == EmailKind.FollowUp
                ? Afterwards
                : Now) with
            { Participants = [recipient, .. Samples.Better().Participants.Skip(2)] };
        series = With(series, WithTitle(series.Workshops[0], title));
        var message = new PlannedEmail
        {
            Kind = kind,
            Recipient = recipient,
            Workshop = isWhole || isCourse || kind == EmailKind.Overview ? null : series.Workshops[0],
            PreviousWorkshop = kind == EmailKind.Update && !isWhole && !isCourse ? WithTitle(Before, title) : null,
            PreviousWorkshops = kind == EmailKind.Update && isCourse ? Planned.Workshops : [],
            IsCourseEmail = isCourse,
            SeriesSequence = isCourse ? 0 : null,
            RequestsNewResponse = true,
            Response = kind == EmailKind.FollowUp ? ParticipationStatus.Accepted : null,
            Revision = kind == EmailKind.Invitation ? 0 : 1,
        };
        return new InvitationComposer(options).Compose(series, message, at ?? kind switch
        {
            EmailKind.Invitation => Samples.Announced,
            EmailKind.FollowUp => Samples.Afterwards,
            _ => Samples.Announced + Duration.FromDays(1),
        });
    }

    /// <summary>All emails: all scheduling modes, all privacy modes, with and without reply tokens.</summary>
    public static IEnumerable<InvitationEmail> All()
    {
        InvitationOptions[] options =
        [
            new(),
            new() { Privacy = AttendeePrivacy.Names, AllowsProposals = true },
            new() { Privacy = AttendeePrivacy.NamesAndAddresses,
                ReplyTokens = new ReplyTokens([.. Enumerable.Range(1, 32).Select(@byte => (byte)@byte)]) },
            new() { SchedulingMode = SchedulingMode.RecurringEvent },
            new()
            {
                SchedulingMode = SchedulingMode.CourseEmail,
                CoursePage = static (_, participant) => new($"https://better.example/course/{participant.Email.LocalPart}?a=1&in=<>"),
            },
            new() { CalendarFileUrl = new Uri("https://better.example/programme.ics"),
                RsvpPage =
                    static (_, workshop, participant) =>
                        new($"https://better.example/answer/{workshop.Id}?who={participant.Email.LocalPart}&in=<>"),
                Theme = new() { Color = "#7a1f3d",
                    Footer = "City Hall, 1 Square",
                    Logo = new() { Source = new Uri("https://better.example/logo.png"), AlternativeText = "BETTER", Width = 120 } } },
        ];
        return from option in options from language in Languages from kind in Kinds select Email(kind, language, option);
    }

    /// <summary>What an email says.</summary>
    public static EmailContent Content(
        EmailKind kind,
        string language,
        InvitationOptions? options = null,
        string email = "reader@guest.example",
        LocalizedText? title = null,
        Instant? at = null)
    {
        EmailContent? content = null;
        _ = Email(kind, language, (options ?? new()) with { CustomBodies = one => Keep(one) }, email: email, title: title, at: at).Html;
        return content!;

        EmailBodies? Keep(EmailContent one)
        {
            content = one;
            return null;
        }
    }

    private static Workshop WithTitle(Workshop workshop, LocalizedText? title) =>
        title is null ? workshop : workshop with { Title = title };

    private static WorkshopSeries With(WorkshopSeries series, Workshop first) =>
        series with { Workshops = [first, .. series.Workshops.Skip(1)] };
}
