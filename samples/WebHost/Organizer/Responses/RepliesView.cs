using Better.Calendar;
using InviteConsole;

namespace WebHost.Organizer.Responses;

/// <summary>What came back by mail, and what a person has to decide about it.</summary>
public sealed class RepliesView
{
    internal RepliesView(
        OrganizerRequest request, Attendance attendance, IReadOnlyList<SetAsideMail> mails, string? maildir, string? alert)
    {
        (Maildir, Alert) = (maildir, alert);
        Proposals = [.. attendance.Proposals.Reverse().Select(proposal => CreateRow(request, proposal)).OfType<ProposalRow>()];
        Mails = [.. mails.Select(mail => CreateRow(request, mail))];
    }

    /// <summary>The Maildir from which replies are read; null if none is configured.</summary>
    public string? Maildir { get; }

    public string? Alert { get; }

    /// <summary>The proposals of other times than the present ones, the latest first.</summary>
    public IReadOnlyList<ProposalRow> Proposals { get; }

    public IReadOnlyList<MailRow> Mails { get; }

    private static ProposalRow? CreateRow(OrganizerRequest request, Proposal proposal)
    {
        if (request.Series.Workshops.FirstOrDefault(one => one.Id == proposal.WorkshopId) is not { } workshop
            || ProposalEndpoint.Move(request.Series, proposal) is not { } moved)
        {
            return null;
        }

        return new(
            ProposalEndpoint.GetId(proposal),
            proposal.Sender.Email.Value,
            PlanWords.FormatTitle(request.Series, workshop),
            PlanWords.FormatTime(moved, moved.Workshops.First(one => one.Id == workshop.Id)),
            PlanWords.FormatTime(request.Series, workshop),
            proposal.Comment);
    }

    private static MailRow CreateRow(OrganizerRequest request, SetAsideMail mail)
    {
        var texts = request.Texts;
        var participant = request.Series.Participants.FirstOrDefault(one => one.Email.Value == mail.Email);
        return new(
            mail.Key,
            mail.Email ?? "",
            mail.Kind switch
            {
                SetAsideKind.Suggestion => texts.Format("It looks like a response: {0}", PlanWords.Describe(mail.Status)),
                SetAsideKind.RefreshRequest => texts["They ask for the invitation again."],
                SetAsideKind.Automatic => texts["An automatic reply"],
                _ => texts["No reply to one of these emails"],
            },
            mail.Text,
            mail.Kind == SetAsideKind.Suggestion && participant is not null
                ? [.. request.Series.WorkshopsOf(participant)
                    .Where(static one => one.Status != WorkshopStatus.Cancelled)
                    .Select(one => (one.Id, PlanWords.FormatTitle(request.Series, one), one.Id == mail.WorkshopId))]
                : []);
    }
}

/// <summary>A proposal of another time.</summary>
public sealed record ProposalRow(string Id, string Email, string Title, string Time, string Now, string? Comment);

/// <summary>A mail that was set aside, and the workshops to which its response can be entered.</summary>
public sealed record MailRow(
    string Key, string Email, string Reason, string Text, IReadOnlyList<(string Id, string Title, bool IsMeant)> Workshops);
