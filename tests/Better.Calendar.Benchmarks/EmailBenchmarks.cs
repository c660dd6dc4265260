using BenchmarkDotNet.Attributes;

namespace Better.Calendar.Benchmarks;

/// <summary>
/// Five hundred emails, by BenchmarkDotNet: times with their spread, and memory. <see cref="EmailContest"/> runs the contestants in turns.
/// </summary>
[MemoryDiagnoser]
public class EmailBenchmarks
{
    private readonly WorkshopSeries series = EmailWork.Series();
    private readonly InvitationComposer composer = new();
    private readonly StraightforwardEmail straightforward;

    public EmailBenchmarks() =>
        straightforward = new(series, composer.Compose(series, series.Workshops[0], series.Participants[0], EmailWork.At));

    [Benchmark(Baseline = true, OperationsPerInvoke = EmailWork.People)]
    public void Straightforward()
    {
        foreach (var participant in series.Participants)
        {
            straightforward.Write(participant, Stream.Null);
        }
    }

    [Benchmark(OperationsPerInvoke = EmailWork.People)]
    public void Bytes()
    {
        foreach (var email in composer.ComposeAll(series, EmailWork.At))
        {
            email.WriteTo(Stream.Null);
        }
    }

    [Benchmark(OperationsPerInvoke = EmailWork.People)]
    public void MimeMessages()
    {
        foreach (var email in composer.ComposeAll(series, EmailWork.At))
        {
            email.ToMimeMessage().Dispose();
        }
    }
}
