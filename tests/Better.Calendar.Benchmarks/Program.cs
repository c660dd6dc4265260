using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Better.Calendar.Benchmarks;

// dotnet run -c Release --project tests/Better.Calendar.Benchmarks -- [WHAT]: all contests within this process, or one of them.
// What is longer is asked for by its name: delivery, delivery-memory, broker; peers DIR, beside programs in other
// languages, and spread, the same emails and feeds by BenchmarkDotNet (see RESULTS.md).
Action[] contests = [EmailContest.Run, FeedContest.Run, ZoneContest.Run, PlanBenchmark.Run, ReplyContest.Run, CheckContest.Run];
switch (args)
{
    case []:
        Array.ForEach(contests, static contest => contest());
        break;
    case ["letters"]:
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
    case ["replies"]:
        ReplyContest.Run();
        break;
    case ["checks"]:
        CheckContest.Run();
        break;
    case ["spread", .. var arguments]:
        // In this process: nothing is built anew beside it.
        BenchmarkSwitcher.FromTypes([typeof(EmailBenchmarks), typeof(FeedBenchmarks)]).Run(
            arguments is [] ? ["--filter", "*"] : arguments,
            DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "better-calendar-benchmarks")));
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
    case ["delivery-post", var outbox, var emails]:
        await DeliveryBenchmark.PostAsync(outbox, int.Parse(emails, CultureInfo.InvariantCulture));
        break;
    case ["delivery-carry", var outbox, var port]:
        await DeliveryBenchmark.CarryAsync(outbox, int.Parse(port, CultureInfo.InvariantCulture));
        break;
    case ["smtp-hole"]:
        await DiscardingSmtpServer.RunAsync();
        break;
    case ["peers", var directory]:
        PeerContest.Run(directory);
        break;
    default:
        Console.Error.WriteLine("usage: [emails | options | feed [EVENTS] | zones | plan | replies | checks | delivery | delivery-memory | broker | peers DIR | spread [ARGUMENTS OF BENCHMARKDOTNET]]");
        return 2;
}

return 0;
