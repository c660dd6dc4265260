using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Replies;

/// <summary>Finds who replies: by token, by ATTENDEE, by From.</summary>
/// <param name="mail">The email.</param>
/// <param name="owner">Whose reply token it came to; null when it has none.</param>
internal sealed class SenderMatcher(IncomingMail mail, TokenOwner? owner)
{
    /// <summary>The line of the one who replies; groupware sends copies of the event with everybody in it.</summary>
    public ContentLine? FindAttendee(ReplyEvent e)
    {
        ContentLine? first = null, answered = null, token = null;
        foreach (var line in e.Attendees)
        {
            var address = AttendeeProperty.GetAddress(line);
            if (address is not null && address == mail.From)
            {
                return line;
            }

            var says = AttendeeProperty.GetPartStat(line) is { } partstat && (AttendeeProperty.ToParticipationStatus(partstat) is not null || partstat == "DELEGATED");
            token ??= address is not null && address == owner?.Participant.Email ? line : null;
            answered = says && (answered is null || (mail.Lookup.FindParticipant(AttendeeProperty.GetAddress(answered)) is null && mail.Lookup.FindParticipant(address) is not null)) ? line : answered;
            first ??= line;
        }

        return token ?? answered ?? first;
    }

    /// <summary>Who replies; null when nobody could tell.</summary>
    public ReplySender? Identify(ContentLine? line, MatchedWorkshops matched)
    {
        var attendee = line is null ? null : AttendeeProperty.GetAddress(line);
        var told = attendee ?? mail.From;

        // An attendee who is a participant herself answers for herself, whoever's email she has.
        if (mail.Lookup.FindParticipant(told) is { } participant && (attendee is not null || owner is null || owner.Participant != participant))
        {
            return CreateSender(participant, null, matched);
        }

        if (line is not null && attendee is not null && AttendeeProperty.GetAddress(line, "DELEGATED-FROM") is { } from && (mail.Lookup.FindParticipant(from) ?? owner?.Participant) is { } sender)
        {
            return new()
            {
                Email = attendee,
                Role = SenderRole.Delegate,
                DelegatedFrom = sender.Email,
                Trust = GetTrust(sender, attendee, matched),
                NeedsConfirmation = mail.Policy.Delegates == AcceptancePolicy.RequireConfirmation,
            };
        }

        if ((owner?.Participant ?? mail.Lookup.FindParticipant(mail.From)) is { } known)
        {
            return CreateSender(known, attendee == known.Email ? null : attendee, matched);
        }

        return told is null ? null : new()
        {
            Email = told,
            Role = SenderRole.Uninvited,
            Trust = mail.IsAuthenticated && told == mail.From ? SenderTrust.Authenticated : SenderTrust.Claimed,
            NeedsConfirmation = mail.Policy.UninvitedSenders == AcceptancePolicy.RequireConfirmation,
        };
    }

    private ReplySender CreateSender(Participant participant, EmailAddress? alias, MatchedWorkshops matched)
    {
        var isInvited = matched.One is null || WorkshopSeries.IsInvited(participant, matched.One);
        return new()
        {
            Email = participant.Email,
            Alias = alias,
            Role = isInvited ? SenderRole.Invited : SenderRole.Uninvited,
            Trust = GetTrust(participant, participant.Email, matched),
            NeedsConfirmation = !isInvited && mail.Policy.UninvitedSenders == AcceptancePolicy.RequireConfirmation,
        };
    }

    /// <summary>A token is worth what it was made for: one participant, and one workshop or the series.</summary>
    private SenderTrust GetTrust(Participant email, EmailAddress writer, MatchedWorkshops matched) =>
        owner is not null && owner.Participant.Email == email.Email && (owner.Workshop is null || owner.Workshop.Id == matched.One?.Id) ? SenderTrust.Token
        : mail.IsAuthenticated && mail.From == writer ? SenderTrust.Authenticated
        : SenderTrust.Claimed;
}

/// <summary>What an event was found to be about.</summary>
/// <param name="One">The workshop; null: the whole series.</param>
internal sealed record MatchedWorkshops(Workshop? One);
