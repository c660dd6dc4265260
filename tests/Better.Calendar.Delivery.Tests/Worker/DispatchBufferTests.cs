using Better.Calendar.Delivery.Worker;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Worker;

public sealed class DispatchBufferTests
{
    private readonly FakeTimeProvider clock = new();

    [Test]
    public async Task Emails_to_a_domain_at_its_limit_wait_and_those_to_others_are_sent()
    {
        var buffer = new DispatchBuffer(new() { TimeProvider = clock, DefaultDomainLimit = new() { MaxConcurrent = 1 } });
        buffer.Add([CreateClaim(1, "slow.example"), CreateClaim(2, "slow.example"), CreateClaim(3, "fast.example")]);

        var first = await TakeAsync(buffer);
        Assert.That((first!.Number, (await TakeAsync(buffer))!.Number), Is.EqualTo((1, 3)));
        var waiting = TakeAsync(buffer);
        Assert.That(waiting.IsCompleted, Is.False);

        buffer.Release(first);

        Assert.That((await waiting)!.Number, Is.EqualTo(2));
    }

    [Test]
    public async Task The_rate_limit_of_one_domain_does_not_slow_down_others()
    {
        var buffer =
            new DispatchBuffer(
                new()
                {
                    TimeProvider = clock,
                    DomainLimits = new Dictionary<string, DomainLimit> { ["limited.example"] = new() { MaxPerMinute = 6 } }
                });
        buffer.Add(
            [CreateClaim(1, "limited.example"),
                CreateClaim(2, "limited.example"),
                CreateClaim(3, "unlimited.example"),
                CreateClaim(4, "unlimited.example")]);

        Assert.That(
            new[] { (await TakeAsync(buffer))!.Number, (await TakeAsync(buffer))!.Number, (await TakeAsync(buffer))!.Number },
            Is.EqualTo([1, 3, 4]));
        var waiting = TakeAsync(buffer);
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.That(waiting.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(1.1));

        Assert.That((await waiting)!.Number, Is.EqualTo(2));
    }

    [Test]
    public async Task The_server_gets_no_more_emails_per_minute_than_the_limit()
    {
        var buffer = new DispatchBuffer(new() { TimeProvider = clock, MaxPerMinute = 60 });
        buffer.Add(Enumerable.Range(1, 100).Select(static number => CreateClaim(number, $"d{number}.example")));
        var taken = 0;
        var taking = Task.Run(async () =>
        {
            while (await TakeAsync(buffer) is not null)
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
        buffer.TakeAll();
        buffer.Complete();
        await taking;
    }

    [Test]
    public async Task Taking_returns_null_when_the_buffer_is_complete_or_when_canceled()
    {
        var buffer = new DispatchBuffer(new() { TimeProvider = clock });
        using var stop = new CancellationTokenSource();
        var stopped = buffer.TakeAsync(Duration.FromHours(1), stop.Token);
        await stop.CancelAsync();
        Assert.That(await stopped, Is.Null);

        var finished = TakeAsync(buffer);
        buffer.Complete();

        Assert.That(await finished, Is.Null);
    }

    private static Task<Claim?> TakeAsync(DispatchBuffer buffer) => buffer.TakeAsync(Duration.FromHours(1), default);

    private static Claim CreateClaim(long number, string domain) => new()
    {
        Number = number,
        Message =
            new()
            {
                Key = $"{number}",
                SeriesId = "s",
                SeriesHash = "d",
                ParticipantsHash = "p",
                TimestampSeconds = 0,
                Kind = EmailKind.Invitation,
                Recipient = $"a{number}@{domain}",
                RecipientSnapshot = new() { Name = "Somebody" }
            },
        Attempt = 1,
        UncertainSends = 0,
        FirstAttempt = default,
    };
}
