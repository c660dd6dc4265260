using Better.Calendar;

namespace WebHost;

/// <summary>
/// Settings of the host, from appsettings.json, the environment (<c>WebHost__PublicUrl</c>), or the command line
/// (<c>--WebHost:PublicUrl=…</c>).
/// </summary>
public sealed record WebHostOptions
{
    /// <summary>
    /// The folder of the database and of the key of the RSVP links; it is created if it does not exist. Default: <c>out/web</c>.
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
    /// The bearer token that gives access to <c>/organizer/…</c>; 16 characters or more. Default: null, and these endpoints do not exist.
    /// </summary>
    public string? OrganizerKey { get; init; }

    /// <summary>How long a write waits for another one, in seconds. Default: 5.</summary>
    public int WriteTimeoutSeconds { get; init; } = 5;
}
