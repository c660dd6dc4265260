namespace Better.Calendar.AspNetCore;

/// <summary>Settings of <c>AddBetterCalendar</c>.</summary>
/// <remarks>
/// <see cref="PublicUrl"/>, <see cref="SeriesFile"/>, <see cref="KeyFile"/>, <see cref="CacheDuration"/> and <see cref="AlarmMinutes"/> are
/// read from the section <see cref="SectionName"/> of the configuration, such as <c>BetterCalendar__PublicUrl</c> in the environment; then
/// the code of the host changes them. A host with a wrong setting does not start, and says which one is wrong.
/// </remarks>
public sealed class BetterCalendarOptions
{
    /// <summary>The name of the section in the configuration.</summary>
    public const string SectionName = "BetterCalendar";

    /// <summary>
    /// The public address under which the endpoints are mapped, such as <c>https://better.example/</c>. Default: null, and links have the
    /// address that each request names.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>The path of the series document that an empty store starts with. Default: null, <see cref="InitialSeries"/>.</summary>
    public string? SeriesFile { get; set; }

    /// <summary>Gives the series that an empty store starts with. Default: null, <see cref="SeriesFile"/>.</summary>
    public Func<IServiceProvider, WorkshopSeries>? InitialSeries { get; set; }

    /// <summary>
    /// The path of the file with the secret key of RSVP pages and personal feeds. It is created if it does not exist, readable by its owner
    /// alone, and needed as long as the series runs: without it no link in an email is valid. Default: null, <see cref="Key"/>.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>The secret key itself, if the host keeps it elsewhere: 32 random bytes or more. Default: null.</summary>
    public IReadOnlyList<byte>? Key { get; set; }

    /// <summary>How long caches may store feeds, downloads and schedules before they ask again. Default: five minutes.</summary>
    public TimeSpan CacheDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How many minutes before its start each workshop of a personal feed has an alarm: from 1 to 40,320 (four weeks). Default: null, none.
    /// Google Calendar and Outlook ignore the alarms of feeds.
    /// </summary>
    public int? AlarmMinutes { get; set; }

    /// <summary>
    /// Called with each revision before it is stored: put its emails into an outbox here. If it throws, nothing is stored. Default: null,
    /// and only the caller of <see cref="HostedSeries.ReviseAsync"/> gets the plan.
    /// </summary>
    /// <remarks>
    /// If the process stops between the outbox and the store, the same edit plans the same emails again, and an outbox skips those that it
    /// has. If hosts in several processes edit one series, post the emails in the transaction of a store of your own instead.
    /// </remarks>
    public Func<IServiceProvider, SeriesRevision, CancellationToken, Task>? BeforeRevision { get; set; }

    /// <summary>
    /// Gives the address of the host's schedule page in a language (BCP 47), for the foot of an RSVP page. Default: null, no link.
    /// </summary>
    public Func<string, Uri>? SchedulePage { get; set; }

    /// <summary>
    /// Gives the address of the host's RSVP page for all workshops, for the token that <see cref="PublishedSeries.GetToken"/> makes without
    /// a workshop; an RSVP page with such a token leads there. Default: null, there is no such page.
    /// </summary>
    public Func<string, Uri>? CoursePage { get; set; }

    /// <summary>
    /// The options of the emails, whose texts and theme the RSVP pages use too. Default: those of <see cref="InvitationComposer"/>.
    /// </summary>
    public InvitationOptions InvitationOptions { get; set; } = new();
}
