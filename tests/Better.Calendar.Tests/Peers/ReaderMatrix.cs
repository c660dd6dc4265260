using System.Globalization;
using System.Text.RegularExpressions;
using Better.Calendar.Icalendar.Writing;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Tests.Peers;

/// <summary>Every kind of file in many time zones and on many dates, as many independent readers read it.</summary>
internal static partial class ReaderMatrix
{
    /// <summary>The name of the judge that looks up zone ids, as sabre/vobject does (Nextcloud).</summary>
    public const string ZoneIds = "sabre/vobject 4.6";

    /// <summary>How each reader finds the time, and what it gets wrong by itself.</summary>
    private static readonly Dictionary<string, string> Ways = new(StringComparer.Ordinal)
    {
        ["libical"] = "(GNOME, Cyrus) uses the VTIMEZONE",
        ["python-icalendar"] = "looks up the name: a recurring event is wrong where a law is newer than its database",
        ["ical.js"] = "(Thunderbird) uses the VTIMEZONE",
        ["KCalendarCore"] = "(KMail, KOrganizer) looks up the name: as above",
        ["ruby-icalendar"] = "uses the VTIMEZONE; would fail at an observance that begins after the event",
        ["vobject"] = "(Radicale) uses the VTIMEZONE, and looks up the name of one that equals UTC",
        ["node-ical"] = "(MagicMirror) looks up the name: as above",
        ["ts-ics"] = "uses the VTIMEZONE; would take an observance without a rule for one that began earlier",
        ["@nextcloud/calendar-js"] = "(Nextcloud's pages) uses the VTIMEZONE",
        [ZoneIds] = "(Nextcloud's server) looks up the name, and reads one that PHP does not list as UTC; judged by that list",
    };

    /// <summary>Zones without clock changes, with regular and irregular ones, with new laws and with new ids.</summary>
    public static readonly string[] Zones =
    [
        "Africa/Abidjan", "Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Johannesburg", "America/Argentina/Buenos_Aires",
        "America/Asuncion", "America/Chicago", "America/Coyhaique", "America/Edmonton", "America/Havana", "America/Los_Angeles",
        "America/Mexico_City", "America/New_York", "America/Nuuk", "America/Phoenix", "America/Santiago", "America/Sao_Paulo",
        "America/Scoresbysund", "America/St_Johns", "America/Tijuana", "America/Vancouver", "America/Winnipeg", "Antarctica/Troll",
        "Asia/Amman", "Asia/Beirut", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tehran", "Asia/Tokyo",
        "Asia/Yangon", "Australia/Lord_Howe", "Australia/Sydney", "Europe/Budapest", "Europe/Chisinau", "Europe/Dublin", "Europe/Istanbul",
        "Europe/Kiev", "Europe/Lisbon", "Europe/London", "Europe/Moscow", "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham",
        "Pacific/Enderbury", "Pacific/Norfolk",
    ];

    /// <summary>Dates of winter and summer, before and after changes of law.</summary>
    public static readonly LocalDate[] Dates =
    [
        new(2020, 1, 15), new(2020, 6, 16), new(2026, 12, 16), new(2027, 4, 14), new(2027, 10, 22), new(2028, 3, 15), new(2030, 7, 16),
        new(2036, 2, 5),
    ];

    /// <summary>A series in a time zone, with a workshop of an hour and a half at ten on each date.</summary>
    public static WorkshopSeries CreateSeries(string zone, IReadOnlyList<LocalDate> dates) => Samples.Small() with
    {
        Zone = zone,
        Workshops = [.. dates.Select((date, i) => Samples.Workshop($"{i + 1}") with { Start = date.At(new LocalTime(10, 0)) })],
    };

    /// <summary>Writes all files; the times are UTC, by UID.</summary>
    public static IReadOnlyList<MatrixFile> Write()
    {
        var files = new List<MatrixFile>();
        foreach (var zone in Zones)
        {
            foreach (var date in Dates)
            {
                var series = CreateSeries(zone, [date, date.PlusDays(7), date.PlusDays(14)]);
                var (workshop, participant) = (series.Workshops[0], series.Participants[0]);
                files.Add(new("invitation", WorkshopCalendar.Request(series, workshop, participant, Samples.Announced), series));
                files.Add(new("cancellation", WorkshopCalendar.Cancel(series, workshop, participant, Samples.Announced), series));
                files.Add(new("feed", WorkshopCalendar.Publish(series, "en", Samples.Announced), series));
                AddRecurring(series, files);
            }

            var years = CreateSeries(zone, Dates);
            files.Add(new("feed of years", WorkshopCalendar.Publish(years, "en", Samples.Announced), years));
        }

        return files;
    }

    /// <summary>Compares what the readers read with the instants that were meant.</summary>
    public static IReadOnlyList<ReaderResult> Judge(IReadOnlyList<MatrixFile> files)
    {
        var readings = IcsPeers.Read([.. files.Select(static file => file.File.Bytes.ToArray())], all: true);
        var results = readings[0].Readers.Keys.Where(static reader => reader != IcsReading.Bytes)
            .ToDictionary(static reader => reader, static reader => new ReaderResult(reader));
        var known = File.ReadAllLines(Path.Combine(PeerRig.Scripts, "readers/php_zone_ids.txt")).ToHashSet(StringComparer.Ordinal);
        var zoneIds = new ReaderResult(ZoneIds);
        foreach (var (file, reading) in files.Zip(readings))
        {
            foreach (var (reader, result) in results)
            {
                result.Add(file, reading.Readers[reader]);
            }

            zoneIds.AddZoneIds(file, known);
        }

        return [.. results.Values, zoneIds];
    }

