using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>What an event says of its workshop.</summary>
/// <param name="Uid">UID.</param>
/// <param name="Sequence">SEQUENCE.</param>
/// <param name="Status">Whether it takes place.</param>
/// <param name="Start">When it starts, in the zone of its workshop.</param>
/// <param name="End">When it ends, in the same zone.</param>
/// <param name="Summary">SUMMARY.</param>
/// <param name="Description">DESCRIPTION.</param>
/// <param name="Location">LOCATION; empty where there is none.</param>
internal readonly record struct EventValues(
    string Uid, int Sequence, WorkshopStatus Status, ZonedDateTime Start, ZonedDateTime End, string Summary, string Description, string Location);
