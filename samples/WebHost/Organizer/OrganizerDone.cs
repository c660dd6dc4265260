namespace WebHost.Organizer;

/// <summary>What has just been done, as the page after it says: the address names it by a word.</summary>
internal static class OrganizerDone
{
    public const string Name = "done";
    public const string Saved = "saved";
    public const string Replaced = "replaced";

    /// <summary>The sentence; null if the word is none of ours.</summary>
    public static string? Describe(string? done, OrganizerTexts texts) => done switch
    {
        Saved => texts["The series is saved."],
        Replaced => texts["The new series is saved."],
        _ => null,
    };
}
