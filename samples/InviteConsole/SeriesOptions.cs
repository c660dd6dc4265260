using System.CommandLine;
using Better.Calendar;
using NodaTime;
using NodaTime.Text;

namespace InviteConsole;

/// <summary>
/// The options that choose the series, its participants and the time of writing; <c>write</c>, <c>plan</c> and <c>send</c> share them.
/// </summary>
internal sealed class SeriesOptions(Option<string?> language)
{
    /// <summary>The day on which the embedded series was announced: the default time of writing.</summary>
    private static readonly Instant Announced = Instant.FromUtc(2020, 5, 20, 8, 0);

    private readonly Option<FileInfo?> series =
        new("--series") { Description = "The series document (JSON). Default: the embedded BETTER series." };

    private readonly Option<FileInfo?> participants =
        new("--participants")
        {
            Description =
            "Additional participants (CSV with the columns name, email, city, language, zone, workshops; link:ID and passcode:ID for a "
                + "person's own join link)."
        };

    private readonly Option<string?> at = new("--at")
    {
        Description =
            "The time of writing, such as 2020-05-20T08:00:00Z. Default: now; for the BETTER series of 2020, the day on which it was "
                + "announced.",
    };

    private readonly Option<string?> shiftTo =
        new("--shift-to") { Description = "Moves the whole series so that it starts on this day, such as 2027-01-19." };

    private readonly Option<string?> to = new("--to") { Description = "Invites only this address, for example to send yourself a series." };

    private readonly Option<string?> organizer =
        new("--organizer") { Description = "The organizer's address, from which the emails are sent. Default: the one in the series." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { series, participants, at, shiftTo, to, organizer })
        {
            command.Add(option);
        }
    }

    /// <summary>
    /// Whether only one address is invited (<c>--to</c>). Such a series cannot be planned: all other participants would be removed.
    /// </summary>
    public bool HasSingleRecipient(ParseResult arguments) => arguments.GetValue(to) is not null;

    /// <summary>The id of the series that the program contains.</summary>
    public static string EmbeddedId => ReadEmbedded().Id;

    /// <summary>The file of --series; null: the series that the program contains.</summary>
    public FileInfo? GetFile(ParseResult arguments) => arguments.GetValue(series);

    /// <summary>The address of --to; null: not given.</summary>
    public EmailAddress? GetRecipient(ParseResult arguments) =>
        arguments.GetValue(to) is { } recipient ? ParseAddress("--to", recipient) : null;

    /// <summary>Reads the series, and prints which defaults were used.</summary>
    public (WorkshopSeries Series, Instant At) Read(ParseResult arguments)
    {
        ValueList<ParseNote> notes = [];
        var read = arguments.GetValue(series) is { } file ? OpenDocument(file, out notes) : Embedded;
        PrintNotes(arguments.GetValue(series), notes);
        if (arguments.GetValue(organizer) is { } address)
        {
            read = read with { Organizer = read.Organizer with { Email = ParseAddress("--organizer", address) } };
        }

        if (arguments.GetValue(participants) is { } list)
        {
            read = read with { Participants = [.. read.Participants, .. Open(list, csv => ParticipantList.Read(csv, read, out notes))] };
            PrintNotes(list, notes);
        }

        if (arguments.GetValue(to) is { } recipient)
        {
            var email = ParseAddress("--to", recipient);
            // A series to oneself is a rehearsal: it does not matter what has gone out to others.
            read = read with
            {
                State = null,
                Participants = [new() { Name = email.LocalPart, Email = email, Language = arguments.GetValue(language) }],
            };
        }

        read = arguments.GetValue(shiftTo) is { } day ? Shift(read, Parse("--shift-to", LocalDatePattern.Iso, day)) : read;
        return (read, GetInstant(arguments, read));
    }

    // How values were read that are written in another way, and languages without sentences.
    private static void PrintNotes(FileInfo? file, ValueList<ParseNote> notes)
    {
        foreach (var note in notes)
        {
            Console.Error.WriteLine($"{file?.Name}: {note}");
        }
    }

    private Instant GetInstant(ParseResult arguments, WorkshopSeries read)
    {
        if (arguments.GetValue(at) is { } text)
        {
            return Parse("--at", InstantPattern.General, text);
        }

        var isEmbedded = arguments.GetValue(series) is null || read.Workshops.Equals(Embedded.Workshops);
        if (!isEmbedded || arguments.GetValue(shiftTo) is not null)
        {
            // The only place where the program reads the clock; the library reads none.
            var now = SystemClock.Instance.GetCurrentInstant();
            return now - Duration.FromTicks(now.ToUnixTimeTicks() % NodaConstants.TicksPerSecond);
        }

        Screen.Remark($"The series took place in 2020: the emails have the date {Announced}, when it was announced. "
            + $"--at and --shift-to change that.");
        return Announced;
    }

    /// <summary>Reads a series document of the person's own, however long it is.</summary>
    public static WorkshopSeries OpenDocument(FileInfo file) => OpenDocument(file, out _);

    private static WorkshopSeries OpenDocument(FileInfo file, out ValueList<ParseNote> notes)
    {
        ValueList<ParseNote> found = [];
        var read = Open(file, document => SeriesDocument.Read(document, out found, maxLength: int.MaxValue));
        notes = found;
        return read;
    }

    private static WorkshopSeries Embedded => field ??= ReadEmbedded();

    private static WorkshopSeries ReadEmbedded()
    {
        using var document = typeof(SeriesOptions).Assembly.GetManifestResourceStream("better-thematic-event-3.json")!;
        return SeriesDocument.Read(document);
    }

    private static WorkshopSeries Shift(WorkshopSeries series, LocalDate first)
    {
        var days = Period.DaysBetween(series.Workshops.Min(workshop => workshop.Start.Date), first);
        return series with
        {
            Workshops =
            [.. series.Workshops.Select(workshop => workshop with { Start = workshop.Start.PlusDays(days) })]
        };
    }

    internal static T Open<T>(FileInfo file, Func<Stream, T> read)
    {
        if (!file.Exists)
        {
            throw new UsageException($"The file {file.FullName} does not exist.");
        }

        using var stream = file.OpenRead();
        return read(stream);
    }

    private static T Parse<T>(string option, IPattern<T> pattern, string text)
    {
        var parsed = pattern.Parse(text);
        return parsed.Success
            ? parsed.Value
            : throw new UsageException($"{option}: \"{text}\" is not valid; write it like {pattern.Format(Example<T>())}.");
    }

    private static T Example<T>() => typeof(T) == typeof(Instant) ? (T)(object)Announced : (T)(object)Announced.InUtc().Date;

    private static EmailAddress ParseAddress(string option, string text) =>
        EmailAddress.TryParse(text, out var address)
            ? address
            : throw new UsageException($"{option}: \"{text}\" is not an email address; write it like name@host.example.");
}
