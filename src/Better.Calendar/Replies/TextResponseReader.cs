using System.Text;
using Better.Calendar.Model;
using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>Finds a response in the first line that a participant wrote above the email that they answer.</summary>
internal static class TextResponseReader
{
    private const int MaxLineLength = 200;

    /// <summary>How each language says it: in lower case, without punctuation, as whole words.</summary>
    private static readonly (ParticipationStatus Status, string[] Phrases)[] Phrases =
    [
        (ParticipationStatus.Declined,
        [
            "i can't come", "i cannot come", "i can not come", "can't make it", "cannot make it", "won't be able to", "unable to attend",
            "unable to come", "can't attend", "cannot attend", "i won't come", "i will not come", "not able to attend", "not able to come",
            "have to decline", "must decline", "i decline", "not coming", "won't make it", "no sorry", "sorry no",
            "nem tudok menni", "nem tudok jönni", "nem tudok részt venni", "nem tudok elmenni", "nem tudok ott lenni", "nem megyek",
            "nem jövök", "nem leszek ott", "sajnos nem", "nem érek rá", "le kell mondanom",
            "leider verhindert", "bin verhindert", "kann leider nicht", "kann nicht kommen", "kann nicht teilnehmen", "leider nicht",
            "komme nicht", "nehme nicht teil", "muss absagen", "muss leider absagen", "sage ab", "leider nein",
            "je ne peux pas", "je ne pourrai pas", "je ne viendrai pas", "je ne serai pas", "malheureusement pas", "je suis empêché",
            "je suis empêchée", "je dois décliner",
            "non posso", "non potrò", "non riesco a venire", "non ci sarò", "purtroppo no", "non vengo", "devo rinunciare",
            "no puedo ir", "no puedo asistir", "no podré", "no iré", "no asistiré", "lamentablemente no", "no voy a poder",
            "nie mogę", "nie będę mógł", "nie będę mogła", "nie przyjdę", "niestety nie", "nie dam rady", "nie będzie mnie",
            "ma ei saa", "ei saa tulla", "ei saa osaleda", "kahjuks ei", "ma ei tule", "ei tule kohale",
            "kan inte komma", "kan tyvärr inte", "kan inte delta", "kommer inte", "tyvärr inte", "har förhinder", "måste tacka nej",
            "não posso", "não poderei", "não vou poder", "não consigo ir", "não vou conseguir", "não irei", "não vou", "não estarei",
            "não participarei", "infelizmente não", "tenho de recusar", "tenho que recusar",
            "kan helaas niet", "kan niet komen", "kan er niet bij zijn", "kan er niet zijn", "ik kan niet", "kan niet deelnemen",
            "kom niet", "ben er niet bij", "zal er niet zijn", "ben verhinderd", "helaas verhinderd", "helaas niet", "helaas nee",
            "lukt niet", "lukt me niet", "lukt mij niet", "moet afzeggen", "moet helaas afzeggen", "moet ik afzeggen",
            "не можу", "не зможу", "не зможемо", "не прийду", "не буду", "не братиму", "не приєднаюся", "не приєднаюсь", "мене не буде",
            "на жаль ні", "на жаль не", "мушу відмовитися", "вимушений відмовитися", "вимушена відмовитися",
            "لا أستطيع", "لن أستطيع", "لن أحضر", "لن أتمكن", "لا يمكنني", "أعتذر عن",
        ]),
        (ParticipationStatus.Tentative,
        [
            "maybe", "perhaps", "not sure yet", "i'm not sure", "i am not sure", "i might", "tentatively",
            "talán", "még nem tudom", "lehet hogy", "nem biztos", "vielleicht", "weiß noch nicht", "noch nicht sicher", "eventuell",
            "peut-être", "je ne sais pas encore", "pas encore sûr", "forse", "non so ancora", "non sono sicuro", "non sono sicura",
            "quizás", "quizá", "tal vez", "todavía no sé", "aún no sé", "być może", "może", "jeszcze nie wiem", "võib-olla",
            "ma ei tea veel",
            "talvez", "ainda não sei", "não sei ainda", "não tenho a certeza", "não tenho certeza",
            "misschien", "weet ik nog niet", "weet het nog niet", "nog niet zeker", "onder voorbehoud",
            "можливо", "може бути", "ще не знаю", "поки не знаю", "не впевнений", "не впевнена",
            "kanske", "vet inte än", "ربما", "لست متأكدا", "لا أعرف بعد",
        ]),
        (ParticipationStatus.Accepted,
        [
            "yes", "i'll come", "i will come", "i'll be there", "i will be there", "i'll attend", "i will attend", "count me in",
            "i'm coming",
            "i am coming", "see you there", "happy to come", "happy to attend", "i accept",
            "igen", "ott leszek", "megyek", "jövök", "elmegyek", "részt veszek", "szívesen", "ott találkozunk",
            "ja", "ich komme", "komme gerne", "komme gern", "ich bin dabei", "bin dabei", "nehme teil", "nehme gerne teil", "sage zu",
            "oui", "je viens", "je viendrai", "j'y serai", "je serai présent", "je serai présente", "je serai là", "je participe",
            "je participerai", "avec plaisir",
            "sì", "si vengo", "ci sarò", "verrò", "vengo", "parteciperò", "volentieri", "con piacere",
            "sí", "iré", "asistiré", "allí estaré", "ahí estaré", "voy a ir", "cuenten conmigo", "cuenta conmigo",
            "tak", "przyjdę", "będę", "wezmę udział", "chętnie",
            "jah", "tulen", "osalen", "olen kohal", "hea meelega",
            "jag kommer", "kommer gärna", "jag deltar", "jag är med",
            "sim", "vou participar", "participarei", "irei", "estarei presente", "estarei lá", "lá estarei", "conte comigo",
            "contem comigo", "com prazer", "com muito gosto",
            "ik kom", "kom graag", "ik ben erbij", "ben erbij", "ik zal er zijn", "ik ben aanwezig", "ik doe mee", "neem deel",
            "neem graag deel", "met plezier",
            "так", "прийду", "буду", "візьму участь", "братиму участь", "приєднаюся", "приєднаюсь", "долучуся", "із задоволенням",
            "з радістю", "نعم", "سأحضر", "سأكون هناك", "سوف أحضر",
        ]),
    ];

