using Better.Calendar;

namespace InviteConsole;

/// <summary>The report on one input.</summary>
/// <param name="Name">The file, with the message's number for a mailbox.</param>
/// <param name="IsEmail">Whether it was checked as an email; line numbers are then those of a part, not of the file.</param>
/// <param name="Report">What was found.</param>
internal sealed record CheckResult(string Name, bool IsEmail, ValidationReport Report);
