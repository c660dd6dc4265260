using Better.Calendar.Benchmarks;

// dotnet run -c Release --project tests/Better.Calendar.Benchmarks [letters|zones|plan|replies|checks]
if (args is [] or ["letters"])
{
    LetterContest.Run();
}

if (args is [] or ["zones"])
{
    ZoneContest.Run();
}

if (args is [] or ["plan"])
{
    PlanBenchmark.Run();
}

if (args is [] or ["replies"])
{
    ReplyContest.Run();
}

if (args is [] or ["checks"])
{
    CheckContest.Run();
}
