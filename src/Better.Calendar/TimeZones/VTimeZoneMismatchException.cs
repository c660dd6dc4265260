using System.Globalization;
using NodaTime;

namespace Better.Calendar;

/// <summary>A VTIMEZONE would have told a wrong offset at a time of the file; the file was not written.</summary>
public sealed class VTimeZoneMismatchException : Exception
{
    internal VTimeZoneMismatchException(string zoneId, LocalDateTime localDateTime, Offset? fileOffset, Offset actualOffset)
        : base(string.Format(
            CultureInfo.InvariantCulture,
            "The VTIMEZONE of {0} tells {1} at {2:uuuu-MM-dd'T'HH:mm:ss} local time; the truth is UTC{3}.",
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

    /// <summary>The zone.</summary>
    public string ZoneId { get; }

    /// <summary>The time of the file, on the zone's clock.</summary>
    public LocalDateTime LocalDateTime { get; }

    /// <summary>What a reader of the VTIMEZONE would take for the offset; null where it tells none.</summary>
    public Offset? FileOffset { get; }

    /// <summary>The offset that is in force then.</summary>
    public Offset ActualOffset { get; }
}
