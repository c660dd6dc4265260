namespace Better.Calendar.Tests.Peers;

/// <summary>An event as Cyrus stores it.</summary>
/// <param name="Uid">The UID.</param>
/// <param name="Sequence">The SEQUENCE; 0 if there is none.</param>
/// <param name="Status">CONFIRMED, CANCELLED, …</param>
/// <param name="Summary">The SUMMARY, still escaped.</param>
/// <param name="Start">The value of DTSTART, without its TZID.</param>
/// <param name="Attendees">The PARTSTAT by address.</param>
/// <param name="Text">The whole calendar object, unfolded.</param>
public sealed record CyrusEvent(
    string Uid, int Sequence, string? Status, string? Summary, string? Start, IReadOnlyDictionary<string, string?> Attendees, string Text);
