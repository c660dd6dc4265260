using System.Diagnostics;
using System.Globalization;

namespace Better.Calendar.Benchmarks;

/// <summary>Two thousand emails, measured from the start of a process: the cost of a command that is run once.</summary>
internal static class ColdStart
{
    private const int Emails = 2_000;
    private const int Rounds = 7;

    /// <summary>Starts each contestant in turns as a child process, and compares their processor time.</summary>
    public static void Run()
    {
        // The apphost: also with "dotnet run", this is not the dotnet command.
        var program = Environment.ProcessPath!;
        string[] contestants = ["straightforward", "ours"];
        var times = contestants.ToDictionary(static name => name, static _ => new List<(double Cpu, double Clock)>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var name in contestants)
            {
                using var process = Process.Start(new ProcessStartInfo(program, name) { RedirectStandardOutput = true })!;
                var output = process.StandardOutput.ReadToEnd().Split(' ');
                process.WaitForExit();
                times[name].Add(
                    (double.Parse(output[0], CultureInfo.InvariantCulture), double.Parse(output[1], CultureInfo.InvariantCulture)));
            }
        }

        var first = Median(times[contestants[0]].Select(static time => time.Cpu));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Emails} emails from the start of the process, processor time"));
        foreach (var name in contestants)
        {
            var cpu = Median(times[name].Select(static time => time.Cpu));
            var clock = Median(times[name].Select(static time => time.Clock));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {name,-20} {cpu,7:0} ms, elapsed {clock,7:0} ms   {first / cpu:0.0} times as fast"));
        }
    }

    /// <summary>Runs one contestant; prints its processor time and its elapsed time, in milliseconds.</summary>
    public static void RunContestant(string contestant)
    {
        var series = EmailWork.Series(Emails);
        if (contestant == "ours")
        {
            foreach (var email in new InvitationComposer().ComposeAll(series, EmailWork.At))
            {
                email.WriteTo(Stream.Null);
            }
        }
        else
        {
            // Its templates are constants, so that no email of ours is composed for them.
            var straightforward = new StraightforwardEmail(series, Text, Html, series.Title.ToString());
            foreach (var participant in series.Participants)
            {
                straightforward.Write(participant, Stream.Null);
            }
        }

        using var process = Process.GetCurrentProcess();
        Console.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{process.TotalProcessorTime.TotalMilliseconds} "
                    + $"{(DateTime.UtcNow - process.StartTime.ToUniversalTime()).TotalMilliseconds}"));
    }

    // As long as the bodies of our emails: 1.3 and 7 kilobytes.
    private static string Text { get; } = "Kedves {name}!\n\n"
        + string.Concat(Enumerable.Repeat("Szeretettel meghívjuk Önt a következő workshopra: gyakorlatok a köz- és\n", 16))
        + "{email}\n";

    private static string Html { get; } = "<p>Kedves {name}!</p>\n"
        + string.Concat(
            Enumerable.Repeat(
                "<p style=\"margin:0 0 12px 0;max-width:600px;font-size:14px\" class=\"muted\">Szeretettel meghívjuk Önt a következő "
                    + "workshopra.</p>\n",
                45))
        + "{email}\n";

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
