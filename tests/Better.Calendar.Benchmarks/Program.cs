using Better.Calendar.Benchmarks;

// dotnet run -c Release --project tests/Better.Calendar.Benchmarks [letters|zones|plan|replies|checks|delivery|delivery-memory]
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

switch (args)
{
    case ["smtp-hole"]:
        await SmtpHole.RunAsync();
        break;
    case ["delivery-post", var path, var letters]:
        await DeliveryBenchmark.PostAsync(path, int.Parse(letters, System.Globalization.CultureInfo.InvariantCulture));
        break;
    case ["delivery-carry", var path, var port]:
        await DeliveryBenchmark.CarryAsync(path, int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
        break;
    case ["delivery-memory"]:
        await DeliveryBenchmark.MemoryAsync();
        break;
    case [] or ["delivery"]:
        await DeliveryBenchmark.RunAsync();
        break;
}
