namespace Better.Calendar.Tests.Peers;

/// <summary>An event as Cyrus stores it.</summary>
/// <param name="Uid">As we wrote it.</param>
/// <param name="Sequence">0 if it has none.</param>
/// <param name="Status">CONFIRMED, CANCELLED, …</param>
/// <param name="Summary">Still escaped.</param>
/// <param name="Start">As written, without its zone.</param>
/// <param name="Attendees">PARTSTAT by address.</param>
/// <param name="Text">The whole calendar object, unfolded.</param>
public sealed record CyrusEvent(
    string Uid, int Sequence, string? Status, string? Summary, string? Start, IReadOnlyDictionary<string, string?> Attendees, string Text);
