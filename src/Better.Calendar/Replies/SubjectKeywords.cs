
namespace Better.Calendar.Replies;

/// <summary>The answer in a subject, for replies that have it nowhere else: resource mailboxes and old groupware leave ATTENDEE out.</summary>
internal static class SubjectKeywords
{
    private static readonly (string Word, ParticipationStatus Response)[] Keywords =
    [
        ("accepted", ParticipationStatus.Accepted), ("zugesagt", ParticipationStatus.Accepted), ("accepté", ParticipationStatus.Accepted), ("elfogadva", ParticipationStatus.Accepted), ("aceptada", ParticipationStatus.Accepted), ("accettato", ParticipationStatus.Accepted),
        ("tentative", ParticipationStatus.Tentative), ("tentatively accepted", ParticipationStatus.Tentative), ("mit vorbehalt", ParticipationStatus.Tentative), ("feltételes", ParticipationStatus.Tentative),
        ("declined", ParticipationStatus.Declined), ("abgelehnt", ParticipationStatus.Declined), ("abgesagt", ParticipationStatus.Declined), ("refusé", ParticipationStatus.Declined), ("elutasítva", ParticipationStatus.Declined), ("rechazada", ParticipationStatus.Declined), ("rifiutato", ParticipationStatus.Declined),
    ];

    /// <summary>The answer before the colon; null when there is none.</summary>
    public static ParticipationStatus? FindStatus(string? subject)
    {
        var colon = subject?.IndexOf(':') ?? -1;
        if (colon is < 0 or > 40)
        {
            return null;
        }

        var word = subject!.Substring(0, colon).Trim();
        foreach (var known in Keywords)
        {
            if (word.Equals(known.Word, StringComparison.OrdinalIgnoreCase))
            {
                return known.Response;
            }
        }

        return null;
    }
}
