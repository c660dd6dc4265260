namespace Better.Calendar.AspNetCore;

/// <summary>The parts that <c>MapBetterCalendar</c> maps.</summary>
[Flags]
public enum CalendarEndpoints
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>/calendar/{language}.ics</c>: the feed of all workshops.</summary>
    Feed = 1,

    /// <summary><c>/calendar/{language}/{workshop}.ics</c>: one workshop, to download.</summary>
    Downloads = 2,

    /// <summary>
    /// <c>/schedule/{language}.json</c>: what a schedule page shows, with the links that add each workshop to a calendar; <c>.txt</c> and
    /// <c>.md</c>: a text for an announcement. <c>?zone=</c> names the time zone; default: that of the series.
    /// </summary>
    Schedule = 4,

    /// <summary><c>/schedule/{language}.jsonld</c>: the series for search engines.</summary>
    JsonLd = 8,

    /// <summary><c>/rsvp/{token}</c>: the RSVP page of a participant for a workshop.</summary>
    RsvpPages = 16,

    /// <summary><c>/calendar/personal/{token}.ics</c>: the workshops that a participant is invited to.</summary>
    PersonalFeeds = 32,

    /// <summary>What everybody may see; none of it contains a participant.</summary>
    Public = Feed | Downloads | Schedule | JsonLd,

    /// <summary>All of it. RSVP pages and personal feeds need a key.</summary>
    All = Public | RsvpPages | PersonalFeeds,
}
