namespace WebHost;

/// <summary>The texts of the pages that are not among the texts of the library.</summary>
public sealed record SiteTexts
{
    private static readonly Dictionary<string, SiteTexts> All = new(StringComparer.Ordinal)
    {
        ["ar"] = new()
        {
            Name = "العربية",
            Language = "اللغة",
            TimeZone = "المنطقة الزمنية",
            Show = "عرض",
            Subscribe = "الاشتراك في التقويم",
            SubscribeHint = "يتحدّث التقويم المشترَك فيه تلقائيًا عند تغيّر أي موعد.",
            DeviceCalendar = "تطبيق التقويم على هذا الجهاز",
            NotSaved = "تعذّر حفظ الرد الآن. يُرجى المحاولة مرة أخرى بعد قليل.",
            NotFromThisPage = "لم يُرسَل هذا الرد من هذه الصفحة، ولذلك لم يُحفظ. يُرجى فتح الرابط الوارد في الرسالة واستخدام الأزرار.",
            NotFound = "لا توجد صفحة بهذا العنوان.",
            AllWorkshops = "الرد على جميع ورش العمل دفعة واحدة",
            Comment = "تعليق للجهة المنظِّمة",
            Send = "إرسال",
        },
        ["de"] = new()
        {
            Name = "Deutsch",
            Language = "Sprache",
            TimeZone = "Zeitzone",
            Show = "Anzeigen",
            Subscribe = "Kalender abonnieren",
            SubscribeHint = "Ein abonnierter Kalender folgt von selbst, wenn sich ein Termin ändert.",
            DeviceCalendar = "Kalenderprogramm dieses Geräts",
            NotSaved = "Ihre Antwort konnte gerade nicht gespeichert werden. Bitte versuchen Sie es gleich noch einmal.",
            NotFromThisPage =
                "Diese Antwort kam nicht von dieser Seite und wurde deshalb nicht gespeichert. Bitte öffnen Sie den Link aus Ihrer "
                    + "E-Mail und benutzen Sie die Schaltflächen.",
            NotFound = "Unter dieser Adresse gibt es keine Seite.",
            AllWorkshops = "Für alle Workshops auf einmal",
            Comment = "Kommentar für die Veranstalter",
            Send = "Senden",
        },
        ["en"] = new()
        {
            Name = "English",
            Language = "Language",
            TimeZone = "Time zone",
            Show = "Update",
            Subscribe = "Subscribe to the calendar",
            SubscribeHint = "Subscribed calendars update automatically when a date changes.",
            DeviceCalendar = "Calendar app on this device",
            NotSaved = "Your response could not be saved just now. Please try again in a moment.",
            NotFromThisPage =
                "This response did not come from this page, so it was not saved. Please open the link in your email and use the buttons.",
            NotFound = "Page not found.",
            AllWorkshops = "For all the workshops at once",
            Comment = "Comment for the organiser",
            Send = "Send",
        },
        ["es"] = new()
        {
            Name = "Español",
            Language = "Idioma",
            TimeZone = "Zona horaria",
            Show = "Mostrar",
            Subscribe = "Suscribirse al calendario",
            SubscribeHint = "Un calendario suscrito se actualiza solo cuando cambia una fecha.",
            DeviceCalendar = "Programa de calendario de este dispositivo",
            NotSaved = "No se ha podido guardar su respuesta en este momento. Inténtelo de nuevo dentro de un instante.",
            NotFromThisPage =
                "Esta respuesta no se envió desde esta página y por eso no se ha guardado. Abra el enlace de su correo y use los botones.",
            NotFound = "No hay ninguna página en esta dirección.",
            AllWorkshops = "Para todos los talleres a la vez",
            Comment = "Comentario para la organización",
            Send = "Enviar",
        },
        ["et"] = new()
        {
            Name = "Eesti",
            Language = "Keel",
            TimeZone = "Ajavöönd",
            Show = "Näita",
            Subscribe = "Telli kalender",
            SubscribeHint = "Tellitud kalender uueneb ise, kui mõni aeg muutub.",
            DeviceCalendar = "Selle seadme kalendriprogramm",
            NotSaved = "Teie vastust ei õnnestunud praegu salvestada. Palun proovige hetke pärast uuesti.",
            NotFromThisPage =
                "See vastus ei tulnud sellelt lehelt ja seepärast seda ei salvestatud. Palun avage oma e-kirjas olev link ja kasutage "
                    + "nuppe.",
            NotFound = "Sellel aadressil lehte ei ole.",
            AllWorkshops = "Kõigi töötubade kohta korraga",
            Comment = "Kommentaar korraldajale",
            Send = "Saada",
        },
        ["fr"] = new()
        {
            Name = "Français",
            Language = "Langue",
            TimeZone = "Fuseau horaire",
            Show = "Afficher",
            Subscribe = "S’abonner au calendrier",
            SubscribeHint = "Un calendrier auquel vous êtes abonné se met à jour de lui-même quand une date change.",
            DeviceCalendar = "Logiciel de calendrier de cet appareil",
            NotSaved = "Votre réponse n’a pas pu être enregistrée pour l’instant. Veuillez réessayer dans un moment.",
            NotFromThisPage =
                "Cette réponse n’a pas été envoyée depuis cette page et n’a donc pas été enregistrée. Veuillez ouvrir le lien de votre "
                    + "e-mail et utiliser les boutons.",
            NotFound = "Il n’y a pas de page à cette adresse.",
            AllWorkshops = "Pour tous les ateliers à la fois",
            Comment = "Commentaire pour les organisateurs",
            Send = "Envoyer",
        },
        ["hu"] = new()
        {
            Name = "Magyar",
            Language = "Nyelv",
            TimeZone = "Időzóna",
            Show = "Megjelenítés",
            Subscribe = "Feliratkozás a naptárra",
            SubscribeHint = "Ha feliratkozik a naptárra, az időpontok változásai automatikusan megjelennek benne.",
            DeviceCalendar = "Naptáralkalmazás ezen az eszközön",
            NotSaved = "A válaszát most nem sikerült elmenteni. Kérjük, próbálja meg kis idő múlva újra.",
            NotFromThisPage =
                "Ez a válasz nem erről az oldalról érkezett, ezért nem mentettük el. Kérjük, nyissa meg az e-mailben lévő linket, és "
                    + "használja a gombokat.",
            NotFound = "Az oldal nem található.",
            AllWorkshops = "Az összes workshopra egyszerre",
            Comment = "Megjegyzés a szervezőnek",
            Send = "Küldés",
        },
        ["it"] = new()
        {
            Name = "Italiano",
            Language = "Lingua",
            TimeZone = "Fuso orario",
            Show = "Mostra",
            Subscribe = "Iscriversi al calendario",
            SubscribeHint = "Un calendario a cui ci si iscrive si aggiorna da solo quando cambia una data.",
            DeviceCalendar = "Programma di calendario di questo dispositivo",
            NotSaved = "Al momento non è stato possibile salvare la Sua risposta. La preghiamo di riprovare tra poco.",
            NotFromThisPage =
                "Questa risposta non è stata inviata da questa pagina e quindi non è stata salvata. La preghiamo di aprire il link "
                    + "nell’e-mail e di usare i pulsanti.",
            NotFound = "A questo indirizzo non c’è nessuna pagina.",
            AllWorkshops = "Per tutti i workshop insieme",
            Comment = "Commento per gli organizzatori",
            Send = "Invia",
        },
        ["nl"] = new()
        {
            Name = "Nederlands",
            Language = "Taal",
            TimeZone = "Tijdzone",
            Show = "Bijwerken",
            Subscribe = "Abonneren op de agenda",
            SubscribeHint = "Een agenda waarop u bent geabonneerd, wordt vanzelf bijgewerkt als een datum verandert.",
            DeviceCalendar = "Agenda-app op dit apparaat",
            NotSaved = "Uw antwoord kon zojuist niet worden opgeslagen. Probeer het zo dadelijk opnieuw.",
            NotFromThisPage =
                "Dit antwoord kwam niet van deze pagina en is daarom niet opgeslagen. Open de link in uw e-mail en gebruik de knoppen.",
            NotFound = "Pagina niet gevonden.",
            AllWorkshops = "Voor alle workshops tegelijk",
            Comment = "Opmerking voor de organisator",
            Send = "Verzenden",
        },
        ["pl"] = new()
        {
            Name = "Polski",
            Language = "Język",
            TimeZone = "Strefa czasowa",
            Show = "Pokaż",
            Subscribe = "Subskrypcja kalendarza",
            SubscribeHint = "Subskrybowany kalendarz sam się aktualizuje, gdy zmienia się termin.",
            DeviceCalendar = "Program kalendarza na tym urządzeniu",
            NotSaved = "Nie udało się teraz zapisać odpowiedzi. Prosimy spróbować ponownie za chwilę.",
            NotFromThisPage =
                "Ta odpowiedź nie została wysłana z tej strony, dlatego jej nie zapisano. Prosimy otworzyć odnośnik z e-maila i użyć "
                    + "przycisków.",
            NotFound = "Pod tym adresem nie ma strony.",
            AllWorkshops = "Na wszystkie warsztaty naraz",
            Comment = "Komentarz dla organizatora",
            Send = "Wyślij",
        },
        ["pt"] = new()
        {
            Name = "Português",
            Language = "Idioma",
            TimeZone = "Fuso horário",
            Show = "Atualizar",
            Subscribe = "Subscrever o calendário",
            SubscribeHint = "Um calendário subscrito é atualizado automaticamente quando uma data muda.",
            DeviceCalendar = "Aplicação de calendário deste dispositivo",
            NotSaved = "Não foi possível guardar a sua resposta. Tente novamente dentro de momentos.",
            NotFromThisPage =
                "Esta resposta não veio desta página, por isso não foi guardada. Abra a ligação no seu e-mail e use os botões.",
            NotFound = "Página não encontrada.",
            AllWorkshops = "Para todos os workshops de uma vez",
            Comment = "Comentário para a organização",
            Send = "Enviar",
        },
        ["sv"] = new()
        {
            Name = "Svenska",
            Language = "Språk",
            TimeZone = "Tidszon",
            Show = "Visa",
            Subscribe = "Prenumerera på kalendern",
            SubscribeHint = "En kalender som du prenumererar på följer med av sig själv när en tid ändras.",
            DeviceCalendar = "Kalenderprogrammet på den här enheten",
            NotSaved = "Ditt svar kunde inte sparas just nu. Försök igen om en stund.",
            NotFromThisPage =
                "Svaret kom inte från den här sidan och har därför inte sparats. Öppna länken i ditt mejl och använd knapparna.",
            NotFound = "Det finns ingen sida på den här adressen.",
            AllWorkshops = "För alla workshoppar på en gång",
            Comment = "Kommentar till arrangören",
            Send = "Skicka",
        },
        ["uk"] = new()
        {
            Name = "Українська",
            Language = "Мова",
            TimeZone = "Часовий пояс",
            Show = "Оновити",
            Subscribe = "Підписатися на календар",
            SubscribeHint = "Календар, на який Ви підписалися, оновлюється сам, коли змінюється дата.",
            DeviceCalendar = "Календар на цьому пристрої",
            NotSaved = "Зараз не вдалося зберегти Вашу відповідь. Спробуйте ще раз за мить.",
            NotFromThisPage =
                "Ця відповідь надійшла не з цієї сторінки, тому її не збережено. Відкрийте посилання з електронного повідомлення й "
                    + "скористайтеся кнопками.",
            NotFound = "Сторінку не знайдено.",
            AllWorkshops = "Для всіх воркшопів одразу",
            Comment = "Коментар для організатора",
            Send = "Надіслати",
        },
    };

    /// <summary>The name of the language in that language.</summary>
    public required string Name { get; init; }

    public required string Language { get; init; }

    public required string TimeZone { get; init; }

    public required string Show { get; init; }

    public required string Subscribe { get; init; }

    public required string SubscribeHint { get; init; }

    public required string DeviceCalendar { get; init; }

    public required string NotSaved { get; init; }

    public required string NotFromThisPage { get; init; }

    public required string NotFound { get; init; }

    /// <summary>The label of the buttons that answer for all workshops.</summary>
    public required string AllWorkshops { get; init; }

    public required string Comment { get; init; }

    public required string Send { get; init; }

    /// <summary>The texts of a language, English if it is unknown. Whoever adds a language to the library adds it here too.</summary>
    public static SiteTexts ForLanguage(string language) => All.TryGetValue(language.Split('-')[0], out var texts) ? texts : All["en"];
}
