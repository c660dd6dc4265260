namespace Better.Calendar.Tests.Icalendar.Parsing;

public sealed class BoundedReaderTests
{
    [TestCase(0)]
    [TestCase(99)]
    [TestCase(100)]
    public void A_stream_within_the_limit_is_read_to_its_end(int length) =>
        Assert.That(BoundedReader.Read(new MemoryStream(new byte[length]), 100), Has.Length.EqualTo(length));

    [TestCase(101)]
    [TestCase(10_000_000)]
    public void A_larger_stream_is_recognizable_and_not_read_to_its_end(int length)
    {
        using var stream = new MemoryStream(new byte[length]);

        Assert.That(BoundedReader.Read(stream, 100), Has.Length.GreaterThan(100));
        Assert.That(stream.Position, Is.LessThan(200_000));
    }
}
