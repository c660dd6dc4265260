using BenchmarkDotNet.Attributes;
using Better.Calendar.Invitations;
using Better.Calendar.Workshops;

namespace Better.Calendar.Benchmarks;

/// <summary>Five hundred letters, by BenchmarkDotNet: times with their spread, and memory. <see cref="LetterContest"/> takes the contestants in turns.</summary>
[MemoryDiagnoser]
public class LetterBenchmarks
{
    private readonly WorkshopSeries series = LetterWork.Series();
    private readonly InvitationComposer composer = new();
    private readonly StraightforwardLetter straightforward;

    public LetterBenchmarks() => straightforward = new(series, composer.Compose(series, series.Workshops[0], series.Participants[0], LetterWork.At));

    [Benchmark(Baseline = true, OperationsPerInvoke = LetterWork.People)]
    public void Straightforward()
    {
        foreach (var participant in series.Participants)
        {
            straightforward.Write(participant, Stream.Null);
        }
    }

    [Benchmark(OperationsPerInvoke = LetterWork.People)]
    public void Octets()
    {
        foreach (var letter in composer.ComposeAll(series, LetterWork.At))
        {
            letter.WriteTo(Stream.Null);
        }
    }

    [Benchmark(OperationsPerInvoke = LetterWork.People)]
    public void MimeMessages()
    {
        foreach (var letter in composer.ComposeAll(series, LetterWork.At))
        {
            letter.ToMimeMessage().Dispose();
        }
    }
}
