namespace WebHost.Organizer;

/// <summary>What has just been done, as the page after it says: the address names it by a word.</summary>
internal static class OrganizerDone
{
    public const string Name = "done";
    public const string Saved = "saved";
    public const string Replaced = "replaced";
    public const string Posted = "posted";
    public const string Withdrawn = "withdrawn";
    public const string Read = "read";
    public const string Entered = "entered";
    public const string Forgotten = "forgotten";

    /// <summary>The sentence; null if the word is none of ours.</summary>
    public static string? Describe(string? done, OrganizerTexts texts) => done switch
    {
        Saved => texts["The series is saved."],
        Replaced => texts["The new series is saved."],
        Posted => texts["The emails are on their way."],
        Withdrawn => texts["The emails are withdrawn, and are not sent."],
        Read => texts["The mails are read."],
        Entered => texts["The response counts now."],
        Forgotten => texts["The person is erased."],
        _ => null,
    };
}
