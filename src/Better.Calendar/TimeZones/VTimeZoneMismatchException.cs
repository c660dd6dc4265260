using System.Globalization;
using NodaTime;

namespace Better.Calendar;

/// <summary>The VTIMEZONE of a calendar file would have a wrong offset at one of the file's times; the file was not written.</summary>
/// <remarks>This is an error in the library, not in the series. Please report it.</remarks>
public sealed class VTimeZoneMismatchException : Exception
{
    internal VTimeZoneMismatchException(string zoneId, LocalDateTime localDateTime, Offset? fileOffset, Offset actualOffset)
        : base(string.Format(
            CultureInfo.InvariantCulture,
            "The VTIMEZONE of {0} has {1} at {2:uuuu-MM-dd'T'HH:mm:ss} local time, but the correct offset is UTC{3}. The calendar was "
                + "not written; please report this error of the library.",
            zoneId,
            fileOffset is null ? "no offset" : "UTC" + fileOffset.Value.ToString("g", CultureInfo.InvariantCulture),
            localDateTime,
            actualOffset.ToString("g", CultureInfo.InvariantCulture)))
    {
        ZoneId = zoneId;
        LocalDateTime = localDateTime;
        FileOffset = fileOffset;
        ActualOffset = actualOffset;
    }

    /// <summary>The id of the zone.</summary>
    public string ZoneId { get; }

    /// <summary>The time at which the offset is wrong, as local time in the zone.</summary>
    public LocalDateTime LocalDateTime { get; }

    /// <summary>The offset that a client would read from the VTIMEZONE; null when it defines none at that time.</summary>
    public Offset? FileOffset { get; }

    /// <summary>The correct offset at that time.</summary>
    public Offset ActualOffset { get; }
}
