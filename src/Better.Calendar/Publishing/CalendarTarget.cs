using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>The calendar that a <see cref="CalendarLink"/> opens.</summary>
[JsonConverter(typeof(WordJsonConverter<CalendarTarget>))]
public enum CalendarTarget
{
    /// <summary>Google Calendar.</summary>
    Google,

    /// <summary>Outlook.com: personal accounts.</summary>
    Outlook,

    /// <summary>Outlook on the web of Microsoft 365: work and school accounts.</summary>
    Microsoft365,

    /// <summary>Yahoo Calendar.</summary>
    Yahoo,

    /// <summary>The .ics file that the host serves for download.</summary>
    File,

    /// <summary>The calendar program on the device of the reader, with a <c>webcal:</c> URL.</summary>
    Webcal,
}
