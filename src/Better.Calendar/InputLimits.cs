namespace Better.Calendar;

/// <summary>
/// How much of what strangers write is read: the one table for series documents, CSV files, replies and checked files. Genuine input stays
/// far below.
/// </summary>
internal static class InputLimits
{
    /// <summary>The characters of a title.</summary>
    public const int Title = 500;

    /// <summary>The characters of a name: of a person, a venue or a platform.</summary>
    public const int Name = 200;

    /// <summary>The characters of a passcode, a meeting number or a telephone number.</summary>
    public const int Passcode = 100;

    /// <summary>The characters of a description or a note.</summary>
    public const int Description = 20_000;

    /// <summary>The characters of a URL; browsers and mail programs cut longer ones.</summary>
    public const int Url = 2_000;

    /// <summary>The characters of a language tag (RFC 5646, 4.4.1 asks for at least 35).</summary>
    public const int LanguageTag = 35;

    /// <summary>The languages of one text.</summary>
    public const int Languages = 200;

    /// <summary>The characters of a time zone id.</summary>
    public const int TimeZoneId = 200;

    /// <summary>The bytes of a series document, a CSV file or a mail.</summary>
    public const int DocumentBytes = 10_000_000;

    /// <summary>The columns of a row in a CSV file that are read.</summary>
    public const int Columns = 1_000;

    /// <summary>The bytes of one field of a mail's headers.</summary>
    public const int HeaderFieldBytes = 64 * 1024;

    /// <summary>The bytes of all headers of a mail that comes back.</summary>
    public const int HeaderBytes = 256 * 1024;

    /// <summary>The fields in all headers of a mail that comes back.</summary>
    public const int HeaderFields = 2_000;

    /// <summary>The bytes of all headers of a mail that is validated, which may have many parts.</summary>
    public const int ValidatedHeaderBytes = 512 * 1024;

    /// <summary>The fields in all headers of a mail that is validated.</summary>
    public const int ValidatedHeaderFields = 4_000;

    /// <summary>The parts of a mail that is validated.</summary>
    public const int ValidatedParts = 1_000;

    /// <summary>The parameters of one line of a calendar that are read.</summary>
    public const int LineParameters = 200;

    /// <summary>The dates of one list in a calendar (EXDATE, RDATE) that are looked at.</summary>
    public const int ListValues = 10_000;

    /// <summary>The time zone ids of one calendar that are looked at; there are about 600 in the world.</summary>
    public const int TimeZones = 1_000;

    /// <summary>The attendees of one event that are looked at.</summary>
    public const int Attendees = 1_000;

    /// <summary>The bytes of a calendar whose lines may be as short as they like.</summary>
    public const int SmallCalendarBytes = 40_000;

    /// <summary>The characters of a comment in a reply.</summary>
    public const int Comment = 2_000;

    /// <summary>The bytes of a text in a mail that are searched for addresses and phrases.</summary>
    public const int MailTextBytes = 64 * 1024;

    /// <summary>The addresses of a mail, or of a report in it, that are compared with the invited ones.</summary>
    public const int MailAddresses = 200;

    /// <summary>The errors that are listed of one document; more of them do not help anybody.</summary>
    public const int Errors = 200;
}
