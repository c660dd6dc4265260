namespace Better.Calendar.Replies;

/// <summary>Finds the response in the subject, for replies without ATTENDEE, which resource mailboxes and old groupware send.</summary>
internal static class SubjectKeywords
{
    private static readonly (string Keyword, ParticipationStatus Status)[] Keywords =
    [
        ("accepted", ParticipationStatus.Accepted),
            ("zugesagt", ParticipationStatus.Accepted),
            ("accepté", ParticipationStatus.Accepted),
            ("elfogadva", ParticipationStatus.Accepted),
            ("aceptada", ParticipationStatus.Accepted),
            ("accettato", ParticipationStatus.Accepted),
        ("tentative", ParticipationStatus.Tentative),
            ("tentatively accepted", ParticipationStatus.Tentative),
            ("mit vorbehalt", ParticipationStatus.Tentative),
            ("feltételes", ParticipationStatus.Tentative),
        ("declined", ParticipationStatus.Declined),
            ("abgelehnt", ParticipationStatus.Declined),
            ("abgesagt", ParticipationStatus.Declined),
            ("refusé", ParticipationStatus.Declined),
            ("elutasítva", ParticipationStatus.Declined),
            ("rechazada", ParticipationStatus.Declined),
            ("rifiutato", ParticipationStatus.Declined),
    ];

    /// <summary>The response that stands before the first colon, such as <c>Accepted: Workshop 1</c>; null when there is none.</summary>
    public static ParticipationStatus? FindStatus(string? subject)
    {
        var colon = subject?.IndexOf(':') ?? -1;
        if (colon is < 0 or > 40)
        {
            return null;
        }

        var prefix = subject!.Substring(0, colon).Trim();
        foreach (var keyword in Keywords)
        {
            if (prefix.Equals(keyword.Keyword, StringComparison.OrdinalIgnoreCase))
            {
                return keyword.Status;
            }
        }

        return null;
    }
}
