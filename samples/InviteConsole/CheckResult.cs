using Better.Calendar;

namespace InviteConsole;

/// <summary>What was found in one input.</summary>
/// <param name="Name">The file, with the message's number for a mailbox.</param>
/// <param name="IsLetter">Whether it was read as an email; lines are then those of a part, not of the file.</param>
/// <param name="Report">What was found.</param>
internal sealed record CheckResult(string Name, bool IsLetter, ValidationReport Report);
