namespace Better.Calendar.Scheduling;

/// <summary>
/// Treats invitations that were not delivered as if they had been withdrawn: whoever never received one is invited again, with a higher
/// SEQUENCE, so that the new invitation is another email than the old one.
/// </summary>
internal static class UndeliveredInvitations
{
    public static WorkshopSeries Remove(WorkshopSeries stored)
    {
        if (stored.State is not { Undelivered.Count: > 0 } state)
        {
            return stored;
        }

        var undelivered = new HashSet<string>(state.Undelivered.Select(PlannedEmail.RemoveRevision), StringComparer.Ordinal);
        bool IsUndelivered(int sequence, EmailKind kind, string workshopId, EmailAddress recipient) =>
            undelivered.Contains(PlannedEmail.JoinKey(stored.Id, workshopId, sequence, kind.ToString(), null, recipient));

        // An update brings the event to a calendar as well as the invitation does (RFC 5546, 3.2.2), so both must be missing.
        NotifiedWorkshop Correct(NotifiedWorkshop workshop, EmailAddress recipient) =>
            workshop.Status == InvitationStatus.Invited
            && (IsUndelivered(workshop.Sequence, EmailKind.Invitation, workshop.Id, recipient)
                || IsUndelivered(workshop.Sequence, EmailKind.Confirmation, workshop.Id, recipient)
                || (IsUndelivered(workshop.Sequence, EmailKind.Update, workshop.Id, recipient)
                    && IsUndelivered(workshop.FirstSequence, EmailKind.Invitation, workshop.Id, recipient)))
                ? workshop with { Status = InvitationStatus.Withdrawn }
                : workshop;

        // Who never received the email about the course was asked nothing.
        NotifiedRecipient CorrectCourse(NotifiedRecipient recipient) =>
            state.IsCourse
            && recipient.Series is { Status: InvitationStatus.Invited } series
            && IsUndelivered(series.Sequence, EmailKind.Invitation, PlannedEmail.WholeSeries, recipient.Email)
                ? recipient with
                {
                    Series = series with { Status = InvitationStatus.Withdrawn },
                    Workshops = recipient.Workshops
                        .Select(static workshop => workshop.Status == InvitationStatus.Asked
                            ? workshop with { Status = InvitationStatus.Withdrawn }
                            : workshop)
                        .ToValueList(),
                }
                : recipient;

        return stored with
        {
            State = state with
            {
                Undelivered = [],
                Recipients = state.Recipients
                    .Select(CorrectCourse)
                    .Select(recipient => recipient with
                    {
                        Workshops = recipient.Workshops.Select(workshop => Correct(workshop, recipient.Email)).ToValueList(),
                    })
                    .ToValueList(),
            },
        };
    }
}
