using System.Text;
using Better.Calendar.Ics;
using Better.Calendar.Invitations;
using Better.Calendar.Revisions;
using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Invitations;

/// <summary>A letter printed from a master is the letter that Ical.Net and MimeKit write.</summary>
public sealed class LetterPressTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.String[Gen.Char, 1, 40],
        Gen.String[Gen.Char["abc xyz,;:.\"'\\<>&=?_()@^%>-őŰß漢🙂😀\u2028\u00A0\u0085"], 1, 160],
        OneOf("From the river", "> quoted", "-- ", "=?utf-8?Q?x?=", "x", "👩‍👩‍👧‍👦 family", "محمد علي", "{name}", "{email}", "{To}", SlotText.Name))
        .Where(name => PlainText.SingleLine(name).Length > 0);

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
        new() { ReplyTokens = new(Encoding.ASCII.GetBytes("a key of sixteen")), AllowsProposals = true },
        new()
        {
            Theme = new() { Footer = "Who reads this?" },
            Wording = static language => InvitationWording.For(language).With(Phrase.Greeting, "From {name}: > {name}!").With(Phrase.SentOnBehalf, "{email} {organizer}, {email}"),
        },
    ];

    // In winter, so that some readers' clocks change between the workshops and others' do not.
    private static readonly WorkshopSeries Spring = SpringOf(new LocalDate(2027, 3, 12));
    private static readonly WorkshopSeries Summer = SpringOf(new LocalDate(2027, 6, 16));

    private static readonly Dictionary<(int Month, int Choice), LetterPress> Presses =
        (from series in new[] { Spring, Summer }
         from choice in Enumerable.Range(0, Choices.Length)
         select (series, choice)).ToDictionary(static set => (set.series.Workshops[0].Start.Month, set.choice), static set => new LetterPress(set.series, Choices[set.choice]));

    [Test]
    public void A_printed_letter_is_octet_for_octet_the_one_that_is_written_whole() =>
        Gen.Select(Recipients, OneOf(Spring, Summer), Gen.Int[0, Choices.Length - 1], Gen.Enum<LetterKind>(), Gen.Int[0, 2], Gen.Int[0, 3])
            .Select(static (recipient, series, choice, kind, workshop, sequence) => (Invited(recipient, series, kind, workshop), series, choice, kind, workshop, sequence)).SamplePortion(
            static (recipient, series, choice, kind, workshop, sequence) =>
            {
                var message = Message(recipient, series, kind, workshop, sequence);
                var press = Presses[(series.Workshops[0].Start.Month, choice)];
                var printed = press.Letter(message, Samples.Announced);
                var whole = new LetterDraft(series, message, Samples.Announced, Choices[choice]);
                var octets = whole.Octets();
                return Written(printed).SequenceEqual(octets) && printed.Octets.Span.SequenceEqual(octets)
                    && printed.Subject == whole.Facts.Subject && printed.MessageId == whole.Identity.MessageId(recipient.Email);
            },
            slice: 2_000, whole: 100_000);

    [Test]
    public void So_is_a_letter_about_the_series_as_one_recurring_event() =>
        Recipients.Select(static recipient => recipient with { Workshops = null }).SamplePortion(
            static recipient =>
            {
                var options = new InvitationOptions { Form = SeriesForm.RecurringEvent };
                var message = new PlannedMessage { Kind = LetterKind.Invitation, Recipient = recipient };
                return Written(new LetterPress(Summer, options).Letter(message, Samples.Announced)).SequenceEqual(new LetterDraft(Summer, message, Samples.Announced, options).Octets());
            },
            slice: 100, whole: 2_000);

    [TestCaseSource(nameof(Unprintable))]
    public void Where_a_slot_cannot_be_filled_safely_each_letter_is_written_whole(InvitationOptions options)
    {
        var series = Summer with { Participants = [.. Enumerable.Range(0, 3).Select(static n => new Participant { Name = $"Guest {n}", Email = EmailAddress.Parse($"guest{n}@guest.example") })] };
        foreach (var letter in new InvitationComposer(options).ComposeAll(series, Samples.Announced))
        {
            var message = new PlannedMessage { Kind = LetterKind.Invitation, Workshop = series.Workshops.Single(workshop => workshop.Id == letter.WorkshopId), Recipient = letter.Recipient };
            Assert.That(LetterMaster.Of(series, message, Samples.Announced, options), Is.Null);
            Assert.That(Written(letter), Is.EqualTo(new LetterDraft(series, message, Samples.Announced, options).Octets()));
        }
    }

    [Test]
    public void A_revision_s_letters_come_in_its_order_at_its_moment()
    {
        var revision = SeriesRevision.First(Samples.Better(), Samples.Announced);

        var letters = new InvitationComposer().ComposeAll(revision).ToList();

        Assert.That(letters.Select(letter => (letter.Kind, letter.WorkshopId, letter.Recipient)), Is.EqualTo(revision.Messages.Select(message => (message.Kind, message.Workshop?.Id, message.Recipient))));
        Assert.That(letters.Select(Written), Is.EqualTo(revision.Messages.Select(message => new InvitationComposer().Compose(revision.Series, message, revision.At).Octets.ToArray())));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(null)]
    public void Several_processors_print_the_same_letters_in_the_same_order(int? processors)
    {
        var series = Crowd(900);
        var composer = new InvitationComposer();

        using var one = composer.ComposeAll(series, Samples.Announced).GetEnumerator();
        var kept = new List<(Letter Letter, byte[] Octets)>();
        foreach (var (letter, i) in composer.ComposeAllInParallel(series, Samples.Announced, processors).Select((letter, i) => (letter, i)))
        {
            one.MoveNext();
            var octets = Written(one.Current);

            // Some are written at once, some later, when their buffer is another's; some twice.
            if (i % 3 != 0)
            {
                Assert.That(i % 3 == 1 ? Written(letter) : letter.Octets.ToArray(), Is.EqualTo(octets));
            }

            kept.Add((letter, octets));
        }

        Assert.That(one.MoveNext(), Is.False);
        Assert.That(kept.TrueForAll(static letter => Written(letter.Letter).SequenceEqual(letter.Octets)), Is.True);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    [TestCase(null)]
    public void What_is_wrong_with_a_letter_is_thrown_as_itself_where_its_turn_is(int? processors)
    {
        var revision = SeriesRevision.First(Crowd(900), Samples.Announced);
        var messages = revision.Messages.ToList();
        messages[700] = messages[700] with { Recipient = messages[700].Recipient with { Email = EmailAddress.Parse("stranger@guest.example") } };
        var letters = new List<Letter>();

        Assert.That(() => letters.AddRange(new InvitationComposer().ComposeAllInParallel(revision with { Messages = [.. messages] }, processors: processors)), Throws.ArgumentException);

        Assert.That(letters.Select(static letter => letter.Recipient), Is.EqualTo(messages.Take(700).Select(static message => message.Recipient)));
        Assert.That(() => new InvitationComposer().ComposeAllInParallel(revision, processors: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(2)]
    [TestCase(4)]
    public void Letters_that_are_written_whole_are_the_same_from_several_processors(int processors)
    {
        var composer = new InvitationComposer(new() { Privacy = AttendeePrivacy.Everybody });
        var series = Crowd(40);

        Assert.That(composer.ComposeAllInParallel(series, Samples.Announced, processors).Select(Written), Is.EqualTo(composer.ComposeAll(series, Samples.Announced).Select(Written)));
    }

    [Test]
    public void Letters_from_several_processors_can_be_gone_through_again_and_left_at_any_place()
    {
        var letters = new InvitationComposer().ComposeAllInParallel(Crowd(900), Samples.Announced, 3);
#pragma warning disable CA1851 // That they can be enumerated several times is what this is about.
        var all = letters.Select(Written).ToList();

        foreach (var count in (int[])[0, 1, 17, 256, all.Count - 1, all.Count])
        {
            var some = letters.Take(count).ToList();
            Assert.That(some.ConvertAll(Written), Is.EqualTo(all.Take(count)), $"the first {count}, written when the helpers have gone");
        }
#pragma warning restore CA1851
    }

    [Test]
    public void A_letter_that_is_just_being_written_keeps_its_octets_while_the_press_prints_others()
    {
        var (series, composer) = (Crowd(900), new InvitationComposer());
        var expected = composer.ComposeAll(series, Samples.Announced).Select(Written).ToList();

        foreach (var at in (int[])[20, 30, 60])
        {
            using var letters = composer.ComposeAllInParallel(series, Samples.Announced, 3).GetEnumerator();
            letters.MoveNext();

            // The helpers get ahead.
            Thread.Sleep(50);
            for (var i = 0; i < at; i++)
            {
                letters.MoveNext();
            }

            using var slow = new SlowStream(() => Enumerable.Range(0, 500).All(_ => letters.MoveNext()));
            letters.Current.WriteTo(slow);
            Assert.That(slow.ToArray(), Is.EqualTo(expected[at]), $"letter {at}");
        }
    }

#if !NETSTANDARD_BUILD
    [Test]
    public void A_printed_letter_takes_at_most_a_kilobyte_of_new_memory()
    {
        var (series, composer) = (Crowd(2_000), new InvitationComposer());
        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var letter in composer.ComposeAll(series, Samples.Announced))
            {
                letter.WriteTo(Stream.Null);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated();

        Assert.That(Allocated() / 2_000, Is.LessThanOrEqualTo(1024));
    }
#endif

    private static IEnumerable<InvitationOptions> Unprintable() =>
    [
        new() { Privacy = AttendeePrivacy.Names },
        new() { Privacy = AttendeePrivacy.Everybody },
        new() { AnswerPage = static (_, workshop, participant) => new($"https://host.example/answer/{workshop.Id}/{participant.Email.LocalPart}") },
        new() { Bodies = static facts => new(facts.Greeting.ToUpperInvariant() + "\n", "<p>" + facts.Greeting.Length + "</p>\n") },
    ];

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);

    private static PlannedMessage Message(Participant recipient, WorkshopSeries series, LetterKind kind, int workshop, int sequence) => new()
    {
        Kind = kind,
        Recipient = recipient,
        Workshop = kind == LetterKind.Overview ? null : series.Workshops[workshop] with { Sequence = sequence },
        Before = kind == LetterKind.Update ? series.Workshops[workshop] with { Start = series.Workshops[workshop].Start.PlusHours(-1), Title = "Another" } : null,
        AsksAgain = sequence > 1,
        Revision = sequence,
        FirstSequence = sequence / 2,
    };

    /// <summary>Only what is taken back may be about a workshop that the recipient is not invited to.</summary>
    private static Participant Invited(Participant recipient, WorkshopSeries series, LetterKind kind, int workshop) =>
        kind is LetterKind.Cancellation or LetterKind.Withdrawal || WorkshopSeries.IsInvited(recipient, series.Workshops[workshop]) ? recipient : recipient with { Workshops = null };

    private static byte[] Written(Letter letter)
    {
        using var stream = new MemoryStream();
        letter.WriteTo(stream);
        return stream.ToArray();
    }

    private static WorkshopSeries Crowd(int people) =>
        Samples.Small() with { Participants = [.. Enumerable.Range(0, people).Select(static n => new Participant { Name = n % 2 == 0 ? $"Guest {n}" : $"Vendég Ödön {n}", Email = EmailAddress.Parse($"guest{n}@guest.example"), Language = n % 5 == 0 ? "hu" : null })] };

    private static WorkshopSeries SpringOf(LocalDate first) => Samples.Small() with
    {
        Description = "Three mornings, öt város; \"all\" > some\nFrom five cities.",
        Website = new Uri("https://host.example/spring"),
        Workshops = [.. new[] { "1", "2", "3" }.Select((id, i) => Samples.Workshop(id) with { Start = first.PlusWeeks(i) + new LocalTime(21, 30), Title = $"Téma {id}: „open data”, maps & people" })],
    };

    /// <summary>A stream into which other things come before the octets do.</summary>
    private sealed class SlowStream(Func<bool> before) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            Assert.That(before(), Is.True);
            base.Write(buffer, offset, count);
        }
    }
}
