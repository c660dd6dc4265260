using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;

namespace Better.Calendar.Tests;

/// <summary>
/// Runs a property on random cases: some of them on a developer's machine, all in CI, and not longer than the time budget once the
/// minimum number of cases is done. Prints the number of cases and the seed; a failure prints the command line that repeats it.
/// </summary>
/// <remarks><c>BETTER_CALENDAR_SEED</c> sets the first seed of every portion: a seed as CsCheck prints it, or any number.</remarks>
internal static partial class Portion
{
    private const string SeedVariable = "BETTER_CALENDAR_SEED";

    /// <summary>The default time budget of a portion in seconds; most finish much earlier.</summary>
    private const int Seconds = 12;

    private static string? GivenSeed => Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } seed ? seed : null;

    /// <summary>Runs a property on generated cases; CsCheck shrinks a case that fails.</summary>
    /// <param name="gen">Generates the cases.</param>
    /// <param name="holds">Returns whether the property holds for a case; it may throw instead.</param>
    /// <param name="slice">The maximum number of cases on a developer's machine. A tenth of it is done whatever the time.</param>
    /// <param name="whole">The maximum number of cases in CI; by default that of the slice.</param>
    /// <param name="seconds">The time budget in seconds.</param>
    public static void SamplePortion<T>(this Gen<T> gen, Func<T, bool> holds, int slice = 100, int whole = 0, int seconds = Seconds)
    {
        var first = FirstSeed();
        var start = PCG.Parse(first);
        Run(slice, whole, seconds, first, (done, count) =>
        {
            // One thread: of several threads only the first would use the seed, and other fixtures use the other processors.
            var seed = done == 0 ? first : new PCG(start.Stream, start.State + ((ulong)done * 0x9E3779B97F4A7C15)).ToString();
            try
            {
                gen.Sample(holds, seed: seed, iter: count, threads: 1);
            }
            catch (CsCheckException problem)
            {
                var failed = SeedInMessage().Match(problem.Message);
                throw new AssertionException(
                    $"{ReplayLine(failed.Success ? failed.Groups[1].Value : seed)}\n{problem.Message}\n{problem.InnerException?.Message}",
                    problem);
            }
        });
    }

    public static void SamplePortion<T>(this Gen<T> gen, Action<T> assert, int slice = 100, int whole = 0, int seconds = Seconds) =>
        gen.SamplePortion(one => { assert(one); return true; }, slice, whole, seconds);

    public static void SamplePortion<T1, T2>(this Gen<(T1, T2)> gen, Func<T1, T2, bool> holds, int slice = 100, int whole = 0) =>
        gen.SamplePortion(all => holds(all.Item1, all.Item2), slice, whole);

    public static void SamplePortion<T1, T2, T3>(
        this Gen<(T1, T2, T3)> gen,
        Func<T1, T2, T3, bool> holds,
        int slice = 100,
        int whole = 0) =>
        gen.SamplePortion(all => holds(all.Item1, all.Item2, all.Item3), slice, whole);

    public static void SamplePortion<T1, T2, T3>(this Gen<(T1, T2, T3)> gen, Action<T1, T2, T3> assert, int slice = 100, int whole = 0) =>
        gen.SamplePortion(all => { assert(all.Item1, all.Item2, all.Item3); return true; }, slice, whole);

    public static void SamplePortion<T1, T2, T3, T4>(
        this Gen<(T1, T2, T3, T4)> gen, Func<T1, T2, T3, T4, bool> holds, int slice, int whole, int seconds = Seconds) =>
        gen.SamplePortion(all => holds(all.Item1, all.Item2, all.Item3, all.Item4), slice, whole, seconds);

    public static void SamplePortion<T1, T2, T3, T4, T5, T6>(
        this Gen<(T1, T2, T3, T4, T5, T6)> gen, Func<T1, T2, T3, T4, T5, T6, bool> holds, int slice, int whole, int seconds = Seconds) =>
        gen.SamplePortion(all => holds(all.Item1, all.Item2, all.Item3, all.Item4, all.Item5, all.Item6), slice, whole, seconds);

    /// <summary>Runs a test body for each case with a random number generator of its own.</summary>
    /// <param name="body">One case.</param>
    /// <param name="slice">The maximum number of cases on a developer's machine. A tenth of it is done whatever the time.</param>
    /// <param name="whole">The maximum number of cases in CI.</param>
    /// <param name="firstSeed">The seed of the first case, unless the environment sets one; each next case has the next number.</param>
    /// <param name="seconds">The time budget in seconds.</param>
    public static void Run(Action<Random> body, int slice, int whole, int firstSeed, int seconds = Seconds)
    {
        var first = GivenSeed is { } given ? Number(given) : firstSeed;
        Run(slice, whole, seconds, first.ToString(CultureInfo.InvariantCulture), (done, count) =>
        {
            for (var at = done; at < done + count; at++)
            {
                var seed = unchecked(first + at);
                try
                {
                    body(new Random(seed));
                }
                catch (Exception problem) when (problem is not (IgnoreException or InconclusiveException or SuccessException))
                {
                    throw new AssertionException($"{ReplayLine(seed.ToString(CultureInfo.InvariantCulture))}\n{problem.Message}", problem);
                }
            }
        });
    }

    /// <summary>Creates a random number generator for a test with a single random case, and prints its seed.</summary>
    public static Random Random(int seed)
    {
        seed = GivenSeed is { } given ? Number(given) : seed;
        TestContext.Out.WriteLine(ReplayLine(seed.ToString(CultureInfo.InvariantCulture)));
        return new Random(seed);
    }

    /// <summary>Generates a single value, and prints its seed.</summary>
    public static T One<T>(Gen<T> gen)
    {
        var seed = FirstSeed();
        TestContext.Out.WriteLine(ReplayLine(seed));
        return gen.Generate(PCG.Parse(seed), null!, out _);
    }

    /// <summary>The command line that repeats this test with this seed.</summary>
    private static string ReplayLine(string seed)
    {
        var test = TestContext.CurrentContext.Test;
        var project = typeof(Portion).Assembly.GetName().Name;
        return $"{SeedVariable}={seed} dotnet test tests/{project} --filter \"FullyQualifiedName~{test.ClassName}.{test.MethodName}\"";
    }

    private static void Run(int slice, int whole, int seconds, string seed, Action<int, int> batch)
    {
        slice = Math.Max(1, slice / TestScale.SliceDivisor);
        var (most, least) = (TestScale.Long ? Math.Max(slice, whole) : slice, Math.Max(1, slice / 10));
        var size = Math.Max(1, least / 5);
        var (done, watch) = (0, Stopwatch.StartNew());
        while (done < most && (done < least || watch.Elapsed.TotalSeconds < seconds))
        {
            var count = Math.Min(size, most - done);
            batch(done, count);
            done += count;
        }

        // Of tests that pass, dotnet test shows only the error stream, so it is used in CI only.
        var test = TestContext.CurrentContext.Test;
        (TestScale.Long ? TestContext.Error : TestContext.Out).WriteLine(FormattableString.Invariant(
            $"{test.ClassName?.Split('.')[^1]}.{test.MethodName}: {done:N0} cases in {watch.Elapsed.TotalSeconds:0.0} s, seed {seed}"));
    }

    private static string FirstSeed()
    {
        if (GivenSeed is not { } given)
        {
            return new PCG((uint)System.Random.Shared.Next(), (ulong)System.Random.Shared.NextInt64()).ToString();
        }

        try
        {
            return PCG.Parse(given).ToString();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            return new PCG(0, unchecked((ulong)Number(given))).ToString();
        }
    }

    /// <summary>The number itself, or a hash of the text, the same on every machine.</summary>
    private static int Number(string seed) =>
        int.TryParse(seed, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
            : seed.Aggregate(17, static (hash, character) => unchecked((hash * 31) + character));

    [GeneratedRegex("Set seed: \"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex SeedInMessage();
}
