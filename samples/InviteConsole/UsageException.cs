namespace InviteConsole;

/// <summary>Wrong usage of the command line; the message says what to do instead, in the user's language.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(ConsoleText text)
        : base(text.ToString())
    {
    }

    private UsageException(string message)
        : base(message)
    {
    }

    /// <summary>With a sentence of the library, which is in English.</summary>
    public static UsageException FromLibrary(string message) => new(message);
}
