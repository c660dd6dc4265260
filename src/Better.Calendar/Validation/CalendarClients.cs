using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>The calendar clients that validation rules refer to.</summary>
[JsonConverter(typeof(WordJsonConverter<CalendarClients>))]
[Flags]
public enum CalendarClients
{
    /// <summary>No particular client: the rule protects people's privacy, or programs that read responses.</summary>
    None = 0,

    /// <summary>All versions of Outlook, outlook.com and Exchange.</summary>
    Outlook = 1,

    /// <summary>Gmail and Google Calendar.</summary>
    Gmail = 2,

    /// <summary>Apple Mail and Calendar.</summary>
    Apple = 4,

    /// <summary>Thunderbird.</summary>
    Thunderbird = 8,

    /// <summary>Proton Mail and Calendar.</summary>
    Proton = 16,

    /// <summary>Nextcloud and other servers built on sabre.</summary>
    Nextcloud = 32,

    /// <summary>Smaller and older clients.</summary>
    Others = 64,

    /// <summary>All clients.</summary>
    All = Outlook | Gmail | Apple | Thunderbird | Proton | Nextcloud | Others,
}