    /// <summary>The words with which a language turns a sentence around: with one of them, only the phrases above with it count.</summary>
    private static readonly string[] Negations =
    [
        "not", "no", "never", "can't", "won't", "don't", "cannot", "nem", "nicht", "nein", "kein", "pas", "non", "ne", "nie", "ei", "inte",
        "nej", "não", "niet", "nee", "geen", "не", "ні", "لا", "لن", "لست",
    ];

    /// <summary>The response; null when the mail answers none of our emails, or its first line says neither yes nor no.</summary>
    public static SuggestedResponse? Read(IncomingMail mail)
    {
        var headers = mail.Content.Headers;
        var owner = mail.FindTokenOwner();
        var isAnswer = owner is not null
            || mail.Lookup.HasOurMessageId(headers[HeaderId.InReplyTo])
            || mail.Lookup.HasOurMessageId(headers[HeaderId.References]);
        return isAnswer
            && (mail.Lookup.FindParticipant(mail.From) ?? owner?.Participant) is { } participant
            && FindFirstLine(mail.Content.Texts) is { } line
            && FindStatus(line) is { } status
            ? new(participant.Email, owner?.Workshop?.Id ?? FindWorkshop(mail)?.Id, status, line)
            : null;
    }

    /// <summary>What a line says; null when it says nothing, asks, or says two things.</summary>
    public static ParticipationStatus? FindStatus(string line)
    {
        var words = $" {Normalize(line)} ";
        if (line.IndexOf('?') >= 0 || line.IndexOf('؟') >= 0)
        {
            return null;
        }

        ParticipationStatus? found = null;
        foreach (var (status, phrases) in Phrases)
        {
            if (!Array.Exists(phrases, phrase => words.Contains($" {phrase} ")))
            {
                continue;
            }

            // "I will not be sure" and "yes" after a refusal are for a person to read.
            if (found is not null || (status == ParticipationStatus.Accepted && Array.Exists(Negations, no => words.Contains($" {no} "))))
            {
                return found == ParticipationStatus.Declined && status == ParticipationStatus.Accepted ? found : null;
            }

            found = status;
        }

        return found;
    }

    /// <summary>The first line that is neither quoted nor a salutation alone; null when everything is quoted.</summary>
    private static string? FindFirstLine(List<PartContent> texts)
    {
        if (texts.Count == 0)
        {
            return null;
        }

        var part = texts[0];
        var content = part.GetText(InputLimits.MailTextBytes);
        content = part.Type.IsMimeType("text", "html") ? HtmlText.FromHtml(content) : content;
        foreach (var raw in TextLines.Enumerate(content).Take(20))
        {
            var line = TextSanitizer.ToSingleLine(raw.Length > 2 * MaxLineLength ? raw.Substring(0, 2 * MaxLineLength) : raw).Trim();
            if (line.StartsWith(">", StringComparison.Ordinal) || line.StartsWith("-----", StringComparison.Ordinal)
                || line.StartsWith("_____", StringComparison.Ordinal))
            {
                return null;
            }

            var isSalutation = line.EndsWith(",", StringComparison.Ordinal) || line.EndsWith("!", StringComparison.Ordinal);
            if (line.Length > 0 && !(isSalutation && line.Length < 40 && FindStatus(line) is null))
            {
                return TextSanitizer.Truncate(line, MaxLineLength);
            }
        }

        return null;
    }

    /// <summary>The workshop whose title is in the subject; null when none is, or several are.</summary>
    private static Workshop? FindWorkshop(IncomingMail mail)
    {
        var subject = mail.Content.Headers[HeaderId.Subject] ?? "";
        var series = mail.Lookup.Series;
        if (series.Workshops.Count == 1)
        {
            return series.Workshops[0];
        }

        var found = series.Workshops.Where(workshop => workshop.Title.Languages.Any(language =>
            workshop.Title.GetText(language, series.Language) is { Length: > 0 } title
                && subject.IndexOf(title, StringComparison.OrdinalIgnoreCase) >= 0))
            .Take(2)
            .ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private static string Normalize(string line)
    {
        var text = new StringBuilder(line.Length);
        foreach (var c in line.Normalize(NormalizationForm.FormC).ToLowerInvariant())
        {
            text.Append(c == '’' ? '\'' : char.IsLetterOrDigit(c) || c is '\'' or '-' ? c : ' ');
        }

        return string.Join(" ", text.ToString().Split([' '], StringSplitOptions.RemoveEmptyEntries));
    }
}
