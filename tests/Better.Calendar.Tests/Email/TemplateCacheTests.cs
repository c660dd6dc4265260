using System.Text;
using Better.Calendar.Email;
using Better.Calendar.Email.Templates;
using Better.Calendar.Model;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Email;

/// <summary>An email rendered from a template has the same bytes as the one that Ical.Net and MimeKit write.</summary>
public sealed class TemplateCacheTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.String[Gen.Char, 1, 40],
        Gen.String[Gen.Char["abc xyz,;:.\"'\\<>&=?_()@^%>-őŰß漢🙂😀\u2028\u00A0\u0085"], 1, 160],
        OneOf(
            "From the river",
            "> quoted",
            "-- ",
            "=?utf-8?Q?x?=",
            "x",
            "👩‍👩‍👧‍👦 family",
            "محمد علي",
            "{name}",
            "{email}",
            "{To}",
            TemplateText.PlaceholderName))
        .Where(name => TextSanitizer.ToSingleLine(name).Length > 0);

    private static readonly Gen<EmailAddress> Emails = Gen.Select(
        Gen.String[Gen.Char["abcxyz019!#$%&'*+-/=?^_`{|}~"], 1, 60],
        OneOf(
            "guest.example",
            "nyíregyháza.example",
            "xn--bcher-kva.example",
            $"{new string('a', 60)}.{new string('b', 60)}.example",
            "gmail.com",
            "slot.invalid"),
        (local, domain) => EmailAddress.Parse($"{local}@{domain}"));

    /// <summary>Join links of a recipient's own: none, some, alike, long, with a passcode, and that of everybody.</summary>
    private static readonly ValueList<ParticipantMeeting>[] OwnMeetings =
    [
        [],
        [],
        [Own("1", "https://meet.example/anna;jsessionid=1,2?a=%20&b='<>", null)],
        [
            Own("1", "https://meet.example/a", "öt & <hat>; hét"),
            Own("2", "https://meet.example/b", "From x"),
            Own("3", "https://meet.example/a", "x"),
        ],
        [Own("1", "https://meet.example/a", null), Own("3", "https://meet.example/a", null)],
        [Own("2", $"https://meet.example/{new string('x', 300)}", new string('p', 90)), Own("3", "https://meet.example/spring", "own")],
        [
            Own("1", "https://meet.example/a#1", null),
            Own("2", "https://meet.example/a#2", null),
            Own("3", "https://meet.example/spring", null),
        ],
    ];

    private static readonly Gen<Participant> Recipients = Gen.Select(
        Names,
        Emails,
        OneOf<string?>(null, "hu", "et", "en", "ar", "pl", "fr", "sv-FI", "tlh"),
        OneOf<string?>(null, "Europe/Tallinn", "Europe/London", "America/New_York", "Asia/Kolkata", "Africa/Casablanca"),
        OneOf<ValueList<string>?>(null, ["1"], ["2", "3"], ["1", "2", "3"], ["1", "3"]),
        OneOf<LocalizedText?>(null, "Tartu", "Nyíregyháza"),
        OneOf(OwnMeetings),
        (
            name,
            email,
            language,
            zone,
            workshops,
            city,
            meetings) => new Participant
            {
                Meetings = meetings,
                Name = name,
                Email = email,
                Language = language,
                Zone = zone,
                Workshops = workshops,
                City = city
            });

    private static readonly InvitationOptions[] AllOptions =
    [
        new(),
        new() { RsvpPage = GetRsvpPage, ShowsOutlookJoinButton = true, SchedulePage = new("https://host.example/spring") },
        new() { RsvpPage = GetRsvpPage, Texts = static language => InvitationTexts.ForLanguage(language)
            .WithOverride(TextKey.RespondOnPage, "From {url}, {url} or https://host.example/respond") },
        new() { Privacy = AttendeePrivacy.Names, Texts = static language => InvitationTexts.ForLanguage(language)
            .WithOverride(TextKey.ParticipantsLabel, "From") },
        new() { Privacy = AttendeePrivacy.Names, AllowsProposals = true, Noun = WorkshopNoun.Meeting },
        new() { Privacy = AttendeePrivacy.NamesAndAddresses, Texts = static language => InvitationTexts.ForLanguage(language)
            .WithOverride(TextKey.LabelledLine, "{label}:{value} who else") },
        new() { Privacy = AttendeePrivacy.NamesAndAddresses,
            ReplyTokens = new(Encoding.ASCII.GetBytes("a key of sixteen")),
            RsvpPage = GetRsvpPage,
            CustomBodies = GetBodies },
        new() { CustomBodies = GetBodies, CalendarFileUrl = new("https://host.example/spring.ics"), Sender = Office },
        new() { EventProperties = static (_, workshop) => [new() { Name = "X-ROOM", Value = $"{workshop.Id}; öt, hat" }], Theme =
            new() { Color = "#245c31",
                Logo = new() { Source = new("https://host.example/logo.png"), AlternativeText = "The \"host\"", Width = 200,
                    DarkSource = new("https://host.example/night.png") },
                HeaderImage = new() { Source = new("https://host.example/wide.png"), AlternativeText = "Wide & high" } } },
        new() { ReplyTokens = new(Encoding.ASCII.GetBytes("a key of sixteen")), AllowsProposals = true, Sender = Office,
            GoogleDomains = ["guest.example", "nyíregyháza.example"] },
        new()
        {
            Theme = new() { Footer = "Who reads this?" },
            Texts = static language => InvitationTexts.ForLanguage(language)
                .WithOverride(TextKey.Greeting, "From {name}: > {name}!")
                .WithOverride(TextKey.SentOnBehalf, "{email} {organizer}, {email}"),
        },
    ];

    private static EmailSender Office => new() { Name = "Our office: From", Email = EmailAddress.Parse("office@host.example") };

    private static readonly Uri Page = new("https://host.example/course?who=nobody&in=<>");

    // In March, so that the clocks of some recipients change between the workshops and those of others do not.
    private static readonly WorkshopSeries Spring = CreateSeries(new LocalDate(2027, 3, 12));
    private static readonly WorkshopSeries Summer = CreateSeries(new LocalDate(2027, 6, 16));

    /// <summary>Series with no guests, one, some, and so many that their names do not fit into a description.</summary>
    private static readonly WorkshopSeries[] All =
    [
        Spring with { Participants = [] },
        Summer with { Participants = [] },
        Spring,
        Summer with { Participants = CreateGuests(8) },
        Spring with { Participants = CreateGuests(75) },
        WithLongDescriptions(Summer),
        WithLongDescriptions(Spring) with { Participants = CreateGuests(8) },
        Summer with { Participants = CreateGuests(140) },
    ];

    private static readonly WorkshopSeries Many = All[^1];

    private static readonly Dictionary<(WorkshopSeries, int OptionsIndex), TemplateCache> Caches =
        (from series in All
         from optionsIndex in Enumerable.Range(0, AllOptions.Length)
         select (series, optionsIndex))
             .ToDictionary(static key => key, static key => new TemplateCache(key.series, AllOptions[key.optionsIndex]), new ByReference());

    [Test]
    public void An_email_from_a_template_is_byte_for_byte_the_one_that_is_rendered_as_a_whole() =>
        Gen.Select(
            Gen.Select(Recipients, Gen.Int[-60, 139]),
            OneOf(All),
            Gen.Int[0, AllOptions.Length - 1],
            Gen.Enum<EmailKind>(),
            Gen.Int[0, 2],
            Gen.Int[0, 3])
            .Select(static (recipient, series, optionsIndex, kind, workshop, sequence) =>
                (WithInvitation(WithListedRecipient(recipient.Item1, recipient.Item2, series), series, kind, workshop),
                    series,
                    optionsIndex,
                    kind,
                    workshop,
                    sequence))
                    .SamplePortion(
            static (recipient, series, optionsIndex, kind, workshop, sequence) =>
            {
                var message = Plan(recipient, series, kind, workshop, sequence);
                var templateCache = Caches[(series, optionsIndex)];
                var rendered = templateCache.GetEmail(message, Samples.Announced);
                var complete = new EmailRenderer(series, message, Samples.Announced, AllOptions[optionsIndex]);
                var bytes = complete.RenderBytes();
                return Write(rendered).SequenceEqual(bytes) && rendered.Bytes.Span.SequenceEqual(bytes)
                    && rendered.Subject == complete.Content.Subject
                        && rendered.MessageId == complete.MessageIds.CreateMessageId(recipient.Email);
            },
            slice: 500, whole: 100_000);

    [Test]
    public void An_email_about_one_recurring_event_is_byte_for_byte_the_one_that_is_rendered_as_a_whole() =>
        Recipients.Select(static recipient => recipient with { Workshops = null }).SamplePortion(
            static recipient =>
            {
                foreach (var privacy in Enum.GetValues<AttendeePrivacy>())
                {
                    var options = new InvitationOptions { SchedulingMode = SchedulingMode.RecurringEvent, Privacy = privacy };
                    var message = new PlannedEmail { Kind = EmailKind.Invitation, Recipient = recipient };
                    foreach (var series in (WorkshopSeries[])[Summer, Many])
                    {
                        Assert.That(
                            Write(new TemplateCache(series, options).GetEmail(message, Samples.Announced)),
                            Is.EqualTo(new EmailRenderer(series, message, Samples.Announced, options).RenderBytes()));
                    }
                }

                return true;
            },
            slice: 20, whole: 500);

    [Test]
    public void An_email_about_the_course_is_byte_for_byte_the_one_that_is_rendered_as_a_whole() =>
        Gen.Select(Recipients, OneOf(EmailKind.Invitation, EmailKind.Update, EmailKind.Cancellation, EmailKind.Withdrawal), Gen.Bool)
            .SamplePortion(
                static (recipient, kind, asks) =>
                {
                    var series = Spring with { Participants = CreateGuests(8) };
                    foreach (var options in AllOptions)
                    {
                        var withPage = options with
                        {
                            CoursePage = static (_, one) => GetRsvpPage(Spring, Spring.Workshops[0], one) ?? Page,
                        };
                        var message = new PlannedEmail
                        {
                            Kind = kind,
                            Recipient = recipient,
                            IsCourseEmail = true,
                            SeriesSequence = 2,
                            RequestsNewResponse = asks && kind == EmailKind.Update,
                            PreviousWorkshops = kind == EmailKind.Update ? [.. Summer.Workshops.Skip(1)] : [],
                            Revision = 3,
                        };
                        var rendered = new TemplateCache(series, withPage).GetEmail(message, Samples.Announced);
                        Assert.That(
                            Write(rendered),
                            Is.EqualTo(new EmailRenderer(series, message, Samples.Announced, withPage).RenderBytes()));
                        Assert.That(rendered.Calendar, Is.Null);
                    }

                    return true;
                },
                slice: 20, whole: 2_000);

    [Test]
    public void Each_guest_gets_an_email_without_their_own_name_in_the_list()
    {
        foreach (var (optionsIndex, options) in AllOptions.Select((options, optionsIndex) => (optionsIndex, options))
            .Where(static optionsIndex => optionsIndex.options.Privacy != AttendeePrivacy.RecipientOnly))
        {
            foreach (var guest in Many.Participants.Where((_, index) => index % 5 == optionsIndex % 5
                || index == Many.Participants.Count - 1))
            {
                var message = Plan(guest, Many, EmailKind.Invitation, 0, 0);
                Assert.That(
                    Write(Caches[(Many, optionsIndex)].GetEmail(message, Samples.Announced)),
                    Is.EqualTo(new EmailRenderer(Many, message, Samples.Announced, options).RenderBytes()),
                    guest.Name);
            }
        }
    }

    [Test]
    public void Custom_bodies_get_the_same_content_from_a_template() =>
        Gen.Select(Recipients, Gen.Int[0, AllOptions.Length - 1], Gen.Enum<EmailKind>(), Gen.Int[0, 2]).SamplePortion(
            static (recipient, optionsIndex, kind, workshop) =>
            {
                recipient = WithInvitation(recipient, Many, kind, workshop);
                var message = Plan(recipient, Many, kind, workshop, 1);
                var given = new List<EmailContent>();
                var options = AllOptions[optionsIndex] with
                {
                    CustomBodies = content =>
                    {
                        given.Add(content);
                        return null;
                    },
                };
                var templateCache = new TemplateCache(Many, options);
                var bytes = Write(templateCache.GetEmail(message, Samples.Announced));
                var rendered = given[^1];
                return bytes.SequenceEqual(new EmailRenderer(Many, message, Samples.Announced, options).RenderBytes())
                    && rendered == given[^1];
            },
            slice: 100, whole: 2_000);

    [TestCaseSource(nameof(OptionCases))]
    public void Every_option_has_a_template(InvitationOptions options)
    {
        var series = Summer with { Participants = CreateGuests(3) };
        var message = Plan(series.Participants[0], series, EmailKind.Invitation, 0, 0);

        Assert.That(
            EmailTemplate.Create(
                series,
                message,
                Samples.Announced,
                options,
                new(
                    message,
                    Samples.Announced,
                    [TemplateText.GetMeeting(0, hasPasscode: true, "1")],
                    dependsOnWorkshops: false,
                    hasPage: options.RsvpPage is not null,
                    hasGuests: options.Privacy != AttendeePrivacy.RecipientOnly,
                    needsKnownSender: true)),
            Is.Not.Null);
    }

    [Test]
    public void A_revision_s_emails_are_composed_in_its_order_with_its_timestamp()
    {
        var revision = SeriesRevision.First(Samples.Better(), Samples.Announced);

        var emails = new InvitationComposer().ComposeAll(revision).ToList();

        Assert.That(
            emails.Select(email => (email.Kind, email.WorkshopId, email.Recipient)),
            Is.EqualTo(revision.Emails.Select(message => (message.Kind, message.Workshop?.Id, message.Recipient))));
        Assert.That(
            emails.Select(Write),
            Is.EqualTo(
                revision.Emails.Select(
                    message => new InvitationComposer().Compose(revision.Series, message, revision.Timestamp).Bytes.ToArray())));
    }

    [Test]
    public void Several_threads_get_the_same_bytes_from_one_composer()
    {
        var composer = new InvitationComposer();
        var plans =
            (SeriesRevision[])[SeriesRevision.First(CreateLargeSeries(300), Samples.Announced),
                SeriesRevision.First(Samples.Better(), Samples.Announced)];

        // Each expected email comes from a composer of its own that has seen nothing before.
        var expected =
            Array.ConvertAll(
                plans,
                static plan => plan.Emails.Select(message => Digest(new InvitationComposer().Compose(plan.Series, message, plan.Timestamp)))
                .ToList());

        // Several threads in the same plan share its templates; threads in two plans replace each other's.
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, turn =>
        {
            var (plan, at) = (plans[turn % 2], plans[turn % 2].Timestamp);
            Assert.That(plan.Emails.Select(message => Digest(composer.Compose(plan.Series, message, at))), Is.EqualTo(expected[turn % 2]));
            Assert.That(composer.ComposeAll(plan).Select(Digest), Is.EqualTo(expected[turn % 2]));
        });
    }

