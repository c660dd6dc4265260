using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Delivery.Tests.Worker;
using Better.Calendar.Delivery.Worker;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Outboxes;

/// <summary>Emails about the whole course in an outbox.</summary>
public sealed class CourseEmailTests : StoreFixture
{
    private static readonly InvitationOptions Options = new()
    {
        CoursePage = static (_, participant) => new($"https://host.example/course/{participant.Email.LocalPart}"),
    };

    private static readonly SeriesRevision First = SeriesRevision.First(
        TestSeries.Create(2, 3), TestSeries.At, new() { SchedulingMode = SchedulingMode.CourseEmail });

    // The first person accepts the first workshop.
    private static readonly SeriesRevision Confirmed = SeriesRevision.Between(
        First.Series,
        First.Series,
        TestSeries.At + Duration.FromHours(1),
        responses: [new("1", First.Series.Participants[0].Email, ParticipationStatus.Accepted, 0)]);

    // A workshop that nobody has accepted moves: everybody gets one email about the course.
    private static readonly SeriesRevision Moved = SeriesRevision.Between(
        Confirmed.Series,
        Confirmed.Series with
        {
            Workshops = [Confirmed.Series.Workshops[0], .. Confirmed.Series.Workshops.Skip(1).Select(static one => one with
            {
                Start = one.Start.PlusHours(1),
            })],
        },
        TestSeries.At + Duration.FromHours(2));

    [Test]
    public async Task Rendered_from_the_outbox_they_are_those_that_the_composer_writes()
    {
        await EnqueueAsync(First, Confirmed, Moved);
        var renderer = new MessageRenderer(Store, Options);
        var rendered = new List<byte[]>();
        await foreach (var entry in Store.ReadAsync([], default))
        {
            rendered.Add((await renderer.RenderAsync(entry.Message, default)).Bytes.ToArray());
        }

        Assert.That((First.Emails.Count, Confirmed.Emails.Count, Moved.Emails.Count), Is.EqualTo((2, 1, 2)));
        Assert.That(
            rendered,
            Is.EqualTo(((SeriesRevision[])[First, Confirmed, Moved]).SelectMany(static revision =>
                new InvitationComposer(Options).ComposeAll(revision).Select(static email => email.Bytes.ToArray()))));
    }

    [Test]
    public async Task A_confirmation_of_an_older_plan_is_not_lost_behind_a_newer_email_about_the_course()
    {
        Assert.That(await EnqueueAsync(First, Moved), Is.EqualTo(4));
        Assert.That(await EnqueueAsync(Confirmed), Is.EqualTo(1), "the process had stopped before it was added");
        Assert.That(await EnqueueAsync(Confirmed), Is.Zero);
    }

    [Test]
    public async Task An_email_about_the_course_of_an_older_plan_is_not_added_behind_a_newer_one()
    {
        Assert.That(await EnqueueAsync(Moved), Is.EqualTo(2));
        Assert.That(await EnqueueAsync(First), Is.Zero);
    }

    [Test]
    public async Task A_worker_without_the_page_sends_nothing_and_names_the_option()
    {
        await EnqueueAsync(First);

        var worker = new DeliveryWorker(Store, null, new MaildirTransport(Path.Combine(Folder.FullName, "mail")), FastRetries);

        Assert.That(
            () => worker.DrainAsync(MaxWait), Throws.TypeOf<DeliveryStoppedException>().With.Message.Contain("CoursePage was given"));
    }

    [Test]
    public async Task Who_is_erased_is_erased_from_them()
    {
        await EnqueueAsync(First, Confirmed, Moved);
        var gone = First.Series.Participants[0].Email;

        Assert.That(await new Outbox(Store).ForgetAsync(gone), Is.EqualTo(3));
        Assert.That(await EnqueueAsync(Moved), Is.Zero, "no email comes back");
        Assert.That(await new Outbox(Store).ExportAsync(gone), Does.Not.Contain(gone.Value));
    }

    private async Task<int> EnqueueAsync(params SeriesRevision[] revisions)
    {
        var count = 0;
        foreach (var revision in revisions)
        {
            count += await new Outbox(Store, null, Options).EnqueueAsync(revision);
        }

        return count;
    }
}
