using NodaTime;

namespace Better.Calendar.Tests.Email;

public sealed class TimeWarningsTests
{
    [Test]
    public void A_recipient_for_whom_it_is_night_gets_a_warning() =>
        Assert.That(Text("America/Chicago", 0), Does.Contain("unusual time").And.Contain("Chicago"));

    [Test]
    public void A_recipient_for_whom_it_is_day_gets_no_warning() =>
        Assert.That(Text("Europe/Rome", 0), Does.Not.Contain("unusual time").And.Not.Contain("Clocks change"));

    [Test]
    public void A_recipient_whose_clocks_change_between_two_workshops_gets_a_warning_with_the_later_one()
    {
        Assert.That(Text("America/New_York", 1), Does.Contain("Clocks change").And.Contain("workshop 1 and workshop 2"));
        Assert.That(Text("America/New_York", 0), Does.Not.Contain("Clocks change"));
        Assert.That(Text("Europe/Rome", 1), Does.Not.Contain("Clocks change"));
    }

    [Test]
    public void A_clock_change_after_a_workshop_that_the_recipient_is_not_invited_to_gives_no_warning() =>
        Assert.That(Text("America/New_York", 1, "2"), Does.Not.Contain("Clocks change"));

    /// <summary>Two workshops in London, a week apart; in between the clocks change in the United States and not yet in Europe.</summary>
    private static string Text(string zone, int workshop, params string[] choice)
    {
        var small = Samples.Small();
        var first = small.Workshops[0] with { Start = new LocalDateTime(2027, 3, 10, 9, 0) };
        var series = small with
        {
            Workshops = [first, first with { Id = "2", Start = new LocalDateTime(2027, 3, 17, 9, 0) }],
            Participants = [small.Participants[0] with { Zone = zone, Workshops = choice.Length == 0 ? null : choice.ToValueList() }],
        };
        return new InvitationComposer().Compose(
            series,
            series.Workshops[workshop],
            series.Participants[0],
            Samples.Announced).Text.Replace(
            " \n",
            " ",
            StringComparison.Ordinal);
    }
}
