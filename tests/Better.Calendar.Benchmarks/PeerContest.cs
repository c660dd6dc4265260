using System.Diagnostics;
using System.Globalization;
using System.Text;
using Better.Calendar.Icalendar.Writing;

namespace Better.Calendar.Benchmarks;

/// <summary>
/// Programs in other languages do the same work in turns with ours; all report the processor time of one email and of one event.
/// </summary>
/// <remarks>
/// A peer is a process that reads its input files at its start. For a line <c>emails</c> or <c>feed N</c> on its standard input it works
/// for
/// 0.3 seconds of processor time, and prints the microseconds per email or event. peers/run.sh builds the peers.
/// </remarks>
internal static class PeerContest
{
    private const int Rounds = 9;
    private const int WarmUps = 3;
    private static readonly int[] Feeds = [300, 30_000];

    /// <summary>Measures and prints the table.</summary>
    /// <param name="directory">The folder for the input files, with <c>peers.txt</c>, which lists the peers: a name, a tab, a
    /// command.</param>
    public static void Run(string directory)
    {
        WriteWork(directory);
        var peers = File.ReadAllLines(Path.Combine(directory, "peers.txt"))
            .Select(static line => line.Split('\t'))
            .Select(line => new Peer(line[0], line[1], directory))
            .ToList();
        try
        {
            Print("emails, µs each", Measure(["emails"], peers, Emails()));
            foreach (var events in Feeds)
            {
                // Slow peers need minutes for a long feed, so only libical writes it.
                var fastEnough = events <= Feeds[0]
                    ? peers
                    : [.. peers.Where(static peer => peer.Name.Contains("libical", StringComparison.Ordinal))];
                Print(
                    string.Create(CultureInfo.InvariantCulture, $"a feed of {events} events, µs for an event"),
                    Measure(["feed", events.ToString(CultureInfo.InvariantCulture)], fastEnough, Feed(events)));
            }
        }
        finally
        {
            peers.ForEach(static peer => peer.Dispose());
        }
    }

    private static List<(string Name, double Microseconds)> Measure(
        string[] command,
        List<Peer> peers,
        (string Name, Func<double> Measure)[] own)
    {
        (string Name, Func<double> Measure)[] all =
            [.. own, .. peers.Select(peer => (peer.Name, new Func<double>(() => peer.Measure(string.Join(' ', command)))))];
        var times = all.Select(static _ => new List<double>()).ToArray();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            for (var at = 0; at < all.Length; at++)
            {
                var time = all[at].Measure();
                if (round >= 0)
                {
                    times[at].Add(time);
                }
            }
        }

