using Better.Calendar.Invitations;
using Better.Calendar.Revisions;
using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using NodaTime;

namespace InviteConsole;

/// <summary>Every kind of letter in every language, made from the first workshop, so that a host sees what participants may get.</summary>
internal static class Gallery
{
    public static IEnumerable<Letter> Of(WorkshopSeries series, Instant at)
    {
        if (series.Participants.Count == 0)
        {
            return [];
        }

        var workshop = series.Workshops[0];
        var before = workshop with { Zone = workshop.Zone ?? series.Zone, Start = workshop.Start.PlusHours(-1), LeadExpert = null, Fold = null };
        return from language in InvitationWording.Languages
               let reader = series.Participants[0] with { Language = language }
               let seen = series with { Participants = [reader] }
               from kind in Enum.GetValues<LetterKind>()
               let message = new PlannedMessage
               {
                   Kind = kind,
                   Recipient = reader,
                   Workshop = kind == LetterKind.Overview ? null : workshop,
                   Before = kind == LetterKind.Update ? before : null,
                   AsksAgain = true,
               }
               select new InvitationComposer().Compose(seen, message, at);
    }
}
