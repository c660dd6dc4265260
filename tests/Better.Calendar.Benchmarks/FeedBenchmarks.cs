using BenchmarkDotNet.Attributes;

namespace Better.Calendar.Benchmarks;

/// <summary>A PUBLISH calendar, by BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class FeedBenchmarks
{
    private WorkshopSeries series = null!;
    private IReadOnlyList<string> descriptions = null!;

    [Params(3, 300, 3_000, 30_000)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        series = FeedWork.Series(Events);
        descriptions = FeedWork.Descriptions(series);
    }

    [Benchmark(Baseline = true)]
    public void IcalNet() => FeedWork.WriteByIcalNet(series, descriptions);

    [Benchmark]
    public void PublishTo() => WorkshopCalendar.PublishTo(Stream.Null, series, series.Language, FeedWork.At);
}