    /// <summary>The results as a table of Markdown.</summary>
    public static string ToTable(IEnumerable<ReaderResult> results) =>
        "| reader | files | wrong by the file's fault | by an old database | by its own fault | why |\n"
            + "| --- | --- | --- | --- | --- | --- |\n"
            + string.Concat(results.Select(static result => string.Create(
                CultureInfo.InvariantCulture,
                $"| {result.Reader} | {result.Files} | {result.Wrong.Count} | {result.Stale} | {result.Own} | {Ways[result.Reader]} |\n")));

    private static void AddRecurring(WorkshopSeries series, List<MatrixFile> files)
    {
        try
        {
            var (participant, at) = (series.Participants[0], Samples.Announced);
            files.Add(new("recurring invitation", WorkshopCalendar.RequestSeries(series, participant, at), series));
            files.Add(new("recurring cancellation", WorkshopCalendar.CancelSeries(series, participant, at), series));
        }
        catch (InvalidSeriesException)
        {
            // a series that no rule describes is refused as one recurring event
        }
    }

    [GeneratedRegex("TZID[=:]([^:;\r\n]+)")]
    private static partial Regex TzId();

    /// <summary>A file and the series that it is about.</summary>
    internal sealed record MatrixFile(string Kind, IcsFile File, WorkshopSeries Series)
    {
        private readonly Dictionary<string, List<(string Start, string End)>> expected = GetTimes(Series, Kind);

        /// <summary>The TZIDs in the file.</summary>
        public IEnumerable<string> TzIds => TzId().Matches(string.Join("\n", LineFolder.Unfold(File.ToString())))
            .Select(static match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);

        /// <summary>What a reader read otherwise than it was meant.</summary>
        public IEnumerable<string> FindWrong(IReadOnlyList<IcsEvent> events)
        {
            var count = Kind.StartsWith("feed", StringComparison.Ordinal) ? Series.Workshops.Count : 1;
            if (events.Count < count)
            {
                yield return $"{events.Count} events of {count}";
            }

            foreach (var read in events)
            {
                if (!expected.TryGetValue(read.Uid, out var times) || !times.Contains((read.Start, read.End)))
                {
                    yield return $"{read}, expected {string.Join(" or ", times ?? [])}";
                }
            }
        }

        /// <summary>Whether older time zone databases read a time of the file otherwise, and it is not in UTC.</summary>
        public bool DependsOnEdition => TzIds.Any() && Series.Workshops.Any(workshop =>
            ZoneEditions.Recent.Differ(Series.Zone, workshop.Start)
                || ZoneEditions.Recent.Differ(Series.Zone, workshop.Start.PlusTicks(workshop.Duration.BclCompatibleTicks)));

        /// <summary>Whether a VTIMEZONE has observances that begin one after another, as only a recurring event needs.</summary>
        public bool HasObservances => File.ZoneEncodings.Any(static zone => zone.Encoding == VTimeZoneEncoding.Observances);

        private static Dictionary<string, List<(string Start, string End)>> GetTimes(WorkshopSeries series, string kind)
        {
            var isRecurring = kind.StartsWith("recurring", StringComparison.Ordinal);
            return series.Workshops.Take(kind is "invitation" or "cancellation" ? 1 : int.MaxValue)
                .GroupBy(workshop => isRecurring ? WorkshopUid.Create(series) : WorkshopUid.Create(series, workshop))
                .ToDictionary(static group => group.Key, group => group.Select(workshop =>
                {
                    var start = series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant();
                    return (IcsEvent.Format(start), IcsEvent.Format(start + workshop.Duration));
                }).ToList());
        }
    }

    /// <summary>What one reader read wrong, by the file's fault or because its time zone database is old.</summary>
    internal sealed record ReaderResult(string Reader)
    {
        private readonly List<string> wrong = [];

        /// <summary>How many files it read.</summary>
        public int Files { get; private set; }

        /// <summary>How many files it read otherwise because its own time zone database is older than the law.</summary>
        public int Stale { get; private set; }

        /// <summary>How many recurring events it read wrong because it does not understand several observances.</summary>
        public int Own { get; private set; }

        /// <summary>The files that it read wrong, each with what it read.</summary>
        public IReadOnlyList<string> Wrong => wrong;

        public void Add(MatrixFile file, IcsReaderFindings findings)
        {
            Files++;
            var found = findings.Violations.Concat(file.FindWrong(findings.Events)).ToList();
            if (found.Count > 0 && findings.Violations.Count == 0 && file.DependsOnEdition)
            {
                Stale++;
            }
            else if (found.Count > 0 && file.HasObservances && Reader is "ruby-icalendar" or "ts-ics")
            {
                Own++;
            }
            else if (found.Count > 0)
            {
                wrong.Add($"{Reader}: {file.Kind} {file.Series.Zone} {file.Series.Workshops[0].Start:uuuu-MM-dd}: {found[0]}");
            }
        }

        public void AddZoneIds(MatrixFile file, HashSet<string> known)
        {
            Files++;
            if (file.TzIds.FirstOrDefault(id => !known.Contains(id)) is { } unknown)
            {
                wrong.Add($"{Reader}: {file.Kind}: PHP does not list {unknown}");
            }
        }
    }
}
