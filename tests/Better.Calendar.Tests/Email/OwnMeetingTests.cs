using System.Text;
using CsCheck;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Tests.Email;

/// <summary>A join link of somebody's own is in what they get, and in nothing that anybody else gets.</summary>
public sealed class OwnMeetingTests
{
    private static readonly Instant Later = Samples.Announced + Duration.FromDays(1);

    /// <summary>Two weekly workshops; most people have a link of their own for one of them or for both, some with a passcode.</summary>
    private static readonly WorkshopSeries Series = Samples.Small() with
    {
        Website = new("https://host.example/spring"),
        Workshops =
        [
            Samples.Workshop("1") with { Meeting = Samples.Workshop("1").Meeting! with { Passcode = "for-all-1" } },
            Samples.Workshop("2") with { Start = Samples.Workshop("1").Start.PlusWeeks(1) },
        ],
        Participants =
        [
            .. Enumerable.Range(0, 6).Select(static n => new Participant
            {
                Name = $"Guest {n}",
                Email = EmailAddress.Parse($"guest{n}@guest.example"),
                Language = n % 2 == 0 ? "hu" : null,
                Meetings =
                [
                    .. Enumerable.Range(1, 2).Where(workshop => n % 3 != workshop).Select(workshop => new ParticipantMeeting
                    {
                        WorkshopId = $"{workshop}",
                        Url = new($"https://meet.example/own-{n}-{workshop}-link"),
                        Passcode = n % 2 == 0 ? $"own-{n}-{workshop}-code" : null,
                    }),
                ],
            }),
        ],
    };

    private static readonly InvitationOptions[] AllOptions =
    [
        new(),
        new() { SchedulingMode = SchedulingMode.RecurringEvent, Privacy = AttendeePrivacy.Names },
        new() { Privacy = AttendeePrivacy.NamesAndAddresses, ShowsOutlookJoinButton = true },
        new()
        {
            RsvpPage = static (_, workshop, person) => new($"https://host.example/{workshop.Id}/{person.Email.LocalPart}"),
            CustomBodies = static content => new(
                string.Join("\n", content.MeetingDetails.Select(static detail => detail.Line).Append($"{content.JoinLink?.Url}\n")),
                $"<p>{content.JoinLink?.Url}{string.Join(" ", content.Schedule.Select(static row => row.JoinLink?.Url))}</p>\n"),
        },
    ];

    [Test]
    public void No_byte_of_an_email_has_a_link_or_a_passcode_of_somebody_else() =>
        Gen.Select(
            Gen.Int[0, AllOptions.Length - 1],
            Gen.Enum<EmailKind>(),
            Gen.Int[0, 1],
            Gen.Int[0, 5],
            Gen.Shuffle(Enumerable.Range(0, 6).ToArray()))
            .SamplePortion(
                static all =>
                {
                    var (option, kind, workshop, person, order) = all;
                    var options = AllOptions[option];
                    var composer = new InvitationComposer(options);
                    var series = Series with { Participants = [.. order.Select(static at => Series.Participants[at])] };

                    // Templates and buffers that others have used.
                    foreach (var other in series.Participants.Append(Series.Participants[person]))
                    {
                        var bytes = Compose(composer, series, options, kind, workshop, other).Bytes;
                        Assert.That(FindOthers(ReadAll(bytes.ToArray()), other), Is.Empty, $"{kind} to {other.Name}");
                    }

                    return true;
                },
                slice: 100, whole: 2_000);