#if !NETSTANDARD_BUILD
    [Test]
    public void Rendering_an_email_from_a_template_allocates_at_most_a_kilobyte()
    {
        var (series, composer) = (CreateLargeSeries(2_000), new InvitationComposer());
        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var email in composer.ComposeAll(series, Samples.Announced))
            {
                email.WriteTo(Stream.Null);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated();

        Assert.That(Allocated() / 2_000, Is.LessThanOrEqualTo(1024));
    }
#endif

    private static IEnumerable<InvitationOptions> OptionCases() =>
    [
        new() { Privacy = AttendeePrivacy.Names },
        new() { Privacy = AttendeePrivacy.NamesAndAddresses },
        new() { RsvpPage = GetRsvpPage },
        AllOptions[2],
        new() { CustomBodies = GetBodies },
        new() { Theme = AllOptions[8].Theme },
        new() { ReplyTokens = new(Encoding.ASCII.GetBytes("a key of sixteen")) },
        new() { Sender = Office },
    ];

    // Not everybody has a page, and an address may have special characters.
    private static Uri? GetRsvpPage(WorkshopSeries series, Workshop workshop, Participant participant) =>
        (participant.Email.Value.Length % 5) switch
        {
            0 => null,
            1 => new("https://host.example/r#" + workshop.Id),
            _ => new($"https://host.example/respond/{workshop.Id}?who={participant.Email.LocalPart}&series={series.Id}'%20="),
        };

    // A host may use the library's bodies for some emails, or omit the last line break.
    private static EmailBodies? GetBodies(EmailContent content) => (content.Greeting.Length % 4) switch
    {
        0 => null,
        1 => new("", "<p></p>"),
        2 => new(string.Join("\n", content.Requests), $"<p>{content.RsvpPage?.Url}</p>\n\n"),
        _ => new(content.Greeting.ToUpperInvariant()
            + "\n"
            + string.Join(" = ", content.Footer), string.Join("\n", content.Details.Select(static detail => detail.Line))
            + "\n"),
    };

    private static ValueList<Participant> CreateGuests(int count) =>
    [
        .. Enumerable.Range(0, count).Select(static n => new Participant
        {
            Name = (n % 9) switch
            {
                0 => $"From {n}",
                1 => $"> {n}, \"<guest>\"",
                2 => $"👩‍👩‍👧‍👦 Vendég Ödön, {n}; Nagy-Kovács Árpád Zsigmond von der {new string('x', n % 70)}",
                3 => $"محمد {n} = علي",
                _ => $"Guest {n}",
            },
            Email = EmailAddress.Parse($"guest{n}@guest.example"),
            Workshops = n % 7 == 3 ? ["1", "3"] : null,
            Meetings = n % 6 == 1 ? [Own("1", $"https://meet.example/guest{n}", n % 4 == 1 ? $"own {n}" : null)] : [],
        }),
    ];

    /// <summary>Takes the name and address of a participant, if the series has any.</summary>
    private static Participant WithListedRecipient(Participant recipient, int index, WorkshopSeries series) =>
        index >= 0 && series.Participants.Count > 0
            ? recipient with
            {
                Name = series.Participants[index % series.Participants.Count].Name,
                Email = series.Participants[index % series.Participants.Count].Email
            }
            : recipient;

    /// <summary>Compares series by reference, because comparing their contents takes long.</summary>
    private sealed class ByReference : IEqualityComparer<(WorkshopSeries Series, int OptionsIndex)>
    {
        public bool Equals((WorkshopSeries Series, int OptionsIndex) x, (WorkshopSeries Series, int OptionsIndex) y) =>
            ReferenceEquals(x.Series, y.Series) && x.OptionsIndex == y.OptionsIndex;

        public int GetHashCode((WorkshopSeries Series, int OptionsIndex) key) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Series), key.OptionsIndex);
    }

    private static ParticipantMeeting Own(string workshop, string url, string? passcode) =>
        new() { WorkshopId = workshop, Url = new(url), Passcode = passcode };

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);

    private static PlannedEmail Plan(Participant recipient, WorkshopSeries series, EmailKind kind, int workshop, int sequence) => new()
    {
        Kind = kind,
        Recipient = recipient,
        Workshop = kind == EmailKind.Overview || (kind == EmailKind.FollowUp && sequence > 1)
            ? null
            : series.Workshops[workshop] with { Sequence = sequence },
        PreviousWorkshop = kind == EmailKind.Update
            ? series.Workshops[workshop] with { Start = series.Workshops[workshop].Start.PlusHours(-1), Title = "Another" }
            : null,
        RequestsNewResponse = sequence > 1,
        Response = (workshop + sequence) % 4 is > 0 and var status ? (ParticipationStatus)(status - 1) : null,
        HasNewMeeting = sequence == 3,
        Revision = sequence,
        FirstSequence = sequence / 2,
        Note = sequence > 1 ? new(("en", "> The speaker is ill;\nsorry, \"all\" <of> you"), ("ar", "المحاضر مريض")) : null,
    };

    /// <summary>Only cancellations and withdrawals may be about a workshop that the recipient is not invited to.</summary>
    private static Participant WithInvitation(Participant recipient, WorkshopSeries series, EmailKind kind, int workshop) =>
        kind is EmailKind.Cancellation or EmailKind.Withdrawal || WorkshopSeries.IsInvited(recipient, series.Workshops[workshop])
            ? recipient
            : recipient with { Workshops = null };

    private static byte[] Write(InvitationEmail email)
    {
        using var stream = new MemoryStream();
        email.WriteTo(stream);
        return stream.ToArray();
    }

    private static string Digest(InvitationEmail email) =>
        Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Write(email)));

    private static WorkshopSeries CreateLargeSeries(int people) =>
        Samples.Small() with
        {
            Participants =
            [.. Enumerable.Range(0, people)
                .Select(
                    static n => new Participant { Name = n % 2 == 0
                        ? $"Guest {n}"
                        : $"Vendég Ödön {n}", Email = EmailAddress.Parse($"guest{n}@guest.example"), Language = n % 5 == 0
                        ? "hu"
                        : null })]
        };

    /// <summary>Descriptions that fit into an entry, that fit without the RSVP page, and that do not fit.</summary>
    private static WorkshopSeries WithLongDescriptions(WorkshopSeries series) => series with
    {
        Workshops =
            [.. series.Workshops.Select(
                static (workshop, i) => workshop with { Description = string.Concat(Enumerable.Repeat("öt város, 🙂 ", 190 + (i * 25))) })],
    };

    private static WorkshopSeries CreateSeries(LocalDate first) => Samples.Small() with
    {
        Description = "Three mornings, öt város; \"all\" > some\nFrom five cities.",
        Next = "Autumn:\nmore maps, \"more\" people",
        Website = new Uri("https://host.example/spring"),
        Categories = ["Open data", "öt, hat"],
        Color = "tomato",
        Image = new Uri("https://host.example/spring.png"),
        Workshops =
            [.. new[] { "1",
                "2",
                "3" }.Select(
                (id, i) =>
                    Samples.Workshop(id) with { Start = first.PlusWeeks(i)
                        + new LocalTime(21, 30), Title = $"Téma {id}: „open data”, maps & people",
                        Summary = id == "2" ? (LocalizedText?)null : "From > maps\nto people & towns",
                        Materials = id == "3" ? [] : [new() { Title = "Diák = slides", Url = new("https://host.example/s?a=1&b=2") }] })],
    };
}
