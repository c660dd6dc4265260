using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Better.Calendar.Benchmarks;

// dotnet run -c Release --project tests/Better.Calendar.Benchmarks -- [WHAT]: all contests within this process, or one of them.
// Only by their names, because they take longer: delivery, delivery-memory, broker; peers DIR, the comparison with programs in other
// languages; and spread, the same emails and feeds by BenchmarkDotNet (see RESULTS.md).
Action[] contests =
[
    EmailContest.Run, FeedContest.Run, ZoneContest.Run, PlanBenchmark.Run, LifeBenchmark.Run, ReplyContest.Run, ValidationContest.Run,
];
switch (args)
{
    case []:
        Array.ForEach(contests, static contest => contest());
        break;
    case ["emails"]:
        EmailContest.Run();
        break;
    case ["options"]:
        OptionContest.Run();
        break;
    case ["feed"]:
        FeedContest.Run();
        break;
    case ["feed", var events]:
        FeedContest.RunOnce(int.Parse(events, CultureInfo.InvariantCulture));
        break;
    case ["zones"]:
        ZoneContest.Run();
        break;
    case ["plan"]:
        PlanBenchmark.Run();
        break;
    case ["lives"]:
        LifeBenchmark.Run();
        break;
    case ["replies"]:
        ReplyContest.Run();
        break;
    case ["validation"]:
        ValidationContest.Run();
        break;
    case ["spread", .. var arguments]:
        // In this process, so that no other program is built.
        BenchmarkSwitcher.FromTypes([typeof(EmailBenchmarks), typeof(FeedBenchmarks)]).Run(
            arguments is [] ? ["--filter", "*"] : arguments,
            DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
                .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "better-calendar-benchmarks")));
        break;
    case ["delivery"]:
        await DeliveryBenchmark.RunAsync();
        break;
    case ["broker"]:
        await BrokerBenchmark.RunAsync();
        break;
    case ["delivery-memory"]:
        await DeliveryBenchmark.MemoryAsync();
        break;
    case ["delivery-enqueue", var outbox, var emails]:
        await DeliveryBenchmark.EnqueueAsync(outbox, int.Parse(emails, CultureInfo.InvariantCulture));
        break;
    case ["delivery-run", var outbox, var port]:
        await DeliveryBenchmark.DrainAsync(outbox, int.Parse(port, CultureInfo.InvariantCulture));
        break;
    case ["smtp-discard"]:
        await DiscardingSmtpServer.RunAsync();
        break;
    case ["peers", var directory]:
        PeerContest.Run(directory);
        break;
    default:
        Console.Error.WriteLine(
            "Unknown arguments. Usage: [emails | options | feed [EVENTS] | zones | plan | lives | replies | validation | delivery | "
                + "delivery-memory | broker | peers DIR | spread [ARGUMENTS OF BENCHMARKDOTNET]]");
        return 2;
}

return 0;
