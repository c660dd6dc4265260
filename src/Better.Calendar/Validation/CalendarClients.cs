namespace Better.Calendar;

/// <summary>The calendar clients that rules know of.</summary>
[Flags]
public enum CalendarClients
{
    /// <summary>No client in particular: people, privacy, programs that read answers.</summary>
    None = 0,

    /// <summary>Outlook in all its forms, outlook.com and Exchange.</summary>
    Outlook = 1,

    /// <summary>Gmail and Google Calendar.</summary>
    Gmail = 2,

    /// <summary>Apple Mail and Calendar.</summary>
    Apple = 4,

    /// <summary>Thunderbird.</summary>
    Thunderbird = 8,

    /// <summary>Proton Mail and Calendar.</summary>
    Proton = 16,

    /// <summary>Nextcloud and what else is built on sabre.</summary>
    Nextcloud = 32,

    /// <summary>Smaller and older ones.</summary>
    Others = 64,

    /// <summary>All of them.</summary>
    All = Outlook | Gmail | Apple | Thunderbird | Proton | Nextcloud | Others,
}
