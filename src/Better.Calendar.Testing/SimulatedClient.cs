namespace Better.Calendar.Testing;

/// <summary>The calendar clients that <see cref="SimulatedCalendar"/> simulates.</summary>
/// <remarks>
/// Most rules were read in the source of the client; those of Outlook in its documentation, those of Google Calendar in what others
/// report. README.md of the package lists them, each with its source.
/// </remarks>
public enum SimulatedClient
{
    /// <summary>A server with the scheduling of sabre/vobject, such as Baïkal: it takes in all mail unasked.</summary>
    Sabre,

    /// <summary>Nextcloud: sabre/vobject, but a new event is stored when its reader presses a button in the mail app.</summary>
    Nextcloud,

    /// <summary>Cyrus IMAP 3.6: it takes in all mail unasked.</summary>
    Cyrus,

    /// <summary>Thunderbird: its reader presses a button in each email.</summary>
    Thunderbird,

    /// <summary>KMail with KOrganizer: its reader presses a button in each email.</summary>
    Kde,

    /// <summary>Evolution: its reader presses a button in each email.</summary>
    Evolution,

    /// <summary>SOGo: its reader presses a button in each email.</summary>
    Sogo,

    /// <summary>Proton Mail and Calendar: updates are taken in when the email is opened.</summary>
    Proton,

    /// <summary>Outlook and Exchange: the server takes in all mail unasked.</summary>
    Outlook,

    /// <summary>Google Calendar, as far as it is known: mail from known senders is taken in unasked.</summary>
    Google,
}
