
namespace Better.Calendar.Email;

/// <summary>What each kind of email is made of.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Preheader">What stands beside the subject in a list of mails.</param>
/// <param name="Opening">Its first sentence.</param>
/// <param name="Method">Its calendar part; null where it has none.</param>
internal sealed record EmailKindTexts(TextKey Subject, TextKey Preheader, TextKey Opening, IcsMethod? Method)
{
    public static EmailKindTexts ForKind(EmailKind kind) => kind switch
    {
        EmailKind.Invitation => new(TextKey.InvitationSubject, TextKey.InvitationPreheader, TextKey.InvitationOpening, IcsMethod.Request),
        EmailKind.Update => new(TextKey.UpdateSubject, TextKey.UpdatePreheader, TextKey.UpdateOpening, IcsMethod.Request),
        EmailKind.Cancellation => new(TextKey.CancellationSubject, TextKey.CancellationPreheader, TextKey.CancellationOpening, IcsMethod.Cancel),
        EmailKind.Withdrawal => new(TextKey.WithdrawalSubject, TextKey.WithdrawalPreheader, TextKey.WithdrawalOpening, IcsMethod.Cancel),
        EmailKind.Reminder => new(TextKey.ReminderSubject, TextKey.ReminderPreheader, TextKey.ReminderOpening, null),
        EmailKind.Overview => new(TextKey.OverviewSubject, TextKey.OverviewPreheader, TextKey.OverviewOpening, null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "there is no such kind of email"),
    };
}
