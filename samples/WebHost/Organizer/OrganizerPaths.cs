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
    public const string Sending = "/organizer/sending";
    public const string SendingAgain = "/organizer/sending/again";
    public const string SendingWithdraw = "/organizer/sending/withdraw";
    public const string Reminders = "/organizer/reminders";
    public const string Note = "/organizer/note";
    public const string FollowUps = "/organizer/follow-ups";
    public const string Responses = "/organizer/responses";
    public const string ResponsesConfirm = "/organizer/responses/confirm";
    public const string Replies = "/organizer/replies";
    public const string RepliesMaildir = "/organizer/replies/maildir";
    public const string RepliesEnter = "/organizer/replies/enter";
    public const string RepliesPutAway = "/organizer/replies/put-away";
    public const string RepliesAccept = "/organizer/replies/accept";
    public const string Export = "/organizer/export";
    public const string Forget = "/organizer/forget";

    /// <summary>The pages of the navigation, in its order, with their names.</summary>
    public static IEnumerable<(string Path, string Name)> GetNavigation(OrganizerTexts texts) =>
    [
        (Overview, texts["Series"]),
        (Edit, texts["Edit"]),
        (Emails, texts["Emails"]),
        (Sending, texts["Send"]),
        (Responses, texts["Responses"]),
        (Replies, texts["Replies"]),
        (Reminders, texts["Reminders"]),
        (Note, texts["Note"]),
        (FollowUps, texts["Follow-ups"]),
        (Export, texts["Export"]),
        (NewSeries, texts["New series"]),
    ];
}
