using System.Text;
using Better.Calendar.Email;
using Better.Calendar.Model;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Email;

/// <summary>An email printed from a master is the email that Ical.Net and MimeKit write.</summary>
public sealed class TemplateCacheTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.String[Gen.Char, 1, 40],
        Gen.String[Gen.Char["abc xyz,;:.\"'\\<>&=?_()@^%>-őŰß漢🙂😀\u2028\u00A0\u0085"], 1, 160],
        OneOf("From the river", "> quoted", "-- ", "=?utf-8?Q?x?=", "x", "👩‍👩‍👧‍👦 family", "محمد علي", "{name}", "{email}", "{To}", TemplateText.PlaceholderName))
        .Where(name => TextSanitizer.ToSingleLine(name).Length > 0);

    private static readonly Gen<EmailAddress> Emails = Gen.Select(
        Gen.String[Gen.Char["abcxyz019!#$%&'*+-/=?^_`{|}~"], 1, 60],
        OneOf("guest.example", "nyíregyháza.example", "xn--bcher-kva.example", $"{new string('a', 60)}.{new string('b', 60)}.example", "slot.invalid"),
        (local, domain) => EmailAddress.Parse($"{local}@{domain}"));

    private static readonly Gen<Participant> Recipients = Gen.Select(
        Names,
        Emails,
        OneOf<string?>(null, "hu", "et", "en", "ar", "pl", "fr", "sv-FI", "tlh"),
        OneOf<string?>(null, "Europe/Tallinn", "Europe/London", "America/New_York", "Asia/Kolkata", "Africa/Casablanca"),
        OneOf<ValueList<string>?>(null, ["1"], ["2", "3"], ["1", "2", "3"], ["1", "3"]),
        OneOf<LocalizedText?>(null, "Tartu", "Nyíregyháza"),
        (name, email, language, zone, workshops, city) => new Participant { Name = name, Email = email, Language = language, Zone = zone, Workshops = workshops, City = city });

    private static readonly InvitationOptions[] Choices =
    [
        new(),
        new() { RsvpPage = PageOf },
        new() { RsvpPage = PageOf, Texts = static language => InvitationTexts.ForLanguage(language).WithOverride(TextKey.RespondOnPage, "From {url}, {url} or https://host.example/respond") },
        new() { Privacy = AttendeePrivacy.Names, Texts = static language => InvitationTexts.ForLanguage(language).WithOverride(TextKey.ParticipantsLabel, "From") },
        new() { Privacy = AttendeePrivacy.Names, AllowsProposals = true },
        new() { Privacy = AttendeePrivacy.NamesAndAddresses, Texts = static language => InvitationTexts.ForLanguage(language).WithOverride(TextKey.LabelledLine, "{label}:{value} who else") },
        new() { Privacy = AttendeePrivacy.NamesAndAddresses, ReplyTokens = new(Encoding.ASCII.GetBytes("a key of sixteen")), RsvpPage = PageOf, CustomBodies = BodiesOf },
        new() { CustomBodies = BodiesOf, CalendarFileUrl = new("https://host.example/spring.ics") },
        new() { Theme = new() { Color = "#245c31", Logo = new() { Source = new("https://host.example/logo.png"), AlternativeText = "The \"host\"", Width = 200 } } },
        new() { ReplyTokens = new(Encoding.ASCII.GetBytes("a key of sixteen")), AllowsProposals = true },
        new()
        {
            Theme = new() { Footer = "Who reads this?" },
            Texts = static language => InvitationTexts.ForLanguage(language).WithOverride(TextKey.Greeting, "From {name}: > {name}!").WithOverride(TextKey.SentOnBehalf, "{email} {organizer}, {email}"),
        },
    ];

    // In winter, so that some readers' clocks change between the workshops and others' do not.
    private static readonly WorkshopSeries Spring = SpringOf(new LocalDate(2027, 3, 12));
    private static readonly WorkshopSeries Summer = SpringOf(new LocalDate(2027, 6, 16));

    /// <summary>Series with no guests, one, some, and so many that their names do not fit into a description.</summary>
    private static readonly WorkshopSeries[] All =
    [
        Spring with { Participants = [] },
        Summer with { Participants = [] },
        Spring,
        Summer with { Participants = GuestsOf(8) },
        Spring with { Participants = GuestsOf(75) },
        Summer with { Participants = GuestsOf(140) },
    ];

    private static readonly WorkshopSeries Many = All[^1];

    private static readonly Dictionary<(WorkshopSeries, int Choice), TemplateCache> Presses =
        (from series in All
         from choice in Enumerable.Range(0, Choices.Length)
         select (series, choice)).ToDictionary(static set => set, static set => new TemplateCache(set.series, Choices[set.choice]), new ByReference());

    [Test]
    public void A_printed_email_is_byte_for_byte_the_one_that_is_written_whole() =>
        Gen.Select(Gen.Select(Recipients, Gen.Int[-60, 139]), OneOf(All), Gen.Int[0, Choices.Length - 1], Gen.Enum<EmailKind>(), Gen.Int[0, 2], Gen.Int[0, 3])
            .Select(static (recipient, series, choice, kind, workshop, sequence) =>
                (Invited(Listed(recipient.Item1, recipient.Item2, series), series, kind, workshop), series, choice, kind, workshop, sequence)).SamplePortion(
            static (recipient, series, choice, kind, workshop, sequence) =>
            {
                var message = Message(recipient, series, kind, workshop, sequence);
                var templateCache = Presses[(series, choice)];
                var printed = templateCache.GetEmail(message, Samples.Announced);
                var whole = new EmailRenderer(series, message, Samples.Announced, Choices[choice]);
                var bytes = whole.RenderBytes();
                return Written(printed).SequenceEqual(bytes) && printed.Bytes.Span.SequenceEqual(bytes)
                    && printed.Subject == whole.Content.Subject && printed.MessageId == whole.MessageIds.CreateMessageId(recipient.Email);
            },
            slice: 500, whole: 100_000);

    [Test]
    public void So_is_an_email_about_the_series_as_one_recurring_event() =>
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
                            Written(new TemplateCache(series, options).GetEmail(message, Samples.Announced)),
                            Is.EqualTo(new EmailRenderer(series, message, Samples.Announced, options).RenderBytes()));
                    }
                }

                return true;
            },
            slice: 20, whole: 500);

    [Test]
    public void Each_guest_gets_the_email_that_leaves_them_out_of_the_names()
    {
        foreach (var (choice, options) in Choices.Select((options, choice) => (choice, options)).Where(static choice => choice.options.Privacy != AttendeePrivacy.RecipientOnly))
        {
            foreach (var guest in Many.Participants.Where((_, place) => place % 5 == choice % 5 || place == Many.Participants.Count - 1))
            {
                var message = Message(guest, Many, EmailKind.Invitation, 0, 0);
                Assert.That(Written(Presses[(Many, choice)].GetEmail(message, Samples.Announced)), Is.EqualTo(new EmailRenderer(Many, message, Samples.Announced, options).RenderBytes()), guest.Name);
            }
        }
    }

    [Test]
    public void A_host_s_bodies_are_made_of_the_same_facts() =>
        Gen.Select(Recipients, Gen.Int[0, Choices.Length - 1], Gen.Enum<EmailKind>(), Gen.Int[0, 2]).SamplePortion(
            static (recipient, choice, kind, workshop) =>
            {
                recipient = Invited(recipient, Many, kind, workshop);
                var message = Message(recipient, Many, kind, workshop, 1);
                var given = new List<EmailContent>();
                var options = Choices[choice] with
                {
                    CustomBodies = facts =>
                    {
                        given.Add(facts);
                        return null;
                    },
                };
                var templateCache = new TemplateCache(Many, options);
                var bytes = Written(templateCache.GetEmail(message, Samples.Announced));
                var printed = given[^1];
                return bytes.SequenceEqual(new EmailRenderer(Many, message, Samples.Announced, options).RenderBytes()) && printed == given[^1];
            },
            slice: 100, whole: 2_000);

    [TestCaseSource(nameof(EachOption))]
    public void Every_option_has_a_template(InvitationOptions options)
    {
        var series = Summer with { Participants = GuestsOf(3) };
        var message = Message(series.Participants[0], series, EmailKind.Invitation, 0, 0);

        Assert.That(EmailTemplate.Create(series, message, Samples.Announced, options, hasPage: options.RsvpPage is not null, hasGuests: options.Privacy != AttendeePrivacy.RecipientOnly), Is.Not.Null);
    }

    [Test]
    public void Where_a_slot_cannot_be_filled_safely_each_email_is_written_whole()
    {
        var options = Choices[2];
        var series = Summer with { Participants = [.. Enumerable.Range(0, 3).Select(static n => new Participant { Name = $"Guest {n}", Email = EmailAddress.Parse($"guest{n}@guest.example") })] };
        foreach (var email in new InvitationComposer(options).ComposeAll(series, Samples.Announced))
        {
            var message = new PlannedEmail { Kind = EmailKind.Invitation, Workshop = series.Workshops.Single(workshop => workshop.Id == email.WorkshopId), Recipient = email.Recipient };
            Assert.That(EmailTemplate.Create(series, message, Samples.Announced, options, hasPage: true, hasGuests: false), Is.Null);
            Assert.That(Written(email), Is.EqualTo(new EmailRenderer(series, message, Samples.Announced, options).RenderBytes()));
        }
    }

    [Test]
    public void A_revision_s_emails_come_in_its_order_at_its_moment()
    {
        var revision = SeriesRevision.First(Samples.Better(), Samples.Announced);

        var emails = new InvitationComposer().ComposeAll(revision).ToList();

        Assert.That(emails.Select(email => (email.Kind, email.WorkshopId, email.Recipient)), Is.EqualTo(revision.Emails.Select(message => (message.Kind, message.Workshop?.Id, message.Recipient))));
        Assert.That(emails.Select(Written), Is.EqualTo(revision.Emails.Select(message => new InvitationComposer().Compose(revision.Series, message, revision.Timestamp).Bytes.ToArray())));
    }

    [Test]
    public void Several_threads_get_the_same_bytes_from_one_composer()
    {
        var composer = new InvitationComposer();
        var plans = (SeriesRevision[])[SeriesRevision.First(Crowd(300), Samples.Announced), SeriesRevision.First(Samples.Better(), Samples.Announced)];

        // Each expected email comes from a composer of its own that has seen nothing before.
        var expected = Array.ConvertAll(plans, static plan => plan.Emails.Select(message => Digest(new InvitationComposer().Compose(plan.Series, message, plan.Timestamp))).ToList());

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
    public void A_printed_email_takes_at_most_a_kilobyte_of_new_memory()
    {
        var (series, composer) = (Crowd(2_000), new InvitationComposer());
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

    private static IEnumerable<InvitationOptions> EachOption() =>
    [
        new() { Privacy = AttendeePrivacy.Names },
        new() { Privacy = AttendeePrivacy.NamesAndAddresses },
        new() { RsvpPage = PageOf },
        new() { CustomBodies = BodiesOf },
        new() { ReplyTokens = new(Encoding.ASCII.GetBytes("a key of sixteen")) },
    ];

    // Not everybody has a page, and an address may have marks of its own.
    private static Uri? PageOf(WorkshopSeries series, Workshop workshop, Participant participant) =>
        participant.Email.Value.Length % 5 == 0 ? null : new($"https://host.example/respond/{workshop.Id}?who={participant.Email.LocalPart}&series={series.Id}'%20=");

    // A host may leave some to us, or forget the last line break.
    private static EmailBodies? BodiesOf(EmailContent facts) => (facts.Greeting.Length % 4) switch
    {
        0 => null,
        1 => new("", "<p></p>"),
        2 => new(string.Join("\n", facts.Requests), $"<p>{facts.RsvpPage?.Url}</p>\n\n"),
        _ => new(facts.Greeting.ToUpperInvariant() + "\n" + string.Join(" = ", facts.Footer), string.Join("\n", facts.Details.Select(static detail => detail.Line)) + "\n"),
    };

    private static ValueList<Participant> GuestsOf(int count) =>
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
        }),
    ];

    /// <summary>One who is on the series' list, where it has so many.</summary>
    private static Participant Listed(Participant recipient, int place, WorkshopSeries series) =>
        place >= 0 && series.Participants.Count > 0 ? recipient with { Name = series.Participants[place % series.Participants.Count].Name, Email = series.Participants[place % series.Participants.Count].Email } : recipient;

    /// <summary>Series are compared by what they are, not by what they say: there are many.</summary>
    private sealed class ByReference : IEqualityComparer<(WorkshopSeries Series, int Choice)>
    {
        public bool Equals((WorkshopSeries Series, int Choice) x, (WorkshopSeries Series, int Choice) y) => ReferenceEquals(x.Series, y.Series) && x.Choice == y.Choice;

        public int GetHashCode((WorkshopSeries Series, int Choice) key) => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Series), key.Choice);
    }

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);

    private static PlannedEmail Message(Participant recipient, WorkshopSeries series, EmailKind kind, int workshop, int sequence) => new()
    {
        Kind = kind,
        Recipient = recipient,
        Workshop = kind == EmailKind.Overview ? null : series.Workshops[workshop] with { Sequence = sequence },
        PreviousWorkshop = kind == EmailKind.Update ? series.Workshops[workshop] with { Start = series.Workshops[workshop].Start.PlusHours(-1), Title = "Another" } : null,
        RequestsNewResponse = sequence > 1,
        Revision = sequence,
        FirstSequence = sequence / 2,
    };

    /// <summary>Only what is taken back may be about a workshop that the recipient is not invited to.</summary>
    private static Participant Invited(Participant recipient, WorkshopSeries series, EmailKind kind, int workshop) =>
        kind is EmailKind.Cancellation or EmailKind.Withdrawal || WorkshopSeries.IsInvited(recipient, series.Workshops[workshop]) ? recipient : recipient with { Workshops = null };

    private static byte[] Written(InvitationEmail email)
    {
        using var stream = new MemoryStream();
        email.WriteTo(stream);
        return stream.ToArray();
    }

    private static string Digest(InvitationEmail email) => Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Written(email)));

    private static WorkshopSeries Crowd(int people) =>
        Samples.Small() with { Participants = [.. Enumerable.Range(0, people).Select(static n => new Participant { Name = n % 2 == 0 ? $"Guest {n}" : $"Vendég Ödön {n}", Email = EmailAddress.Parse($"guest{n}@guest.example"), Language = n % 5 == 0 ? "hu" : null })] };

    private static WorkshopSeries SpringOf(LocalDate first) => Samples.Small() with
    {
        Description = "Three mornings, öt város; \"all\" > some\nFrom five cities.",
        Website = new Uri("https://host.example/spring"),
        Workshops = [.. new[] { "1", "2", "3" }.Select((id, i) => Samples.Workshop(id) with { Start = first.PlusWeeks(i) + new LocalTime(21, 30), Title = $"Téma {id}: „open data”, maps & people" })],
    };
}
