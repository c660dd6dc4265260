using Better.Calendar;

namespace WebHost;

/// <summary>
/// Settings of the host, from appsettings.json, the environment (<c>WebHost__PublicUrl</c>), or the command line
/// (<c>--WebHost:PublicUrl=…</c>).
/// </summary>
public sealed record WebHostOptions
{
    /// <summary>
    /// The folder of the database, of the outbox, of the key of the RSVP links, and of the keys of the organizer's cookie; it is created if
    /// it does not exist. Default: <c>out/web</c>.
    /// </summary>
    public string Folder { get; init; } = "out/web";

    /// <summary>The path of the series document that a new database starts with. Default: the BETTER series.</summary>
    public string? Series { get; init; }

    /// <summary>
    /// The date to which the first workshop of a new database is moved (<c>2027-01-19</c>). Default: the BETTER series is moved a few weeks
    /// into the future, so that responses are possible; other series are not moved.
    /// </summary>
    public string? ShiftTo { get; init; }

    /// <summary>
    /// How a new database puts its series into calendars; <c>CourseEmail</c> asks by one email, whose RSVP page shows all workshops.
    /// Default: one event per workshop.
    /// </summary>
    public SchedulingMode SchedulingMode { get; init; }

    /// <summary>The public address of this host. Default: the address that the request names.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>
    /// The key of the organizer, 16 characters or more: with it they sign in at <c>/organizer</c>, and their programs send it as a bearer
    /// token to the endpoints below it. Default: null, and neither exists; in development the host makes a key for the pages at each start.
    /// </summary>
    public string? OrganizerKey { get; init; }

    /// <summary>How long a write waits for another one, in seconds. Default: 5.</summary>
    public int WriteTimeoutSeconds { get; init; } = 5;

    /// <summary>
    /// The Maildir into which the replies of the organizer's mailbox are delivered; the organizer's pages read it. Default: null, replies
    /// are uploaded.
    /// </summary>
    public string? ReplyMaildir { get; init; }

    /// <summary>
    /// Whether each participant gets a reply address of their own (<c>workshops+TOKEN@host.example</c>), so that only genuine replies count
    /// without confirmation. Default: false, because not every mail server has such addresses.
    /// </summary>
    public bool ReplyTokens { get; init; }

    /// <summary>
    /// The name of the organizer's own mail server, whose Authentication-Results are trusted. Default: null, no server is.
    /// </summary>
    public string? TrustedAuthenticationServer { get; init; }

    /// <summary>The file with the key of RSVP links and reply addresses.</summary>
    internal string KeyFile => Path.Combine(Folder, "rsvp.key");
}
