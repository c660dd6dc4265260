using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>The values of an event.</summary>
/// <param name="Uid">UID.</param>
/// <param name="Sequence">SEQUENCE.</param>
/// <param name="Status">The status of the workshop.</param>
/// <param name="Start">The start, in the time zone of the workshop.</param>
/// <param name="End">The end, in the same time zone.</param>
/// <param name="Summary">SUMMARY.</param>
/// <param name="Description">DESCRIPTION.</param>
/// <param name="Location">LOCATION; empty when there is none.</param>
internal readonly record struct EventValues(
    string Uid,
        int Sequence,
        WorkshopStatus Status,
        ZonedDateTime Start,
        ZonedDateTime End,
        string Summary,
        string Description,
        string Location);
