using Better.Calendar.Invitations;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Delivery.Tests;

public sealed class OutboxTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("better-calendar-");

    private string FilePath => Path.Combine(folder.FullName, "outbox.db");

    [TearDown]
    public void Clear() => folder.EnumerateFiles().ToList().ForEach(static file => file.Delete());

    [OneTimeTearDown]
    public void Delete() => folder.Delete(recursive: true);

    [Test]
    public void Every_letter_is_printed_from_the_outbox_as_it_was_from_the_plan()
    {
        // Each kind, a changed address, a choice that names a workshop which is gone, and words in all languages of the sample.
        var first = Series.First(Series.Sample);
        var moved = Series.Next(first, Series.Moved, 1);
        var cancelled = Series.Next(moved, Series.Cancelled, 2);
        var others = Series.Next(
            cancelled,
            series => series with { Participants = series.Participants.Skip(1).Select((one, place) => place == 0 ? one with { Email = EmailAddress.Parse("new@guest.example") } : one).ToValueList(), Workshops = series.Workshops.Take(2).ToValueList() },
            3);
        var reminders = first.Series.Participants.Select(person => new PlannedMessage { Kind = LetterKind.Reminder, Recipient = person, Workshop = first.Series.Workshops[0] });
        var overviews = first.Series.Participants.Select(person => new PlannedMessage { Kind = LetterKind.Overview, Recipient = person });
        var composer = new InvitationComposer();
        List<(WorkshopSeries Series, IReadOnlyList<PlannedMessage> Messages, Instant At)> plans =
            [(first.Series, first.Messages, first.At), (moved.Series, moved.Messages, moved.At), (cancelled.Series, cancelled.Messages, cancelled.At), (others.Series, others.Messages, others.At), (first.Series, [.. reminders, .. overviews], Series.At)];
        using var outbox = new Outbox(FilePath);
        var expected = new List<byte[]>();
        foreach (var (series, messages, at) in plans)
        {
            Assert.That(outbox.Add(series, messages, at), Is.EqualTo(messages.Count));
            expected.AddRange(messages.Select(message => composer.Compose(series, message with { SeriesId = series.Id }, at).Octets.ToArray()));
        }

        var printed = outbox.Letters().Select(letter => Print(outbox, letter.Position, composer)).ToList();

        Assert.That(plans.SelectMany(static plan => plan.Messages).Select(static message => message.Kind).Distinct(), Is.EquivalentTo(Enum.GetValues<LetterKind>()));
        Assert.That(printed, Is.EqualTo(expected));
    }

    [Test]
    public void A_letter_that_is_in_the_outbox_is_not_added_again()
    {
        using var outbox = new Outbox(FilePath);
        var plan = Series.First(Series.Sample);

        Assert.That(outbox.Add(plan), Is.EqualTo(plan.Messages.Count));
        Assert.That(outbox.Add(plan), Is.Zero);
        Assert.That(outbox.Count().Waiting, Is.EqualTo(plan.Messages.Count));
    }

    [Test]
    public void Many_letters_are_small_jobs_and_one_document()
    {
        using (var outbox = new Outbox(FilePath))
        {
            outbox.Add(Series.First(Series.For(Enumerable.Range(0, 2000).Select(static n => $"p{n}@guest.example"))));
        }

        Assert.That(new FileInfo(FilePath).Length / 2000, Is.LessThan(1500));
    }

    [Test]
    public void A_file_that_is_no_outbox_is_named_and_left_alone()
    {
        File.WriteAllText(FilePath, "a letter to my aunt, which is long enough not to be taken for an empty database by anybody");

        Assert.That(() => new Outbox(FilePath), Throws.TypeOf<DeliveryException>().With.Message.Contains(FilePath).And.Message.Contains("no outbox"));
        Assert.That(File.ReadAllText(FilePath), Does.StartWith("a letter"));
    }

    private static byte[] Print(Outbox outbox, long position, InvitationComposer composer)
    {
        // What the courier is handed, at the moment when all others are out of the way.
        var letter = outbox.Letters().Single(one => one.Position == position);
        var kind = Enum.GetValues<LetterKind>().Single(one => letter.Key.Split('/')[3].StartsWith(one.ToString(), StringComparison.OrdinalIgnoreCase));
        var (series, message, at) = outbox.Message(new() { Position = position, Recipient = letter.Recipient, Domain = "", Kind = kind, Attempts = 0, Doubts = 0 });
        return composer.Compose(series, message, at).Octets.ToArray();
    }
}
