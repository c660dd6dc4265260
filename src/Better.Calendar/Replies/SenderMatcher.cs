using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Replies;

/// <summary>Finds the sender of a reply by the reply token, ATTENDEE and From.</summary>
/// <param name="mail">The mail.</param>
/// <param name="owner">The owner of the reply token in the recipient address; null when there is none.</param>
internal sealed class SenderMatcher(IncomingMail mail, TokenOwner? owner)
{
    /// <summary>
    /// Finds the ATTENDEE of the sender, because some groupware replies with a copy of the event in which all attendees are listed; null
    /// when there is no ATTENDEE.
    /// </summary>
    public ContentLine? FindAttendee(ReplyEvent e)
    {
        ContentLine? first = null, responded = null, token = null;
        foreach (var line in e.Attendees)
        {
            var address = AttendeeProperty.GetAddress(line);
            if (address is not null && address == mail.From)
            {
                return line;
            }

            var hasResponse = AttendeeProperty.GetPartStat(line) is { } partStat
                && (AttendeeProperty.ToParticipationStatus(partStat) is not null || partStat == "DELEGATED");
            token ??= address is not null && address == owner?.Participant.Email ? line : null;
            responded = hasResponse
                && (responded is null
                    || (mail.Lookup.FindParticipant(AttendeeProperty.GetAddress(responded)) is null
                        && mail.Lookup.FindParticipant(address) is not null))
                ? line
                : responded;
            first ??= line;
        }

        return token ?? responded ?? first;
    }

    /// <summary>Identifies the sender; null when neither ATTENDEE nor From has an address.</summary>
    public ReplySender? Identify(ContentLine? line, MatchedWorkshops matched)
    {
        var attendee = line is null ? null : AttendeeProperty.GetAddress(line);
        var claimed = attendee ?? mail.From;

        // An attendee who is a participant responds for themselves, even when they use the email of another participant.
        if (mail.Lookup.FindParticipant(claimed) is { } participant
            && (attendee is not null || owner is null || owner.Participant != participant))
        {
            return CreateSender(participant, attendee, matched);
        }

        if (line is not null
            && attendee is not null
            && AttendeeProperty.GetParameterAddress(line, "DELEGATED-FROM") is { } from
            && (mail.Lookup.FindParticipant(from) ?? owner?.Participant) is { } delegator)
        {
            return new()
            {
                Email = attendee,
                Role = SenderRole.Delegate,
                DelegatedFrom = delegator.Email,
                Trust = GetTrust(delegator, attendee, matched),
                IsAcceptedAsClaimed = AcceptsClaims,
                NeedsConfirmation = mail.Policy.Delegates == AcceptancePolicy.RequireConfirmation,
            };
        }

        if ((owner?.Participant ?? mail.Lookup.FindParticipant(mail.From)) is { } known)
        {
            return CreateSender(known, attendee, matched);
        }

        return claimed is null ? null : new()
        {
            Email = claimed,
            Role = SenderRole.Uninvited,
            Trust = mail.IsAuthenticated && claimed == mail.From ? SenderTrust.Authenticated : SenderTrust.Claimed,
            IsAcceptedAsClaimed = AcceptsClaims,
            NeedsConfirmation = mail.Policy.UninvitedSenders == AcceptancePolicy.RequireConfirmation,
        };
    }

    private bool AcceptsClaims => mail.Policy.ClaimedSenders == AcceptancePolicy.Accept;

    private ReplySender CreateSender(Participant participant, EmailAddress? attendee, MatchedWorkshops matched)
    {
        var isInvited = matched.SingleWorkshop is null || WorkshopSeries.IsInvited(participant, matched.SingleWorkshop);
        var trust = GetTrust(participant, participant.Email, matched);
        var isFromParticipant = mail.From == participant.Email || mail.ReplyTo == participant.Email;

        // Possession of a token is not identity: an invitation can be forwarded (a "party crasher", RFC 5546, 3.2.2.2). What only the mail
        // itself claims counts when the invited address sent it, as for every calendar server.
        var isSomebodyElse = trust switch
        {
            SenderTrust.Token => !isFromParticipant && attendee != participant.Email,
            SenderTrust.Claimed => !isFromParticipant,
            _ => false,
        };
        return new()
        {
            Email = participant.Email,
            Alias = attendee is not null && attendee != participant.Email ? attendee
                : isSomebodyElse ? mail.From
                : null,
            Role = isInvited ? SenderRole.Invited : SenderRole.Uninvited,
            Trust = trust,
            IsAcceptedAsClaimed = AcceptsClaims,
            NeedsConfirmation = isSomebodyElse
                || (!isInvited && mail.Policy.UninvitedSenders == AcceptancePolicy.RequireConfirmation),
        };
    }

    /// <summary>
    /// How certain the sender is. A token counts only for the participant, and for the workshop or series, that it was created for.
    /// </summary>
    private SenderTrust GetTrust(Participant recipient, EmailAddress sender, MatchedWorkshops matched) =>
        owner is not null
            && owner.Participant.Email == recipient.Email
            && (owner.Workshop is null || owner.Workshop.Id == matched.SingleWorkshop?.Id)
            ? SenderTrust.Token
        : mail.IsAuthenticated && mail.From == sender ? SenderTrust.Authenticated
        : SenderTrust.Claimed;
}

/// <summary>What an event of a reply is about.</summary>
/// <param name="SingleWorkshop">The workshop; null for the whole series.</param>
internal sealed record MatchedWorkshops(Workshop? SingleWorkshop);
