using Better.Calendar;
using NodaTime;

namespace InviteConsole;

/// <summary>Emails of every kind, for a preview: whatever the state of the workshop, and whatever was sent.</summary>
internal static class SampleEmails
{
    /// <summary>One email of every kind in every language, about the first workshop.</summary>
    public static IEnumerable<InvitationEmail> Create(WorkshopSeries series, Instant at) => series.Participants.Count == 0
        ? []
        : from language in InvitationTexts.Languages
          let recipient = series.Participants[0] with { Language = language }
          from kind in Enum.GetValues<EmailKind>()
          from isAboutAll in GetScopes(kind)
          select Compose(new(), series, series.Workshops[0], recipient, kind, isAboutAll, at);

    /// <summary>One email.</summary>
    /// <param name="composer">What writes it.</param>
    /// <param name="series">The series.</param>
    /// <param name="chosen">A workshop of the series.</param>
    /// <param name="recipient">Who gets it, in their language.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="isAboutAll">Whether it is about the whole series; must be possible for the kind.</param>
    /// <param name="at">When it is sent; if that does not fit the kind, another time.</param>
    public static InvitationEmail Compose(
        InvitationComposer composer,
        WorkshopSeries series,
        Workshop chosen,
        Participant recipient,
        EmailKind kind,
        bool isAboutAll,
        Instant at)
    {
        // The samples show every kind, also when the workshop itself is cancelled or over.
        var workshop = chosen with { Status = WorkshopStatus.Confirmed };
        var before = workshop with
        {
            Zone = workshop.Zone ?? series.Zone,
            Start = workshop.Start.PlusHours(-1),
            LeadExpert = null,
            AmbiguousTime = null,
        };
        var single = series with
        {
            Workshops = [.. series.Workshops.Select(one => one.Id == workshop.Id ? workshop : one)],
            Participants = [recipient],
            State = null,
            Recurrence = null,
        };
        var planned = new PlannedEmail
        {
            Kind = kind,
            Recipient = recipient,
            Workshop = isAboutAll ? null : workshop,
            PreviousWorkshop = kind == EmailKind.Update ? before : null,
            RequestsNewResponse = true,
            Response = kind == EmailKind.FollowUp ? ParticipationStatus.Accepted : null,
        };
        var beforehand = Instant.Min(at, series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant() - Duration.FromDays(1));
        var afterwards = series.Workshops.Max(one => series.EndOf(one, DateTimeZoneProviders.Tzdb).ToInstant()) + Duration.FromDays(1);
        return composer.Compose(single, planned, kind == EmailKind.FollowUp ? afterwards : beforehand);
    }

    /// <summary>Whether an email of a kind is about the whole series; a follow-up may be either.</summary>
    public static bool[] GetScopes(EmailKind kind) => kind switch
    {
        EmailKind.Overview => [true],
        EmailKind.FollowUp => [false, true],
        _ => [false],
    };
}
