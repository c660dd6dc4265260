using Better.Calendar.Ics;
using Better.Calendar.Revisions;
using Better.Calendar.Wordings;

namespace Better.Calendar.Invitations;

/// <summary>What each kind of letter is made of.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Preheader">What stands beside the subject in a list of mails.</param>
/// <param name="Opening">Its first sentence.</param>
/// <param name="Method">Its calendar part; null where it has none.</param>
internal sealed record KindWords(Phrase Subject, Phrase Preheader, Phrase Opening, IcsMethod? Method)
{
    public static KindWords Of(LetterKind kind) => kind switch
    {
        LetterKind.Invitation => new(Phrase.InvitationSubject, Phrase.InvitationPreheader, Phrase.InvitationOpening, IcsMethod.Request),
        LetterKind.Update => new(Phrase.UpdateSubject, Phrase.UpdatePreheader, Phrase.UpdateOpening, IcsMethod.Request),
        LetterKind.Cancellation => new(Phrase.CancellationSubject, Phrase.CancellationPreheader, Phrase.CancellationOpening, IcsMethod.Cancel),
        LetterKind.Withdrawal => new(Phrase.WithdrawalSubject, Phrase.WithdrawalPreheader, Phrase.WithdrawalOpening, IcsMethod.Cancel),
        LetterKind.Reminder => new(Phrase.ReminderSubject, Phrase.ReminderPreheader, Phrase.ReminderOpening, null),
        LetterKind.Overview => new(Phrase.OverviewSubject, Phrase.OverviewPreheader, Phrase.OverviewOpening, null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "there is no such kind of letter"),
    };
}
