using Better.Calendar;
using NodaTime;

namespace InviteConsole;

/// <summary>One email of every kind in every language, about the first workshop, for the preview page.</summary>
internal static class SampleEmails
{
    public static IEnumerable<InvitationEmail> Create(WorkshopSeries series, Instant at)
    {
        if (series.Participants.Count == 0)
        {
            return [];
        }

        // The samples show every kind, also when the workshop itself is cancelled or over.
        var workshop = series.Workshops[0] with { Status = WorkshopStatus.Confirmed };
        at = Instant.Min(at, series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant() - Duration.FromDays(1));
        var afterwards = series.Workshops.Max(one => series.EndOf(one, DateTimeZoneProviders.Tzdb).ToInstant()) + Duration.FromDays(1);
        var before =
            workshop with
            {
                Zone = workshop.Zone
                ?? series.Zone,
                Start = workshop.Start.PlusHours(-1),
                LeadExpert = null,
                AmbiguousTime = null
            };
        return from language in InvitationTexts.Languages
               let recipient = series.Participants[0] with { Language = language }
               let single = series with
               {
                   Workshops = [workshop, .. series.Workshops.Skip(1)],
                   Participants = [recipient],
                   State = null,
                   Recurrence = null,
               }
               from kind in Enum.GetValues<EmailKind>()
               from isAboutAll in GetScopes(kind)
               let planned = new PlannedEmail
               {
                   Kind = kind,
                   Recipient = recipient,
                   Workshop = isAboutAll ? null : workshop,
                   PreviousWorkshop = kind == EmailKind.Update ? before : null,
                   RequestsNewResponse = true,
                   Response = kind == EmailKind.FollowUp ? ParticipationStatus.Accepted : null,
               }
               select new InvitationComposer().Compose(single, planned, kind == EmailKind.FollowUp ? afterwards : at);
    }

    /// <summary>Whether an email of a kind is about the whole series; a follow-up may be either.</summary>
    private static bool[] GetScopes(EmailKind kind) => kind switch
    {
        EmailKind.Overview => [true],
        EmailKind.FollowUp => [false, true],
        _ => [false],
    };
}
