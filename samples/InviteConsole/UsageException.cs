namespace InviteConsole;

/// <summary>Wrong usage of the command line; the message says what to do instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
