using Better.Calendar;
using NodaTime;

namespace InviteConsole;

/// <summary>Every kind of email in every language, made from the first workshop, so that a host sees what participants may get.</summary>
internal static class SampleEmails
{
    public static IEnumerable<InvitationEmail> Create(WorkshopSeries series, Instant at)
    {
        if (series.Participants.Count == 0)
        {
            return [];
        }

        var workshop = series.Workshops[0];
        var before = workshop with { Zone = workshop.Zone ?? series.Zone, Start = workshop.Start.PlusHours(-1), LeadExpert = null, AmbiguousTime = null };
        return from language in InvitationTexts.Languages
               let reader = series.Participants[0] with { Language = language }
               let seen = series with { Participants = [reader] }
               from kind in Enum.GetValues<EmailKind>()
               let message = new PlannedEmail
               {
                   Kind = kind,
                   Recipient = reader,
                   Workshop = kind == EmailKind.Overview ? null : workshop,
                   PreviousWorkshop = kind == EmailKind.Update ? before : null,
                   RequestsNewResponse = true,
               }
               select new InvitationComposer().Compose(seen, message, at);
    }
}
