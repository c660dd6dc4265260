namespace WebHost;

/// <summary>What the host is told from outside: appsettings.json, the environment (<c>WebHost__PublicUrl</c>), or the command line (<c>--WebHost:PublicUrl=…</c>).</summary>
public sealed record WebHostOptions
{
    /// <summary>Where the database and the key of the answer links are kept; made if it is not there.</summary>
    public string Folder { get; init; } = "out/web";

    /// <summary>The series document to begin with, where the database has none yet. Default: the BETTER series.</summary>
    public string? Series { get; init; }

    /// <summary>To begin with: the day on which the series starts (<c>2027-01-19</c>). Default: the BETTER series is moved a few weeks ahead, or nobody could answer; others stay.</summary>
    public string? ShiftTo { get; init; }

    /// <summary>Where the world finds this host. Default: where the request says it went to.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Opens <c>/organizer/…</c> to whoever sends it as bearer token; 16 characters or more. Default: nobody.</summary>
    public string? OrganizerKey { get; init; }

    /// <summary>How long somebody waits for another writer, in seconds.</summary>
    public int WriteTimeoutSeconds { get; init; } = 5;
}