        return [.. all.Zip(times, static (contestant, measured) => (contestant.Name, Contest.Median(measured)))];
    }

    private static void Print(string title, List<(string Name, double Microseconds)> results)
    {
        var straightforward = results[0].Microseconds;
        var libical = results.Find(static result => result.Name.Contains("libical", StringComparison.Ordinal)).Microseconds;
        Console.WriteLine(
            $"| {title} | µs | speed relative to the straightforward program | speed relative to libical |\n| --- | ---: | ---: | ---: |");
        foreach (var (name, microseconds) in results)
        {
            var relative = libical == 0 ? "" : (libical / microseconds).ToString("0.00", CultureInfo.InvariantCulture);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {microseconds:0.00} | {straightforward / microseconds:0.00} | {relative} |"));
        }

        Console.WriteLine();
    }

    private static (string Name, Func<double> Measure)[] Emails()
    {
        var series = EmailWork.Series();
        var composer = new InvitationComposer();
        var straightforward =
            new StraightforwardEmail(series, composer.Compose(series, series.Workshops[0], series.Participants[0], EmailWork.At));
        return
        [
            ("straightforward: Ical.Net, MimeKit",
                () => Contest.Measure(
                    () => Array.ForEach(
                        [.. series.Participants],
                        participant => straightforward.Write(participant, Stream.Null))) / EmailWork.People),
            ("ours, bytes",
                () => Contest.Measure(
                    () => Each(composer.ComposeAll(series, EmailWork.At), static email => email.WriteTo(Stream.Null))) / EmailWork.People),
            ("ours, MimeMessage",
                () => Contest.Measure(
                    () => Each(composer.ComposeAll(series, EmailWork.At), static email => email.ToMimeMessage()
                        .Dispose())) / EmailWork.People),
        ];
    }

    private static (string Name, Func<double> Measure)[] Feed(int events)
    {
        var series = FeedWork.Series(events);
        var descriptions = FeedWork.Descriptions(series);
        return
        [
            ("straightforward: Ical.Net", () => Contest.Measure(() => FeedWork.WriteByIcalNet(series, descriptions)) / events),
            ("ours, to a stream",
                () => Contest.Measure(() => WorkshopCalendar.PublishTo(Stream.Null, series, series.Language, FeedWork.At)) / events),
        ];
    }

    private static void Each(IEnumerable<InvitationEmail> emails, Action<InvitationEmail> work)
    {
        foreach (var email in emails)
        {
            work(email);
        }
    }

    /// <summary>Writes the input files of the peers: templates, recipients and events, with finished texts and times.</summary>
    private static void WriteWork(string directory)
    {
        var series = EmailWork.Series();
        var (workshop, recipient) = (series.Workshops[0], series.Participants[0]);
        var email = new InvitationComposer().Compose(series, workshop, recipient, EmailWork.At);
        var lines = LineFolder.Unfold(email.Calendar!.ToString()).ToList();
        Write("email.txt", StraightforwardEmail.Template(email.Text, recipient));
        Write("email.html", StraightforwardEmail.Template(email.Html, recipient));
        Write("subject.txt", email.Subject);
        Write(
            "recipients.tsv",
            string.Concat(series.Participants.Select(static participant => $"{participant.Name}\t{participant.Email}\n")));
        Write(
            "vtimezone.ics",
            string.Concat(lines.SkipWhile(static line => line != "BEGIN:VTIMEZONE")
                .TakeWhile(static line => line != "BEGIN:VEVENT")
                .Select(static line => line + "\r\n")));
        Write("event.tsv", Event(series, workshop, FeedWork.Descriptions(series)[0]));
        var feed = FeedWork.Series(Feeds[^1]);
        Write(
            "feed.tsv",
            string.Concat(feed.Workshops.Zip(FeedWork.Descriptions(feed), (one, description) => Event(feed, one, description))));

        void Write(string name, string text) => File.WriteAllText(Path.Combine(directory, name), text, new UTF8Encoding(false));
    }

    // uid, start, end, summary, url, description with its line breaks as \n
    private static string Event(WorkshopSeries series, Workshop workshop, string description)
    {
        var stamps = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
        return string.Join('\t',
            WorkshopUid.Create(series, workshop),
            stamps.Format(workshop.Start),
            stamps.Format(workshop.Start.PlusSeconds((long)workshop.Duration.TotalSeconds)),
            workshop.Title.GetText(series.Language, series.Language),
            workshop.Meeting!.Url.AbsoluteUri,
            description.Replace("\n", "\\n", StringComparison.Ordinal)) + "\n";
    }

    /// <summary>A program in another language.</summary>
    private sealed class Peer : IDisposable
    {
        private readonly Process process;

        public Peer(string name, string command, string directory)
        {
            Name = name;
            process =
                Process.Start(
                    new ProcessStartInfo(
                        "/bin/sh",
                        ["-c", $"exec {command}"])
                    {
                        RedirectStandardInput = true,
                        RedirectStandardOutput = true,
                        WorkingDirectory = directory
                    })!;
        }

        public string Name { get; }

        /// <summary>Lets the peer work, and returns the microseconds per email or event.</summary>
        public double Measure(string command)
        {
            process.StandardInput.WriteLine(command);
            process.StandardInput.Flush();
            var response = process.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException($"The peer {Name} has ended. See its error output above.");
            return double.Parse(response, CultureInfo.InvariantCulture);
        }

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit(2_000);
            process.Dispose();
        }
    }
}
