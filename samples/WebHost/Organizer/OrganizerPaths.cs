namespace WebHost.Organizer;

/// <summary>The addresses of the organizer's pages, and the pages that the navigation leads to.</summary>
internal static class OrganizerPaths
{
    public const string Overview = "/organizer";
    public const string SignIn = "/organizer/sign-in";
    public const string SignOut = "/organizer/sign-out";
    public const string Edit = "/organizer/edit";
    public const string NewSeries = "/organizer/new";
    public const string Emails = "/organizer/emails";
    public const string EmailView = "/organizer/emails/view";

    /// <summary>The pages of the navigation, in its order, with their names.</summary>
    public static IEnumerable<(string Path, string Name)> GetNavigation(OrganizerTexts texts) =>
    [
        (Overview, texts["Series"]),
        (Edit, texts["Edit"]),
        (Emails, texts["Emails"]),
        (NewSeries, texts["New series"]),
    ];
}
