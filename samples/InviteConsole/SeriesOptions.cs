using System.CommandLine;
using System.Globalization;
using Better.Calendar;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace InviteConsole;

/// <summary>Which series, with whom, and as if written when: what <c>write</c> and <c>send</c> have in common.</summary>
internal sealed class SeriesOptions
{
    /// <summary>The embedded series was announced on this day: its own "now".</summary>
    private static readonly Instant Announced = Instant.FromUtc(2020, 5, 20, 8, 0);

    private readonly Option<FileInfo?> series = new("--series") { Description = "The series document (JSON). Default: the BETTER series." };

    private readonly Option<FileInfo?> participants = new("--participants") { Description = "More participants (CSV: name, email, city, language, zone, workshops)." };

    private readonly Option<string?> at = new("--at")
    {
        Description = "The moment of writing, such as 2020-05-20T08:00:00Z. Default: now; for the BETTER series in its own year, the day of its announcement.",
    };

    private readonly Option<string?> shiftTo = new("--shift-to") { Description = "Moves the whole series so that it begins on this day, such as 2027-01-19." };

    private readonly Option<string?> to = new("--to") { Description = "Invites this address alone: to send yourself a series." };

    private readonly Option<string?> language = new("--language") { Description = "With --to: the language of the emails, such as en." };

    private readonly Option<string?> organizer = new("--organizer") { Description = "The organizer's address, which the emails come from. Default: as in the series." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { series, participants, at, shiftTo, to, language, organizer })
        {
            command.Add(option);
        }
    }

    /// <summary>Whether one address alone is invited: of such a series no plan can be made, for all the others would be taken off the list.</summary>
    public bool HasSingleRecipient(ParseResult arguments) => arguments.GetValue(to) is not null;

    /// <summary>Reads the series and says what was assumed.</summary>
    public (WorkshopSeries Series, Instant At) Read(ParseResult arguments)
    {
        var read = arguments.GetValue(series) is { } file ? Open(file, document => SeriesDocument.Read(document)) : ReadEmbedded();
        if (arguments.GetValue(organizer) is { } address)
        {
            read = read with { Organizer = read.Organizer with { Email = Address("--organizer", address) } };
        }

        if (arguments.GetValue(participants) is { } list)
        {
            read = read with { Participants = [.. read.Participants, .. Open(list, csv => ParticipantList.Read(csv, read))] };
        }

        if (arguments.GetValue(to) is { } recipient)
        {
            var email = Address("--to", recipient);
            read = read with { Participants = [new() { Name = email.LocalPart, Email = email, Language = arguments.GetValue(language) }] };
        }

        read = arguments.GetValue(shiftTo) is { } day ? Shift(read, Parse("--shift-to", LocalDatePattern.Iso, day)) : read;
        return (read, GetInstant(arguments));
    }

    private Instant GetInstant(ParseResult arguments)
    {
        if (arguments.GetValue(at) is { } text)
        {
            return Parse("--at", InstantPattern.General, text);
        }

        if (arguments.GetValue(series) is not null || arguments.GetValue(shiftTo) is not null)
        {
            // The only clock of the program: the library has none.
            var now = SystemClock.Instance.GetCurrentInstant();
            return now - Duration.FromTicks(now.ToUnixTimeTicks() % NodaConstants.TicksPerSecond);
        }

        AnsiConsole.MarkupLineInterpolated($"[grey]The series took place in 2020: emails are dated {Announced:uuuu'-'MM'-'dd'T'HH':'mm':'ss'Z'}, when it was announced. --at and --shift-to change that.[/]");
        return Announced;
    }

    private static WorkshopSeries ReadEmbedded()
    {
        using var document = typeof(SeriesOptions).Assembly.GetManifestResourceStream("better-thematic-event-3.json")!;
        return SeriesDocument.Read(document);
    }

    private static WorkshopSeries Shift(WorkshopSeries series, LocalDate first)
    {
        var days = Period.DaysBetween(series.Workshops.Min(workshop => workshop.Start.Date), first);
        return series with { Workshops = [.. series.Workshops.Select(workshop => workshop with { Start = workshop.Start.PlusDays(days) })] };
    }

    internal static T Open<T>(FileInfo file, Func<Stream, T> read)
    {
        if (!file.Exists)
        {
            throw new UsageException($"There is no file {file.FullName}.");
        }

        using var stream = file.OpenRead();
        return read(stream);
    }

    private static T Parse<T>(string option, IPattern<T> pattern, string text)
    {
        var parsed = pattern.Parse(text);
        return parsed.Success ? parsed.Value : throw new UsageException($"{option}: \"{text}\" is not of the form {pattern.Format(Example<T>())}.");
    }

    private static T Example<T>() => typeof(T) == typeof(Instant) ? (T)(object)Announced : (T)(object)Announced.InUtc().Date;

    private static EmailAddress Address(string option, string text) =>
        EmailAddress.TryParse(text, out var address) ? address : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option}: \"{text}\" is not an e-mail address."));
}
