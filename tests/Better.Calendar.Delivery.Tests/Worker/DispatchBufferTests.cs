using Better.Calendar.Delivery.Worker;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Worker;

public sealed class DispatchBufferTests
{
    private readonly FakeTimeProvider clock = new();

    [Test]
    public async Task A_domain_gets_no_more_emails_at_once_than_it_may_and_others_pass_by()
    {
        var bag = new DispatchBuffer(new() { TimeProvider = clock, DefaultDomainLimit = new() { MaxConcurrent = 1 } });
        bag.Add([Claim(1, "slow.example"), Claim(2, "slow.example"), Claim(3, "quick.example")]);

        var first = await Take(bag);
        Assert.That((first!.Number, (await Take(bag))!.Number), Is.EqualTo((1, 3)));
        var waiting = Take(bag);
        Assert.That(waiting.IsCompleted, Is.False);

        bag.Release(first);

        Assert.That((await waiting)!.Number, Is.EqualTo(2));
    }

    [Test]
    public async Task A_domain_of_its_own_limit_is_paced_and_the_others_are_not()
    {
        var bag = new DispatchBuffer(new() { TimeProvider = clock, DomainLimits = new Dictionary<string, DomainLimit> { ["paced.example"] = new() { MaxPerMinute = 6 } } });
        bag.Add([Claim(1, "paced.example"), Claim(2, "paced.example"), Claim(3, "free.example"), Claim(4, "free.example")]);

        Assert.That(new[] { (await Take(bag))!.Number, (await Take(bag))!.Number, (await Take(bag))!.Number }, Is.EqualTo([1, 3, 4]));
        var waiting = Take(bag);
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.That(waiting.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(1.1));

        Assert.That((await waiting)!.Number, Is.EqualTo(2));
    }

    [Test]
    public async Task The_server_gets_so_many_emails_a_minute_and_not_more()
    {
        var bag = new DispatchBuffer(new() { TimeProvider = clock, MaxPerMinute = 60 });
        bag.Add(Enumerable.Range(1, 100).Select(static number => Claim(number, $"d{number}.example")));
        var taken = 0;
        var taking = Task.Run(async () =>
        {
            while (await Take(bag) is not null)
            {
                Interlocked.Increment(ref taken);
            }
        });

        for (var tick = 0; tick < 200; tick++)
        {
            await Task.Delay(2);
            clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.That(Volatile.Read(ref taken), Is.InRange(8, 11), "ten seconds");
        bag.TakeAll();
        bag.Complete();
        await taking;
    }

    [Test]
    public async Task Nothing_comes_out_when_no_more_come_or_when_stopped()
    {
        var bag = new DispatchBuffer(new() { TimeProvider = clock });
        using var stop = new CancellationTokenSource();
        var stopped = bag.TakeAsync(Duration.FromHours(1), stop.Token);
        await stop.CancelAsync();
        Assert.That(await stopped, Is.Null);

        var finished = Take(bag);
        bag.Complete();

        Assert.That(await finished, Is.Null);
    }

    private static Task<Claim?> Take(DispatchBuffer bag) => bag.TakeAsync(Duration.FromHours(1), default);

    private static Claim Claim(long number, string domain) => new()
    {
        Number = number,
        Message = new() { Key = $"{number}", SeriesId = "s", SeriesHash = "d", ParticipantsHash = "p", TimestampSeconds = 0, Kind = Better.Calendar.EmailKind.Invitation, Recipient = $"a{number}@{domain}", RecipientSnapshot = new() { Name = "Somebody" } },
        Attempt = 1,
        UncertainSends = 0,
        FirstAttempt = default,
    };
}
