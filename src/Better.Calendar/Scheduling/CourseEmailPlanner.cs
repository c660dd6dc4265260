namespace Better.Calendar.Scheduling;

/// <summary>
/// Plans the emails about the whole course (<see cref="SchedulingMode.CourseEmail"/>): at most one to each person, for all workshops that
/// are not in their calendar.
/// </summary>
/// <param name="edited">The edited series.</param>
/// <param name="workshops">The workshops of the revision.</param>
/// <param name="revision">The number of the revision.</param>
/// <param name="isFirst">Whether the series is sent for the first time.</param>
internal sealed class CourseEmailPlanner(WorkshopSeries edited, IReadOnlyList<WorkshopRevision> workshops, int revision, bool isFirst)
{
    private readonly Dictionary<string, ValueList<Workshop>> previousWorkshops = [];

    // After all workshops have their SEQUENCE.
    private readonly Lazy<int> highestSequence = new(() => workshops.Max(static workshop => workshop.Sequence));
    private readonly bool takesPlace = workshops.Any(static workshop => !workshop.IsCancelled);

    /// <summary>Whether an email that the decision table wants is about something that is not in the person's calendar.</summary>
    public static bool Includes(EmailKind kind, DecisionInput input) => kind switch
    {
        EmailKind.Confirmation => false,

        // Who comes perhaps has it in their calendar until they know, unless they follow by their personal feed.
        EmailKind.Invitation => input.FollowsFeed || input.Response != ParticipationStatus.Tentative,
        _ => input.NotifiedState == NotifiedState.Asked,
    };

    /// <summary>What a person is notified of about one workshop by the email about the course.</summary>
    /// <param name="workshop">The workshop.</param>
    /// <param name="kind">What the decision table wants.</param>
    /// <param name="notified">What they were last notified of; null for nothing.</param>
    /// <param name="notifiedAtOtherAddress">The same at their old address.</param>
    public static NotifiedWorkshop Notify(
        WorkshopRevision workshop, EmailKind kind, NotifiedWorkshop? notified, NotifiedWorkshop? notifiedAtOtherAddress)
    {
        if (kind is EmailKind.Cancellation or EmailKind.Withdrawal)
        {
            return notified! with { Status = InvitationStatus.Withdrawn };
        }

        var sequence = PlannedEmailFactory.GetInvitationSequence(workshop, notified, notifiedAtOtherAddress);
        return new() { Id = workshop.Id, FirstSequence = sequence, Sequence = sequence, Status = InvitationStatus.Asked };
    }

    /// <summary>Creates the email.</summary>
    /// <param name="recipient">Its recipient.</param>
    /// <param name="parts">What it is about: the indexes of the workshops, each with what the decision table wants.</param>
    /// <param name="asks">Whether a workshop waits for the recipient's response.</param>
    /// <param name="followsFeed">Whether the recipient follows by their personal feed.</param>
    public PlannedEmail CreateEmail(RecipientRevision recipient, IReadOnlyList<CourseEmailPart> parts, bool asks, bool followsFeed)
    {
        var notified = recipient.NotifiedRecipient?.Series;
        var kind = !takesPlace ? EmailKind.Cancellation
            : !recipient.IsParticipant ? EmailKind.Withdrawal
            : notified is { Status: InvitationStatus.Invited } ? EmailKind.Update
            : EmailKind.Invitation;
        var sequence = kind == EmailKind.Update ? notified!.Sequence : Math.Max(highestSequence.Value, notified?.Sequence + 1 ?? 0);
        var significance = parts.Max(part => part.Kind == EmailKind.Update
            ? workshops[part.WorkshopIndex].Significance
            : ChangeSignificance.Material);
        var reason = kind == EmailKind.Update && parts.All(static part => part.Kind == EmailKind.Invitation)
            ? MessageReason.WorkshopAdded
            : PlannedEmailFactory.GetSeriesReason(recipient, kind, notified, significance, isFirst);
        return new()
        {
            Kind = kind,
            Recipient = recipient.Participant,
            IsCourseEmail = true,
            FollowsFeed = followsFeed,
            SeriesSequence = sequence,
            PreviousWorkshops = kind == EmailKind.Update ? GetPreviousWorkshops(parts) : [],
            RequestsNewResponse = kind == EmailKind.Update && asks,
            Revision = revision,
            FirstSequence = notified?.FirstSequence ?? sequence,
            Reason = reason,
            Explanation = kind switch
            {
                EmailKind.Update => Explain(parts, asks),
                EmailKind.Cancellation => ExplanationFormatter.AllCancelled,
                _ => ExplanationFormatter.Format(reason, [], kind == EmailKind.Invitation),
            },
            Changes = kind == EmailKind.Update
                ? parts.Where(static part => part.Kind == EmailKind.Update)
                    .SelectMany(part => workshops[part.WorkshopIndex].Changes)
                    .ToValueList()
                : [],
            SeriesId = edited.Id,
        };
    }

    /// <summary>What the recipient of an email about the course is notified of afterwards.</summary>
    public static NotifiedSeries Notify(PlannedEmail email) => new()
    {
        FirstSequence = email.FirstSequence,
        Sequence = email.SeriesSequence!.Value,
        Status = email.Kind switch
        {
            EmailKind.Cancellation => InvitationStatus.Cancelled,
            EmailKind.Withdrawal => InvitationStatus.Withdrawn,
            _ => InvitationStatus.Invited,
        },
    };

    /// <summary>
    /// The workshops as the recipient knows them. What the email is not about is given as it is now, so that it is no change; what they are
    /// asked about for the first time is left out, so that it is new.
    /// </summary>
    private ValueList<Workshop> GetPreviousWorkshops(IReadOnlyList<CourseEmailPart> parts)
    {
        var known = workshops.Select(static workshop => workshop.Edited).ToArray();
        foreach (var (index, kind) in parts)
        {
            known[index] = kind == EmailKind.Invitation ? null : workshops[index].LastNotified;
        }

        // Many recipients know the same, so they share one list.
        var key = string.Join(" ", parts);
        if (!previousWorkshops.TryGetValue(key, out var previous))
        {
            previousWorkshops.Add(key, previous = known.OfType<Workshop>().ToValueList());
        }

        return previous;
    }

    private string Explain(IReadOnlyList<CourseEmailPart> parts, bool asks)
    {
        var text = string.Join("; ", parts.Select(part => part.Kind switch
        {
            EmailKind.Invitation => $"workshop {workshops[part.WorkshopIndex].Id} is new for them",
            EmailKind.Withdrawal => $"they no longer take part in workshop {workshops[part.WorkshopIndex].Id}",
            _ => ExplanationFormatter.Describe(workshops[part.WorkshopIndex]),
        }));
        return $"{char.ToUpperInvariant(text[0])}{text.Substring(1)}: "
            + (asks ? "the email about the course asks them." : "no response is needed.");
    }
}

/// <summary>What an email about the course says about one workshop.</summary>
/// <param name="WorkshopIndex">The index of the workshop in the revision.</param>
/// <param name="Kind">The kind of email that the decision table wants about it.</param>
internal readonly record struct CourseEmailPart(int WorkshopIndex, EmailKind Kind);
