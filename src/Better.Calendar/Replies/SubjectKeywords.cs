namespace Better.Calendar.Replies;

/// <summary>
/// Finds the response in the subject, for replies without ATTENDEE, which resource mailboxes, Apple's clients and old groupware send.
/// </summary>
internal static class SubjectKeywords
{
    private const int MaxPrefixLength = 40;
    private const int MaxSubjectLength = 300;

    /// <summary>What stands before the first colon, in the languages of Outlook, Apple Mail and Gmail.</summary>
    private static readonly (ParticipationStatus Status, string[] Keywords)[] Prefixes =
    [
        (ParticipationStatus.Accepted,
        [
            "accepted", "accept", "zugesagt", "angenommen", "accepté", "acceptée", "elfogadva", "elfogadta", "aceptada", "aceptado",
            "accettato", "accettata", "zaakceptowano", "zaakceptowane", "accepterad", "accepterat", "tackat ja", "vastu võetud", "nõustus",
            "تم القبول", "مقبول", "geaccepteerd", "aceite", "aceito", "aceita", "прийнято",
        ]),
        (ParticipationStatus.Tentative,
        [
            "tentative", "tentatively accepted", "maybe", "mit vorbehalt", "vielleicht", "unter vorbehalt", "feltételes",
            "feltételesen elfogadva", "talán", "provisoire", "peut-être", "provisional", "tentativo", "quizás", "quizá", "tal vez",
            "provvisorio", "forse", "con riserva", "wstępnie", "wstępnie zaakceptowano", "być może", "preliminärt", "kanske", "esialgne",
            "esialgselt vastu võetud", "võib-olla", "مبدئي", "ربما", "voorlopig", "misschien",
            "provisório", "provisória", "talvez", "під питанням", "можливо",
        ]),
        (ParticipationStatus.Declined,
        [
            "declined", "decline", "abgelehnt", "abgesagt", "refusé", "refusée", "elutasítva", "elutasította", "rechazada", "rechazado",
            "rifiutato", "rifiutata", "odrzucono", "odrzucone", "avböjt", "nekad", "tackat nej", "keeldutud", "tagasi lükatud",
            "تم الرفض", "مرفوض", "geweigerd", "afgewezen", "recusado", "recusada", "відхилено",
        ]),
    ];

    /// <summary>What stands behind the name of the attendee: "Anna has declined your invitation".</summary>
    private static readonly (ParticipationStatus Status, string[] Phrases)[] Phrases =
    [
        (ParticipationStatus.Tentative,
            ["tentatively accepted", "mit vorbehalt zugesagt", "vorläufig zugesagt", "provisoirement accepté", "provvisoriamente"]),
        (ParticipationStatus.Accepted,
        [
            "has accepted", "accepted your invitation", "accepted the invitation", "hat zugesagt", "hat die einladung angenommen",
            "a accepté", "ha aceptado", "ha accettato", "elfogadta a meghívást", "zaakceptował", "har tackat ja", "har accepterat",
            "aceitou o convite", "heeft geaccepteerd", "heeft de uitnodiging geaccepteerd", "прийняв запрошення", "прийняла запрошення",
            "võttis kutse vastu", "قبل الدعوة",
        ]),
        (ParticipationStatus.Declined,
        [
            "has declined", "declined your invitation", "declined the invitation", "hat abgesagt", "hat die einladung abgelehnt",
            "a refusé",
            "ha rechazado", "ha rifiutato", "elutasította a meghívást", "odrzucił", "har tackat nej", "har avböjt",
            "recusou o convite", "heeft geweigerd", "heeft de uitnodiging geweigerd", "відхилив запрошення", "відхилила запрошення",
            "lükkas kutse tagasi",
            "رفض الدعوة",
        ]),
    ];

    /// <summary>The response, such as <c>Accepted: Workshop 1</c>; null when there is none.</summary>
    public static ParticipationStatus? FindStatus(string? subject)
    {
        if (subject is null or { Length: > MaxSubjectLength })
        {
            return null;
        }

        var colon = subject.IndexOfAny([':', '：']);
        var prefix = colon is >= 0 and <= MaxPrefixLength ? subject.Substring(0, colon).Trim().Trim('\u00A0') : "";
        foreach (var (status, keywords) in Prefixes)
        {
            if (Array.Exists(keywords, keyword => prefix.Equals(keyword, StringComparison.OrdinalIgnoreCase)))
            {
                return status;
            }
        }

        foreach (var (status, phrases) in Phrases)
        {
            if (Array.Exists(phrases, phrase => subject.IndexOf(phrase, StringComparison.OrdinalIgnoreCase) >= 0))
            {
                return status;
            }
        }

        return null;
    }
}
