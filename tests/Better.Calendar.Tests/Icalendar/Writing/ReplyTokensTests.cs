
namespace Better.Calendar.Tests.Icalendar.Writing;

public sealed class ReplyTokensTests
{
    private static readonly ReplyTokens Tokens = new([.. Enumerable.Range(0, 16).Select(static i => (byte)i)]);

    [Test]
    public void Every_token_of_a_series_has_its_owner()
    {
        var series = Samples.Better();
        var owners = Tokens.GetOwners(series);

        Assert.That(owners, Has.Count.EqualTo(series.Participants.Count * (series.Workshops.Count + 1)));
        foreach (var participant in series.Participants)
        {
            Assert.That(owners[Tokens.GetToken(series, null, participant)], Is.EqualTo(new TokenOwner(participant, null)));
            foreach (var workshop in series.Workshops)
            {
                Assert.That(owners[Tokens.GetToken(series, workshop, participant)], Is.EqualTo(new TokenOwner(participant, workshop)));
            }
        }
    }

    [Test]
    public void A_token_of_another_key_has_no_owner()
    {
        var series = Samples.Small();
        var others = new ReplyTokens([.. Enumerable.Repeat((byte)7, 16)]);

        Assert.That(Tokens.GetOwners(series).ContainsKey(others.GetToken(series, series.Workshops[0], series.Participants[0])), Is.False);
    }
}
