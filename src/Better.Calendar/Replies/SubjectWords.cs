using Better.Calendar.Workshops;

namespace Better.Calendar.Replies;

/// <summary>The answer in a subject, for replies that have it nowhere else: resource mailboxes and old groupware leave ATTENDEE out.</summary>
internal static class SubjectWords
{
    private static readonly (string Word, Answer Answer)[] Words =
    [
        ("accepted", Answer.Accepted), ("zugesagt", Answer.Accepted), ("accepté", Answer.Accepted), ("elfogadva", Answer.Accepted), ("aceptada", Answer.Accepted), ("accettato", Answer.Accepted),
        ("tentative", Answer.Tentative), ("tentatively accepted", Answer.Tentative), ("mit vorbehalt", Answer.Tentative), ("feltételes", Answer.Tentative),
        ("declined", Answer.Declined), ("abgelehnt", Answer.Declined), ("abgesagt", Answer.Declined), ("refusé", Answer.Declined), ("elutasítva", Answer.Declined), ("rechazada", Answer.Declined), ("rifiutato", Answer.Declined),
    ];

    /// <summary>The answer before the colon; null when there is none.</summary>
    public static Answer? Of(string? subject)
    {
        var colon = subject?.IndexOf(':') ?? -1;
        if (colon is < 0 or > 40)
        {
            return null;
        }

        var word = subject!.Substring(0, colon).Trim();
        foreach (var known in Words)
        {
            if (word.Equals(known.Word, StringComparison.OrdinalIgnoreCase))
            {
                return known.Answer;
            }
        }

        return null;
    }
}
