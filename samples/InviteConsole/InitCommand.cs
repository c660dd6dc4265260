using System.CommandLine;
using System.Text;
using Better.Calendar;
using NodaTime;
using NodaTime.TimeZones;
using static InviteConsole.ConsoleTexts;

namespace InviteConsole;

/// <summary>The command <c>init</c>: writes a series document to begin with.</summary>
internal static class InitCommand
{
    private const int MaxIdLength = 64;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "The file to write. Default: series.json.",
            DefaultValueFactory = _ => new FileInfo("series.json"),
        };
        var command =
            new Command(
                "init",
                "Writes a series document to begin with: example values in every property, in your language and time zone. Never replaces "
                    + "a file.")
            {
                file,
            };
        command.SetAction(arguments => Run(arguments.GetValue(file)!));
        return command;
    }

    private static int Run(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
        {
            throw new UsageException($"{file.FullName} is a folder. Give the name of a file, such as {file.Name}/series.json.");
        }

        if (file.Directory is not { Exists: true })
        {
            throw new UsageException($"The folder {file.Directory?.FullName ?? ""} does not exist. Create it, or choose another.");
        }

        if (file.Exists)
        {
            throw new UsageException($"{file.FullName} exists already and is not replaced. Choose another name, or move it away.");
        }

        // The clock only chooses dates that are still to come.
        var today = SystemClock.Instance.GetCurrentInstant().InZone(GetZone()).Date;
        using (var stream = new FileStream(file.FullName, FileMode.CreateNew))
        {
            SeriesDocument.Write(CreateSeries(CreateId(file), today), stream);
        }

        Screen.Line($"A series to begin with is in [bold]{file.FullName}[/].");
        Screen.Line($"Put in your own texts, dates and people. Choose id and domain well: they cannot change once emails are sent.");
        Screen.Line($"Look at the emails, and open preview.html:");
        var name = CommandText.Quote(Path.GetRelativePath(Directory.GetCurrentDirectory(), file.FullName));
        Screen.Verbatim($"  write --series {name}");
        return 0;
    }

    private static WorkshopSeries CreateSeries(string id, LocalDate today)
    {
        // A month ahead, on a Tuesday and the Tuesday after it.
        var first = today.PlusWeeks(4).Next(IsoDayOfWeek.Tuesday);
        var zone = GetZone().Id;
        return new()
        {
            Id = id,
            Domain = "cityhall.example",
            Title = Of($"Open data for everybody"),
            Description = Of($"Two workshops about the data of our city."),
            Next = Of($"We go on in autumn."),
            Website = new("https://cityhall.example/open-data"),
            Categories = [Of($"Open data")],
            Color = "steelblue",
            Image = new("https://cityhall.example/open-data.png"),
            Classification = EventClassification.Public,
            Organizer = new() { Name = Of($"City Hall"), Email = EmailAddress.Parse("workshops@cityhall.example") },
            Language = Current.Language,
            Zone = zone,
            Workshops =
            [
                new()
                {
                    Id = "maps",
                    Title = Of($"Maps"),
                    Description = Of($"How to draw a map of your street."),
                    Summary = Of($"We drew maps of our streets."),
                    Start = first + new LocalTime(10, 30),
                    Duration = Duration.FromMinutes(90),
                    LeadExpert = new() { Name = "Kadri Tamm", City = "Tartu" },
                    Meeting = new() { Platform = "Webex", Url = new("https://meet.example/maps"), Passcode = "on-the-map" },
                },
                new()
                {
                    Id = "statistics",
                    Title = Of($"Statistics"),
                    Start = first.PlusWeeks(1) + new LocalTime(14, 0),
                    Duration = Duration.FromHours(2),
                    Venue = new()
                    {
                        Name = Of($"Town library"),
                        Room = Of($"Room 2"),
                        Address = "Szabó Ervin tér 1.",
                        City = "Budapest",
                        Latitude = 47.4904,
                        Longitude = 19.0629,
                        MapUrl = new("https://maps.example/town-library"),
                    },
                    Materials = [new() { Title = Of($"Slides"), Url = new("https://cityhall.example/slides") }],
                },
            ],
            Participants =
            [
                new() { Name = "Anna Kovács", Email = EmailAddress.Parse("anna@guest.example"), City = "Budapest" },
                new()
                {
                    Name = "Paolo Neri",
                    Email = EmailAddress.Parse("paolo@guest.example"),
                    City = "Genova",
                    Language = "it",
                    Zone = "Europe/Rome",
                    Workshops = ["maps"],
                    Meetings = [new() { WorkshopId = "maps", Url = new("https://meet.example/maps?who=paolo") }],
                },
            ],
        };
    }

    /// <summary>The id from the name of the file, as far as it has letters that ids may have.</summary>
    private static string CreateId(FileInfo file)
    {
        var id = new StringBuilder();
        foreach (var c in Path.GetFileNameWithoutExtension(file.Name).Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            id.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : c is ' ' or '.' ? '-' : null);
        }

        var text = id.ToString().Trim('-', '_');
        return text.Length == 0 || text == "series" ? "my-series" : text.Length > MaxIdLength ? text[..MaxIdLength].Trim('-', '_') : text;
    }

    private static DateTimeZone GetZone()
    {
        try
        {
            var zone = DateTimeZoneProviders.Tzdb.GetSystemDefault();
            return zone.Id.Contains('/', StringComparison.Ordinal) && !zone.Id.StartsWith("Etc/", StringComparison.Ordinal)
                ? zone
                : DateTimeZoneProviders.Tzdb["Europe/Budapest"];
        }
        catch (DateTimeZoneNotFoundException)
        {
            return DateTimeZoneProviders.Tzdb["Europe/Budapest"];
        }
    }
}
