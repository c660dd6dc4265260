using System.Diagnostics;
using System.Text;
using Better.Calendar.Tests.Replies;

namespace Better.Calendar.Tests;

/// <summary>
/// What strangers write costs work in proportion to its size: hostile mails, documents, lists and checked files of one size and of four
/// times that size are compared. Time is judged as a ratio, because machines differ.
/// </summary>
[NonParallelizable]
public sealed class InputLimitsTests
{
    private const int Size = 100_000;

    // Four times the size may take a little more than four times the work; with the square of the size it would be sixteen times.
    private const double MaxTimeRatio = 10;

    // No shape costs much more than an ordinary calendar of its size.
    private const double MaxOrdinaryRatio = 40;

    // How many bytes are allocated for each byte that comes, at most; most of them are garbage at once.
    private const int MaxAllocation = 10;

    // What a reader needs whatever the size.
    private const long FixedMemory = 2_000_000;

    // Below this, the time is that of the machine.
    private static readonly TimeSpan Negligible = TimeSpan.FromMilliseconds(100);

    private static readonly Lazy<TimeSpan> Ordinary = new(static () =>
    {
        var calendar = HostileInputs.OrdinaryCalendar(4 * Size);
        return Measure(() => InvitationValidator.ValidateCalendar(calendar)).Time;
    });

    private static IEnumerable<TestCaseData> Hostile() =>
        HostileInputs.All.Select(static shape => new TestCaseData(shape.Name).SetArgDisplayNames(shape.Name));

    [TestCaseSource(nameof(Hostile))]
    public void Four_times_the_size_takes_about_four_times_the_work_and_ten_times_the_memory_at_most(string name)
    {
        var shape = HostileInputs.All.Single(shape => shape.Name == name);
        var (small, large) = (shape.ToBytes(Size), shape.ToBytes(4 * Size));
        var (one, four) = (Measure(() => shape.Read(small)), Measure(() => shape.Read(large)));
        var report = $"{shape.Name}: {one.Time.TotalMilliseconds:0.0} ms and {one.Memory / (double)small.Length:0.0} times its size "
            + $"for {small.Length} bytes, {four.Time.TotalMilliseconds:0.0} ms and {four.Memory / (double)large.Length:0.0} times its size "
            + $"for {large.Length}; an ordinary calendar of that size takes {Ordinary.Value.TotalMilliseconds:0.0} ms";
        TestContext.Out.WriteLine(report);

        Assert.That(four.Memory, Is.LessThan((shape.Inputs * MaxAllocation * large.LongLength) + FixedMemory), report);
        if (four.Time > Negligible)
        {
            Assert.That(four.Time.Ticks, Is.LessThan(MaxTimeRatio * Math.Max(one.Time.Ticks, Negligible.Ticks / 8)), report);
            Assert.That(four.Time.Ticks, Is.LessThan(MaxOrdinaryRatio * Ordinary.Value.Ticks), report);
        }
    }

    [Test]
    public void A_header_over_its_limit_is_refused()
    {
        UnrecognizedReason? Reason(string mail) =>
            (ReplyReader.Read(Encoding.ASCII.GetBytes(mail), Corpus.Series) as UnrecognizedMail)?.Reason;

        Assert.That(Reason($"Subject: {new string('x', 60_000)}\r\n\r\n"), Is.EqualTo(UnrecognizedReason.NoCalendar));
        Assert.That(Reason($"Subject: {new string('x', 66_000)}\r\n\r\n"), Is.EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(
            Reason($"Subject: x\r\n {string.Join("\r\n ", Enumerable.Repeat(new string('x', 900), 80))}\r\n\r\n"),
            Is.EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(
            Reason(string.Concat(Enumerable.Repeat($"X-A: {new string('x', 1_000)}\r\n", 270)) + "\r\n"),
            Is.EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(
            Reason(
                "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                    + $"Content-Type: text/plain; x={new string('x', 66_000)}\r\n\r\n--b--\r\n"),
            Is.EqualTo(UnrecognizedReason.TooLarge));
        Assert.That(Reason($"Subject: x\r\n\r\n{new string('x', 300_000)}\r\n"), Is.EqualTo(UnrecognizedReason.NoCalendar));
    }

    [Test]
    public void Texts_over_their_limits_are_errors_with_their_paths()
    {
        var document = SeriesDocument.Write(Corpus.Series);
        string[] Errors(string from, string to)
        {
            var changed = document.Replace(from, to, StringComparison.Ordinal);
            var exception = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(changed));
            return [.. exception!.Errors.Select(static error => error.Location)];
        }


        Assert.That(Errors("\"name\": \"Anna\"", $"\"name\": \"{new string('x', 201)}\""), Is.EqualTo(new[] { "participants[0].name" }));
        Assert.That(
            Errors("\"id\": \"1\",", $"\"id\": \"1\", \"description\": \"{new string('x', 20_001)}\","),
            Does.Contain("workshops[0].description"));
        Assert.That(Errors("\"language\": \"en\"", $"\"language\": \"en-{new string('x', 40)}\""), Does.Contain("language"));
        Assert.That(
            Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(new MemoryStream(new byte[10_000_001])))!.Errors,
            Has.Count.EqualTo(1));
    }

    [Test]
    public void A_document_of_ones_own_may_be_longer_than_what_strangers_send()
    {
        var small = SeriesDocument.Write(Corpus.Series);
        var document = small + new string(' ', SeriesDocument.DefaultMaxLength);

        Assert.That(
            Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(document))!.Errors.Single().ToString(),
            Does.Contain("10000000 bytes").And.Contain("maxLength"));
        Assert.That(SeriesDocument.Read(document, maxLength: document.Length), Is.EqualTo(SeriesDocument.Read(small)));
        var bytes = Encoding.UTF8.GetBytes(document);
        Assert.That(
            SeriesDocument.Read(new MemoryStream(bytes), maxLength: bytes.Length),
            Is.EqualTo(SeriesDocument.Read(small)));
    }

    private static (TimeSpan Time, long Memory) Measure(Action action)
    {
        action();
        var best = TimeSpan.MaxValue;
        var memory = 0L;
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            action();
            best = watch.Elapsed < best ? watch.Elapsed : best;
            memory = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return (best, memory);
    }
}
