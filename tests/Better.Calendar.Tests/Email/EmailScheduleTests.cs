using NodaTime;

namespace Better.Calendar.Tests.Email;

public sealed class EmailScheduleTests
{
    [Test]
    public void A_workshop_that_moved_and_was_cancelled_in_one_edit_is_listed_as_its_readers_know_it()
    {
        var first = SeriesRevision.First(
            Samples.Small() with { Workshops = [Samples.Workshop("1"), Samples.Workshop("2")] }, Samples.Announced).Series;
        var edited = first with
        {
            Workshops =
            [
                first.Workshops[0] with { Start = new(2027, 4, 16, 10, 0), Status = WorkshopStatus.Cancelled },
                first.Workshops[1],
            ],
        };

        var email = new InvitationComposer()
            .ComposeAll(SeriesRevision.Between(first, edited, Samples.Announced + Duration.FromDays(1))).Single();

        Assert.That(email.Text, Does.Contain("1. Wed 14 April, 09:00").And.Not.Contain("16 April"));
        Assert.That(email.Html, Does.Not.Contain("16 April"));
    }
}
