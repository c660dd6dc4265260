using Better.Calendar.Ics;
using Better.Calendar.IcsLines;
using Better.Calendar.Workshops;

namespace Better.Calendar.Replies;

/// <summary>Finds who replies: by token, by ATTENDEE, by From.</summary>
/// <param name="mail">The email.</param>
/// <param name="owner">Whose reply token it came to; null when it has none.</param>
internal sealed class SenderMatcher(ReplyMail mail, TokenOwner? owner)
{
    /// <summary>The line of the one who replies; groupware sends copies of the event with everybody in it.</summary>
    public Line? Attendee(ReplyEvent e)
    {
        Line? first = null, answered = null, token = null;
        foreach (var line in e.Attendees)
        {
            var address = AttendeeLine.Address(line);
            if (address is not null && address == mail.From)
            {
                return line;
            }

            var says = AttendeeLine.Partstat(line) is { } partstat && (AttendeeLine.AnswerOf(partstat) is not null || partstat == "DELEGATED");
            token ??= address is not null && address == owner?.Participant.Email ? line : null;
            answered = says && (answered is null || (mail.Index.Participant(AttendeeLine.Address(answered)) is null && mail.Index.Participant(address) is not null)) ? line : answered;
            first ??= line;
        }

        return token ?? answered ?? first;
    }

    /// <summary>Who replies; null when nobody could tell.</summary>
    public Replier? Identify(Line? line, MatchedWorkshops matched)
    {
        var attendee = line is null ? null : AttendeeLine.Address(line);
        var told = attendee ?? mail.From;

        // An attendee who is a participant herself answers for herself, whoever's letter she has.
        if (mail.Index.Participant(told) is { } participant && (attendee is not null || owner is null || owner.Participant != participant))
        {
            return Invited(participant, null, matched);
        }

        if (line is not null && attendee is not null && AttendeeLine.Address(line, "DELEGATED-FROM") is { } from && (mail.Index.Participant(from) ?? owner?.Participant) is { } sender)
        {
            return new()
            {
                Email = attendee,
                Standing = ReplierStanding.Delegate,
                DelegatedFrom = sender.Email,
                Trust = Trust(sender, attendee, matched),
                IsAsked = mail.Policy.Delegates == Admission.Ask,
            };
        }

        if ((owner?.Participant ?? mail.Index.Participant(mail.From)) is { } known)
        {
            return Invited(known, attendee == known.Email ? null : attendee, matched);
        }

        return told is null ? null : new()
        {
            Email = told,
            Standing = ReplierStanding.Uninvited,
            Trust = mail.IsAuthenticated && told == mail.From ? ReplyTrust.Authenticated : ReplyTrust.Claimed,
            IsAsked = mail.Policy.Uninvited == Admission.Ask,
        };
    }

    private Replier Invited(Participant participant, EmailAddress? alias, MatchedWorkshops matched)
    {
        var isInvited = matched.One is null || WorkshopSeries.IsInvited(participant, matched.One);
        return new()
        {
            Email = participant.Email,
            Alias = alias,
            Standing = isInvited ? ReplierStanding.Invited : ReplierStanding.Uninvited,
            Trust = Trust(participant, participant.Email, matched),
            IsAsked = !isInvited && mail.Policy.Uninvited == Admission.Ask,
        };
    }

    /// <summary>A token is worth what it was made for: one participant, and one workshop or the series.</summary>
    private ReplyTrust Trust(Participant letter, EmailAddress writer, MatchedWorkshops matched) =>
        owner is not null && owner.Participant.Email == letter.Email && (owner.Workshop is null || owner.Workshop.Id == matched.One?.Id) ? ReplyTrust.Token
        : mail.IsAuthenticated && mail.From == writer ? ReplyTrust.Authenticated
        : ReplyTrust.Claimed;
}

/// <summary>What an event was found to be about.</summary>
/// <param name="One">The workshop; null: the whole series.</param>
internal sealed record MatchedWorkshops(Workshop? One);
