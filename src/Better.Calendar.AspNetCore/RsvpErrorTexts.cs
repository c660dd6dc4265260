namespace Better.Calendar.AspNetCore;

/// <summary>Why a response was not stored, in the languages of the library.</summary>
public sealed record RsvpErrorTexts
{
    private static readonly Dictionary<string, RsvpErrorTexts> All = new(StringComparer.Ordinal)
    {
        ["ar"] = new()
        {
            NotSaved = "تعذّر حفظ الرد الآن. يُرجى المحاولة مرة أخرى بعد قليل.",
            NotFromThisPage = "لم يُرسَل هذا الرد من هذه الصفحة، ولذلك لم يُحفظ. يُرجى فتح الرابط الوارد في الرسالة واستخدام الأزرار.",
        },
        ["de"] = new()
        {
            NotSaved = "Ihre Antwort konnte gerade nicht gespeichert werden. Bitte versuchen Sie es gleich noch einmal.",
            NotFromThisPage =
                "Diese Antwort kam nicht von dieser Seite und wurde deshalb nicht gespeichert. Bitte öffnen Sie den Link aus Ihrer "
                    + "E-Mail und benutzen Sie die Schaltflächen.",
        },
        ["en"] = new()
        {
            NotSaved = "Your response could not be saved just now. Please try again in a moment.",
            NotFromThisPage =
                "This response did not come from this page, so it was not saved. Please open the link in your email and use the buttons.",
        },
        ["es"] = new()
        {
            NotSaved = "No se ha podido guardar su respuesta en este momento. Inténtelo de nuevo dentro de un instante.",
            NotFromThisPage =
                "Esta respuesta no se envió desde esta página y por eso no se ha guardado. Abra el enlace de su correo y use los botones.",
        },
        ["et"] = new()
        {
            NotSaved = "Teie vastust ei õnnestunud praegu salvestada. Palun proovige hetke pärast uuesti.",
            NotFromThisPage =
                "See vastus ei tulnud sellelt lehelt ja seepärast seda ei salvestatud. Palun avage oma e-kirjas olev link ja kasutage "
                    + "nuppe.",
        },
        ["fr"] = new()
        {
            NotSaved = "Votre réponse n’a pas pu être enregistrée pour l’instant. Veuillez réessayer dans un moment.",
            NotFromThisPage =
                "Cette réponse n’a pas été envoyée depuis cette page et n’a donc pas été enregistrée. Veuillez ouvrir le lien de votre "
                    + "e-mail et utiliser les boutons.",
        },
        ["hu"] = new()
        {
            NotSaved = "A válaszát most nem sikerült elmenteni. Kérjük, próbálja meg kis idő múlva újra.",
            NotFromThisPage =
                "Ez a válasz nem erről az oldalról érkezett, ezért nem mentettük el. Kérjük, nyissa meg az e-mailben lévő linket, és "
                    + "használja a gombokat.",
        },
        ["it"] = new()
        {
            NotSaved = "Al momento non è stato possibile salvare la Sua risposta. La preghiamo di riprovare tra poco.",
            NotFromThisPage =
                "Questa risposta non è stata inviata da questa pagina e quindi non è stata salvata. La preghiamo di aprire il link "
                    + "nell’e-mail e di usare i pulsanti.",
        },
        ["nl"] = new()
        {
            NotSaved = "Uw antwoord kon zojuist niet worden opgeslagen. Probeer het zo dadelijk opnieuw.",
            NotFromThisPage =
                "Dit antwoord kwam niet van deze pagina en is daarom niet opgeslagen. Open de link in uw e-mail en gebruik de knoppen.",
        },
        ["pl"] = new()
        {
            NotSaved = "Nie udało się teraz zapisać odpowiedzi. Prosimy spróbować ponownie za chwilę.",
            NotFromThisPage =
                "Ta odpowiedź nie została wysłana z tej strony, dlatego jej nie zapisano. Prosimy otworzyć odnośnik z e-maila i użyć "
                    + "przycisków.",
        },
        ["pt"] = new()
        {
            NotSaved = "Não foi possível guardar a sua resposta. Tente novamente dentro de momentos.",
            NotFromThisPage =
                "Esta resposta não veio desta página, por isso não foi guardada. Abra a ligação no seu e-mail e use os botões.",
        },
        ["sv"] = new()
        {
            NotSaved = "Ditt svar kunde inte sparas just nu. Försök igen om en stund.",
            NotFromThisPage =
                "Svaret kom inte från den här sidan och har därför inte sparats. Öppna länken i ditt mejl och använd knapparna.",
        },
        ["uk"] = new()
        {
            NotSaved = "Зараз не вдалося зберегти Вашу відповідь. Спробуйте ще раз за мить.",
            NotFromThisPage =
                "Ця відповідь надійшла не з цієї сторінки, тому її не збережено. Відкрийте посилання з електронного повідомлення й "
                    + "скористайтеся кнопками.",
        },
    };

    /// <summary>That the response could not be saved just now.</summary>
    public required string NotSaved { get; init; }

    /// <summary>That the response came from a page of another site.</summary>
    public required string NotFromThisPage { get; init; }

    /// <summary>The languages that have these texts: those of the library, which a test compares.</summary>
    public static IEnumerable<string> Languages => All.Keys;

    /// <summary>The texts of a language, English if it is unknown. Whoever adds a language to the library adds it here too.</summary>
    /// <param name="language">The language (BCP 47).</param>
    public static RsvpErrorTexts ForLanguage(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return All.TryGetValue(language.Split('-')[0], out var texts) ? texts : All["en"];
    }
}
