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
            NotFound = "لا توجد صفحة بهذا العنوان.",
            AllWorkshops = "الرد على جميع ورش العمل دفعة واحدة",
            Comment = "تعليق للجهة المنظِّمة",
            Send = "إرسال",
            PersonalCalendar = "تقويمكم الشخصي",
            FollowFeed = "أشترك في تقويمي الشخصي، ولا أريد مواعيد التقويم بالبريد الإلكتروني.",
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
            NotFound = "Unter dieser Adresse gibt es keine Seite.",
            AllWorkshops = "Für alle Workshops auf einmal",
            Comment = "Kommentar für die Veranstalter",
            Send = "Senden",
            PersonalCalendar = "Ihr persönlicher Kalender",
            FollowFeed = "Ich abonniere meinen persönlichen Kalender und möchte keine Kalendereinträge per E-Mail.",
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
            NotFound = "Page not found.",
            AllWorkshops = "For all the workshops at once",
            Comment = "Comment for the organiser",
            Send = "Send",
            PersonalCalendar = "Your personal calendar",
            FollowFeed = "I subscribe to my personal calendar; send me no calendar entries by email.",
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
            NotFound = "No hay ninguna página en esta dirección.",
            AllWorkshops = "Para todos los talleres a la vez",
            Comment = "Comentario para la organización",
            Send = "Enviar",
            PersonalCalendar = "Su calendario personal",
            FollowFeed = "Me suscribo a mi calendario personal y no quiero entradas de calendario por correo electrónico.",
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
            NotFound = "Sellel aadressil lehte ei ole.",
            AllWorkshops = "Kõigi töötubade kohta korraga",
            Comment = "Kommentaar korraldajale",
            Send = "Saada",
            PersonalCalendar = "Teie isiklik kalender",
            FollowFeed = "Tellin oma isikliku kalendri ega soovi kalendrikirjeid e-kirjaga.",
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
            NotFound = "Il n’y a pas de page à cette adresse.",
            AllWorkshops = "Pour tous les ateliers à la fois",
            Comment = "Commentaire pour les organisateurs",
            Send = "Envoyer",
            PersonalCalendar = "Votre agenda personnel",
            FollowFeed = "Je m’abonne à mon agenda personnel et ne souhaite pas d’entrées d’agenda par e-mail.",
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
            NotFound = "Az oldal nem található.",
            AllWorkshops = "Az összes workshopra egyszerre",
            Comment = "Megjegyzés a szervezőnek",
            Send = "Küldés",
            PersonalCalendar = "Az Ön személyes naptára",
            FollowFeed = "Feliratkozom a személyes naptáramra, és nem kérek naptárbejegyzéseket e-mailben.",
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
            NotFound = "A questo indirizzo non c’è nessuna pagina.",
            AllWorkshops = "Per tutti i workshop insieme",
            Comment = "Commento per gli organizzatori",
            Send = "Invia",
            PersonalCalendar = "Il Suo calendario personale",
            FollowFeed = "Mi abbono al mio calendario personale e non desidero voci di calendario via e-mail.",
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
            NotFound = "Pagina niet gevonden.",
            AllWorkshops = "Voor alle workshops tegelijk",
            Comment = "Opmerking voor de organisator",
            Send = "Verzenden",
            PersonalCalendar = "Uw persoonlijke agenda",
            FollowFeed = "Ik abonneer me op mijn persoonlijke agenda en wil geen agenda-items per e-mail.",
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
            NotFound = "Pod tym adresem nie ma strony.",
            AllWorkshops = "Na wszystkie warsztaty naraz",
            Comment = "Komentarz dla organizatora",
            Send = "Wyślij",
            PersonalCalendar = "Państwa osobisty kalendarz",
            FollowFeed = "Subskrybuję swój osobisty kalendarz i nie chcę wpisów do kalendarza pocztą elektroniczną.",
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
            NotFound = "Página não encontrada.",
            AllWorkshops = "Para todos os workshops de uma vez",
            Comment = "Comentário para a organização",
            Send = "Enviar",
            PersonalCalendar = "O seu calendário pessoal",
            FollowFeed = "Subscrevo o meu calendário pessoal e não quero entradas de calendário por e-mail.",
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
            NotFound = "Det finns ingen sida på den här adressen.",
            AllWorkshops = "För alla workshoppar på en gång",
            Comment = "Kommentar till arrangören",
            Send = "Skicka",
            PersonalCalendar = "Din personliga kalender",
            FollowFeed = "Jag prenumererar på min personliga kalender och vill inte ha kalenderposter med mejl.",
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
            NotFound = "Сторінку не знайдено.",
            AllWorkshops = "Для всіх воркшопів одразу",
            Comment = "Коментар для організатора",
            Send = "Надіслати",
            PersonalCalendar = "Ваш особистий календар",
            FollowFeed = "Я підписуюся на свій особистий календар і не хочу отримувати записи календаря електронною поштою.",
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

    public required string NotFound { get; init; }

    /// <summary>The label of the buttons that answer for all workshops.</summary>
    public required string AllWorkshops { get; init; }

    public required string Comment { get; init; }

    public required string Send { get; init; }

    public required string PersonalCalendar { get; init; }

    /// <summary>The choice of the personal feed instead of entries by email.</summary>
    public required string FollowFeed { get; init; }

    /// <summary>The texts of a language, English if it is unknown. Whoever adds a language to the library adds it here too.</summary>
    public static SiteTexts ForLanguage(string language) => All.TryGetValue(language.Split('-')[0], out var texts) ? texts : All["en"];
}
