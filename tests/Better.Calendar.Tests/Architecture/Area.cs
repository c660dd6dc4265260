namespace Better.Calendar.Tests.Architecture;

/// <summary>
/// A folder of <c>src</c> with those below it that are no areas themselves: what it holds, and whose types it may use. The table in
/// CONTRIBUTING.md is printed from this one.
/// </summary>
internal sealed record Area(string Folder, string Holds, params string[] MayUse)
{
    private const string Core = "Better.Calendar";
    private const string Model = $"{Core}/Model";
    private const string TimeZones = $"{Core}/TimeZones";
    private const string Localization = $"{Core}/Localization";
    private const string Parsing = $"{Core}/Icalendar/Parsing";
    private const string Writing = $"{Core}/Icalendar/Writing";
    private const string Scheduling = $"{Core}/Scheduling";
    private const string Email = $"{Core}/Email";
    private const string Replies = $"{Core}/Replies";
    private const string Publishing = $"{Core}/Publishing";

    private const string AspNetCore = "Better.Calendar.AspNetCore";

    private const string Delivery = "Better.Calendar.Delivery";
    private const string Options = $"{Delivery}/Options";
    private const string Outboxes = $"{Delivery}/Outboxes";
    private const string Stores = $"{Delivery}/Stores";
    private const string Queues = $"{Delivery}/Queues";
    private const string Transports = $"{Delivery}/Transports";
    private const string Worker = $"{Delivery}/Worker";
    private const string Hosting = $"{Delivery}/Hosting";

    /// <summary>All areas, each after those that it may use, so that there can be no circle.</summary>
    public static IReadOnlyList<Area> All { get; } =
    [
        new(Core, "value lists, language tags, buffers: what several areas need"),
        new(Parsing, "calendar files that anybody wrote, however broken: every rule of reading, once", Core),
        new(TimeZones, "time zone ids, local starts; VTIMEZONE: a generator and a verifier that share no code", Core, Parsing),
        new(Model, "series, workshops and people; JSON and CSV; text hygiene", Core, TimeZones),
        new(Localization, "sentences, dates and time zone names by language; the table of local times", Core, Model),
        new(Writing, "workshops to iCalendar; the only area that knows Ical.Net", Core, Parsing, TimeZones, Model, Localization),
        new(Scheduling, "what changed and which emails are due; new time zone rules", Core, TimeZones, Model),
        new(
            Email,
            "content, plain text and HTML, MIME, and templates that are rendered once; knows MimeKit",
            Core,
            TimeZones,
            Model,
            Localization,
            Writing,
            Scheduling),
        new(Replies, "what clients send back, and attendance; knows MimeKit", Core, Parsing, TimeZones, Model, Writing, Scheduling),
        new(Publishing, "links, JSON-LD, the schedule as a table", Core, Parsing, Model, Localization, Writing),
        new($"{Core}/Validation", "findings on anybody's files; knows nothing of how ours are written", Core, Parsing, TimeZones),
        new("Better.Calendar.Testing", "what a host tests with: simulated calendars and replies", Core, Model, Email),
        new(
            AspNetCore,
            "a series on the web: endpoints, RSVP pages, options, the contract of a store, health",
            Model,
            Localization,
            Writing,
            Scheduling,
            Email,
            Replies,
            Publishing),
        new($"{AspNetCore}.Sqlite", "the series and the attendance in a file", AspNetCore),
        new(Options, "checks of options"),
        new(Outboxes, "emails as an outbox keeps them", Core, Model, Localization, Scheduling, Email, Options),
        new(Stores, "the contract of a store", Model, Outboxes),
        new(Queues, "who sends what next", Stores),
        new(Transports, "SMTP, Maildir, pickup directory; knows MailKit", Core, Options, Outboxes),
        new(
            Worker,
            "takes emails out of the store and hands them to a transport",
            Core,
            Model,
            Writing,
            Scheduling,
            Email,
            Options,
            Outboxes,
            Stores,
            Queues,
            Transports),
        new(Delivery, "the entry point: Outbox", Model, Scheduling, Email, Outboxes, Stores),
        new(
            Hosting,
            "a worker in a host: services, settings, health",
            Core,
            Stores,
            Queues,
            Transports,
            Worker,
            Delivery),
        new($"{Delivery}.Sqlite", "the store for one machine", Model, Outboxes, Stores, Hosting),
        new($"{Delivery}.PostgreSql", "the store for many machines", Model, Outboxes, Stores, Hosting),
        new($"{Delivery}.RabbitMq", "a queue beside a store", Options, Stores, Queues, Hosting),
    ];

    /// <summary>The area of a folder; null where none is named.</summary>
    public static string? Find(string folder) =>
        All.Select(static area => area.Folder)
            .Where(area => folder == area
                || (area.Contains('/', StringComparison.Ordinal) && folder.StartsWith($"{area}/", StringComparison.Ordinal)))
            .MaxBy(static area => area.Length);

    /// <summary>The table as Markdown.</summary>
    public static string Table => string.Concat(
        All.Select(
            static area =>
                $"| `{area.Folder}` | {area.Holds} | {string.Join(", ", area.MayUse.Select(static other => $"`{Shorten(other)}`"))} |\n")
            .Prepend("| area | holds | may use |\n| --- | --- | --- |\n"));

    // The longest common beginnings are left out: the areas' own names are unique.
    private static string Shorten(string folder) => folder[(folder.LastIndexOf('/') + 1)..];
}
