namespace Better.Calendar.Email;

/// <summary>The texts and the calendar method of one kind of email.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Preheader">The text that mail programs show beside the subject.</param>
/// <param name="Opening">The first sentence.</param>
/// <param name="Method">The METHOD of its calendar part; null if it has no such part.</param>
internal sealed record EmailKindTexts(TextKey Subject, TextKey Preheader, TextKey Opening, IcsMethod? Method)
{
    /// <summary>
    /// The texts of an email. One about the whole course has no calendar part. A reminder that asks for a response says so beside its
    /// subject; a follow-up thanks who came.
    /// </summary>
    public static EmailKindTexts ForEmail(PlannedEmail message) => message switch
    {
        { Kind: EmailKind.Reminder, AsksForResponse: true } =>
            ForKind(EmailKind.Reminder) with { Preheader = TextKey.InvitationPreheader },
        { Kind: EmailKind.FollowUp } => ForKind(EmailKind.FollowUp) with
        {
            Subject = message.Workshop is null ? TextKey.SeriesFollowUpSubject : TextKey.FollowUpSubject,
            Opening = HasAttended(message) ? TextKey.FollowUpOpening : TextKey.FollowUpOpeningToOthers,
        },
        { IsCourseEmail: true } => ForKind(message.Kind) with { Opening = GetCourseOpening(message.Kind), Method = null },
        _ => ForKind(message.Kind),
    };

    /// <summary>Whether a follow-up goes to somebody who came.</summary>
    public static bool HasAttended(PlannedEmail message) => message.Response == ParticipationStatus.Accepted;

    /// <summary>The first sentence of an email about a series that is one recurring event.</summary>
    public static TextKey GetSeriesOpening(EmailKind kind) => kind switch
    {
        EmailKind.Invitation => TextKey.SeriesInvitationOpening,
        EmailKind.Confirmation => TextKey.SeriesConfirmationOpening,
        EmailKind.Update => TextKey.SeriesUpdateOpening,
        EmailKind.Cancellation => TextKey.SeriesCancellationOpening,
        _ => TextKey.SeriesWithdrawalOpening,
    };

    /// <summary>The first sentence of an email about the whole course, which may be about some of its workshops.</summary>
    private static TextKey GetCourseOpening(EmailKind kind) => kind switch
    {
        EmailKind.Invitation => TextKey.CourseInvitationOpening,
        EmailKind.Update => TextKey.CourseUpdateOpening,
        _ => GetSeriesOpening(kind),
    };

    private static EmailKindTexts ForKind(EmailKind kind) => kind switch
    {
        EmailKind.Invitation => new(TextKey.InvitationSubject, TextKey.InvitationPreheader, TextKey.InvitationOpening, IcsMethod.Request),
        EmailKind.Confirmation =>
            new(TextKey.ConfirmationSubject, TextKey.ConfirmationPreheader, TextKey.ConfirmationOpening, IcsMethod.Request),
        EmailKind.Update => new(TextKey.UpdateSubject, TextKey.UpdatePreheader, TextKey.UpdateOpening, IcsMethod.Request),
        EmailKind.Cancellation =>
            new(TextKey.CancellationSubject, TextKey.CancellationPreheader, TextKey.CancellationOpening, IcsMethod.Cancel),
        EmailKind.Withdrawal => new(TextKey.WithdrawalSubject, TextKey.WithdrawalPreheader, TextKey.WithdrawalOpening, IcsMethod.Cancel),
        EmailKind.Reminder => new(TextKey.ReminderSubject, TextKey.ReminderPreheader, TextKey.ReminderOpening, null),
        EmailKind.Overview => new(TextKey.OverviewSubject, TextKey.OverviewPreheader, TextKey.OverviewOpening, null),
        EmailKind.FollowUp => new(TextKey.FollowUpSubject, TextKey.FollowUpPreheader, TextKey.FollowUpOpening, null),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"{kind} is not a kind of email."),
    };
}
