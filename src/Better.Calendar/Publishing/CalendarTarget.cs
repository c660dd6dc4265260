namespace Better.Calendar;

/// <summary>Where a <see cref="CalendarLink"/> leads.</summary>
public enum CalendarTarget
{
    /// <summary>Google Calendar.</summary>
    Google,

    /// <summary>Outlook.com: private accounts.</summary>
    Outlook,

    /// <summary>Outlook on the web of Microsoft 365: accounts of work and school.</summary>
    Microsoft365,

    /// <summary>Yahoo Calendar.</summary>
    Yahoo,

    /// <summary>The host's own .ics file, to download.</summary>
    File,

    /// <summary>The calendar program of the reader's own machine, by <c>webcal:</c>.</summary>
    Webcal,
}