    [TestCase(EmailKind.Invitation)]
    [TestCase(EmailKind.Confirmation)]
    [TestCase(EmailKind.Update)]
    [TestCase(EmailKind.Reminder)]
    public void Their_own_link_and_passcode_replace_those_of_everybody(EmailKind kind)
    {
        var anna = Series.Participants[0];
        var email = Compose(new(), Series, new(), kind, 0, anna);
        var text = email.Text.Replace(" \n", " ", StringComparison.Ordinal);
        var calendar = email.Calendar?.ToString().Replace("\r\n ", "", StringComparison.Ordinal);

        Assert.That(text, Does.Contain("https://meet.example/own-0-1-link").And.Contain("own-0-1-code"));
        Assert.That(email.Html, Does.Contain("href=\"https://meet.example/own-0-1-link\"").And.Contain("own-0-1-code"));
        Assert.That(text + email.Html + calendar, Does.Not.Contain("meet.example/spring").And.Not.Contain("for-all-1"));
        if (calendar is not null)
        {
            Assert.That(
                calendar.Split("\r\n").Where(static line => line.Contains("own-0-1-link", StringComparison.Ordinal))
                    .Select(static line => line.Split(':', ';')[0]),
                Is.EqualTo(new[] { "DESCRIPTION", "LOCATION", "URL", "CONFERENCE", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK" }));
            Assert.That(calendar, Does.Contain("own-0-1-code"));
        }

        Assert.That(FindWarnings(email), Is.Empty);
    }

    [Test]
    public void Without_a_passcode_of_their_own_they_get_that_of_the_meeting()
    {
        var email = Compose(new(), Series, new(), EmailKind.Invitation, 0, Series.Participants[3]);

        Assert.That(email.Text, Does.Contain("own-3-1-link").And.Contain("for-all-1"));
    }

    [Test]
    public void An_overview_and_one_recurring_event_have_their_link_for_each_workshop()
    {
        var anna = Series.Participants[0];
        var overview = Compose(new(), Series, new(), EmailKind.Overview, 0, anna);
        var recurring = new InvitationOptions { SchedulingMode = SchedulingMode.RecurringEvent };
        var email = Compose(new(recurring), Series, recurring, EmailKind.Invitation, 0, anna);

        Assert.That(overview.Text, Does.Contain("own-0-1-link").And.Contain("own-0-2-link").And.Not.Contain("meet.example/spring"));
        var calendar = email.Calendar!.ToString().Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.That(calendar, Does.Contain("URL:https://meet.example/own-0-1-link").And.Contain("URL:https://meet.example/own-0-2-link"));
        Assert.That(calendar, Does.Not.Contain("meet.example/spring"));
    }

    [Test]
    public void Calendars_written_directly_have_the_link_of_their_participant_alone()
    {
        foreach (var person in Series.Participants)
        {
            foreach (var workshop in Series.Workshops)
            {
                IcsFile[] files =
                [
                    WorkshopCalendar.Request(Series, workshop, person, Later),
                    WorkshopCalendar.Cancel(Series, workshop, person, Later),
                    WorkshopCalendar.RequestSeries(Series, person, Later),
                    WorkshopCalendar.CancelSeries(Series, person, Later),
                ];
                Assert.That(files.SelectMany(file => FindOthers(Unfold(file), person)), Is.Empty);
                Assert.That(
                    Unfold(files[0]),
                    person.FindMeeting(workshop.Id) is { } own ? Does.Contain(own.Url.AbsoluteUri) : Does.Contain("meet.example/spring"));
            }
        }
    }

    [Test]
    public void Nothing_that_is_public_has_a_link_of_anybody_s_own()
    {
        string[] pages =
        [
            .. new[] { "en", "hu" }.SelectMany(static language => new[]
            {
                Unfold(WorkshopCalendar.Publish(Series, language, Later)),
                SeriesJsonLd.Write(Series, language),
                SeriesSchedule.ToHtml(Series, language),
                SeriesSchedule.ToMarkdown(Series, language),
                SeriesSchedule.ToText(Series, language),
            }),
            .. Series.Workshops.SelectMany(static workshop => AddToCalendar.CreateWorkshopLinks(Series, workshop, "en"))
                .Select(static link => Uri.UnescapeDataString(link.Url.AbsoluteUri)),
        ];

        Assert.That(pages, Has.None.Contains("own-"));
        Assert.That(pages[0], Does.Contain("meet.example/spring"), "the link of everybody is there");
    }

    [TestCase(SchedulingMode.EventPerWorkshop)]
    [TestCase(SchedulingMode.RecurringEvent)]
    public void A_new_link_is_told_to_its_owner_alone_and_asks_nothing(SchedulingMode mode)
    {
        var policy = new RevisionPolicy { SchedulingMode = mode, Meeting = ChangeSignificance.Material };
        var sent = SeriesRevision.First(Series, Samples.Announced, policy).Series;
        var plan = SeriesRevision.Between(sent, WithLink(sent, 1, "https://meet.example/own-1-2-new"), Later, policy);

        var email = plan.Emails.Single();
        Assert.That((email.Kind, email.Recipient.Name, email.RequestsNewResponse), Is.EqualTo((EmailKind.Update, "Guest 1", false)));
        Assert.That(email.Reason, Is.EqualTo(MessageReason.NotableChange));
        Assert.That(email.Explanation + string.Join(" ", email.Changes), Does.Not.Contain("own-1"));
        var composed = new InvitationComposer(new() { SchedulingMode = mode }).ComposeAll(plan).Single();
        Assert.That(composed.Text, Does.Contain("Join online: updated, see below"));
        Assert.That(Unfold(composed.Calendar!), Does.Contain("https://meet.example/own-1-2-new").And.Not.Contain("own-1-2-link"));
        Assert.That(SeriesRevision.Between(plan.Series, plan.Series, Later + Duration.FromDays(1), policy).Emails, Is.Empty);
    }

    [Test]
    public void A_new_link_of_everybody_is_told_to_those_who_join_by_it()
    {
        var sent = SeriesRevision.First(Series, Samples.Announced).Series;
        var edited = sent with
        {
            Workshops =
            [
                sent.Workshops[0],
                sent.Workshops[1] with { Meeting = sent.Workshops[1].Meeting! with { Url = new("https://meet.example/summer") } },
            ],
        };

        var plan = SeriesRevision.Between(sent, edited, Later);

        Assert.That(plan.Emails.Select(static email => email.Recipient.Name), Is.EqualTo(new[] { "Guest 2", "Guest 5" }));
    }

    [Test]
    public void Who_has_a_link_of_their_own_gets_an_email_from_a_template()
    {
        var shared = Compose(new(), Series, new(), EmailKind.Invitation, 0, Series.Participants[0]);
        var composer = new InvitationComposer();
        Compose(composer, Series, new(), EmailKind.Invitation, 0, Series.Participants[4]);

        Assert.That(
            Compose(composer, Series, new(), EmailKind.Invitation, 0, Series.Participants[0]).Bytes.ToArray(),
            Is.EqualTo(shared.Bytes.ToArray()));
    }

    private static WorkshopSeries WithLink(WorkshopSeries series, int person, string url) => series with
    {
        Participants =
        [
            .. series.Participants.Select((one, at) => at == person
                ? one with { Meetings = [.. one.Meetings.Select(own => own with { Url = new(url) })] }
                : one),
        ],
    };

    private static InvitationEmail Compose(
        InvitationComposer composer, WorkshopSeries series, InvitationOptions options, EmailKind kind, int workshop, Participant person)
    {
        var isWhole = options.SchedulingMode == SchedulingMode.RecurringEvent && kind is not (EmailKind.Reminder or EmailKind.FollowUp);
        return composer.Compose(
            series,
            new PlannedEmail
            {
                Kind = kind,
                Recipient = person,
                Workshop = isWhole || kind == EmailKind.Overview ? null : series.Workshops[workshop],
                PreviousWorkshop = kind == EmailKind.Update && !isWhole ? series.Workshops[workshop] with { Title = "Before" } : null,
                HasNewMeeting = kind == EmailKind.Update,
                Revision = 1,
            },
            kind == EmailKind.FollowUp ? Instant.FromUtc(2027, 6, 1, 8, 0) : Later);
    }

    private static IEnumerable<string> FindOthers(string text, Participant reader) =>
        from other in Series.Participants
        where other.Email != reader.Email
        from own in other.Meetings
        from secret in new[] { own.Url.AbsolutePath, own.Passcode }
        where secret is not null && text.Contains(secret, StringComparison.OrdinalIgnoreCase)
        select secret;

    /// <summary>The bytes as they are, and what each part decodes to, with and without its line breaks.</summary>
    private static string ReadAll(byte[] bytes)
    {
        using var message = MimeMessage.Load(new MemoryStream(bytes));
        var all = new StringBuilder(Encoding.Latin1.GetString(bytes));
        foreach (var part in message.BodyParts.OfType<MimePart>())
        {
            using var decoded = new MemoryStream();
            part.Content!.DecodeTo(decoded);
            var text = Encoding.UTF8.GetString(decoded.ToArray());
            all.Append('\n').Append(text).Append('\n').Append(text.Replace("\r\n ", "", StringComparison.Ordinal));
        }

        return all.ToString();
    }

    private static string Unfold(IcsFile file) => file.ToString().Replace("\r\n ", "", StringComparison.Ordinal);

    private static IEnumerable<Finding> FindWarnings(InvitationEmail email) =>
        InvitationValidator.ValidateEmail(email.Bytes).Findings.Where(static finding => finding.Severity > Severity.Suggestion);
}
