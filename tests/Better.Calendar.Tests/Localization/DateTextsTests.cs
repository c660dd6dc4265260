using System.Globalization;
using NodaTime;

namespace Better.Calendar.Tests.Localization;

public sealed class DateTextsTests
{
    private static readonly string[] Languages = [.. InvitationTexts.Languages];

    private static readonly LocalDate Tuesday = new(2020, 6, 16);

    // Written by hand, not copied from the output.
    [TestCase("hu", "2020. június 16., kedd", "június 16., kedd", "június 16., kedd")]
    [TestCase("en", "Tuesday 16 June 2020", "Tuesday 16 June", "Tue 16 June")]
    [TestCase("it", "martedì 16 giugno 2020", "martedì 16 giugno", "mar 16 giugno")]
    [TestCase("et", "teisipäev, 16. juuni 2020", "teisipäev, 16. juuni", "teisipäev, 16. juuni")]
    [TestCase("sv", "tisdag 16 juni 2020", "tisdag 16 juni", "tis 16 juni")]
    [TestCase("de", "Dienstag, 16. Juni 2020", "Dienstag, 16. Juni", "Di., 16. Juni")]
    [TestCase("fr", "mardi 16 juin 2020", "mardi 16 juin", "mar. 16 juin")]
    [TestCase("pl", "wtorek, 16 czerwca 2020", "wtorek, 16 czerwca", "wt., 16 czerwca")]
    [TestCase("es", "martes, 16 de junio de 2020", "martes, 16 de junio", "mar, 16 de junio")]
    [TestCase("ar", "الثلاثاء، 16 يونيو 2020", "الثلاثاء، 16 يونيو", "الثلاثاء، 16 يونيو")]
    [TestCase("nl", "dinsdag 16 juni 2020", "dinsdag 16 juni", "di 16 juni")]
    [TestCase("pt", "terça-feira, 16 de junho de 2020", "terça-feira, 16 de junho", "terça, 16 de junho")]
    [TestCase("pt-BR", "terça-feira, 16 de junho de 2020", "terça-feira, 16 de junho", "ter., 16 de junho")]
    [TestCase("uk", "вівторок, 16 червня 2020\u00a0р.", "вівторок, 16 червня", "вт, 16 червня")]
    public void A_date_has_the_order_of_its_language(string language, string whole, string day, string subject)
    {
        var texts = DateTexts.ForLanguage(language);

        Assert.That(texts.Date(Tuesday), Is.EqualTo(whole));
        Assert.That(texts.DayAndMonth(Tuesday), Is.EqualTo(day));
        Assert.That(texts.ShortDate(Tuesday), Is.EqualTo(subject));
    }

    [TestCase("hu", "2020. június 16., kedd, 10:30–12:00 (közép-európai nyári idő, UTC+2)")]
    [TestCase("en", "Tuesday 16 June 2020, 10:30–12:00 (Central European Summer Time, UTC+2)")]
    [TestCase("it", "martedì 16 giugno 2020, ore 10:30–12:00 (ora legale dell’Europa centrale, UTC+2)")]
    [TestCase("et", "teisipäev, 16. juuni 2020 kell 10:30–12:00 (Kesk-Euroopa suveaeg, UTC+2)")]
    [TestCase("sv", "tisdag 16 juni 2020 kl. 10:30–12:00 (centraleuropeisk sommartid, UTC+2)")]
    [TestCase("de", "Dienstag, 16. Juni 2020, 10:30–12:00 Uhr (Mitteleuropäische Sommerzeit, UTC+2)")]
    [TestCase("fr", "mardi 16 juin 2020, 10:30 – 12:00 (heure d’été d’Europe centrale, UTC+2)")]
    [TestCase("pl", "wtorek, 16 czerwca 2020, godz. 10:30–12:00 (czas środkowoeuropejski letni, UTC+2)")]
    [TestCase("es", "martes, 16 de junio de 2020, 10:30–12:00 (hora de verano de Europa central, UTC+2)")]
    [TestCase("ar", "الثلاثاء، 16 يونيو 2020، 10:30–12:00 (توقيت وسط أوروبا الصيفي، UTC+2)")]
    [TestCase("nl", "dinsdag 16 juni 2020, 10:30–12:00 uur (Midden-Europese zomertijd, UTC+2)")]
    [TestCase("pt", "terça-feira, 16 de junho de 2020, 10:30 – 12:00 (hora de verão da Europa Central, UTC+2)")]
    [TestCase("uk", "вівторок, 16 червня 2020 р., 10:30–12:00 (за центральноєвропейським літнім часом, UTC+2)")]
    public void A_start_and_an_end_are_formatted_with_their_time_zone(string language, string text)
    {
        var when = DateTexts.ForLanguage(language)
            .When(At("Europe/Budapest", 2020, 6, 16, 10, 30), At("Europe/Budapest", 2020, 6, 16, 12, 0));

        Assert.That(when.Replace('\u00a0', ' '), Is.EqualTo(text));
    }

    [TestCase("hu", "Június 16, 10:30 – 12:00")]
    [TestCase("en", "16 June, 10:30 – 12:00")]
    [TestCase("it", "16 giugno, 10:30 – 12:00")]
    [TestCase("et", "16. juuni, 10:30 – 12:00")]
    [TestCase("es", "16 de junio, 10:30 – 12:00")]
    [TestCase("ar", "16 يونيو، 10:30 – 12:00")]
    public void A_schedule_date_has_the_format_of_the_announcement(string language, string text)
    {
        var line = DateTexts.ForLanguage(language).ScheduleDate(Tuesday.At(new(10, 30)), Tuesday.At(new(12, 0)));

        Assert.That(line, Is.EqualTo(text));
    }

    [Test]
    public void An_end_on_another_day_has_its_own_date()
    {
        var (start, end) = (At("Asia/Tokyo", 2020, 6, 16, 23, 30), At("Asia/Tokyo", 2020, 6, 17, 1, 0));

        Assert.That(
            DateTexts.ForLanguage("en").When(start, end),
            Is.EqualTo("Tuesday 16 June 2020, 23:30 – Wednesday 17 June 2020, 01:00 (Japan Time, UTC+9)"));
        Assert.That(
            DateTexts.ForLanguage("hu").ScheduleDate(start.LocalDateTime, end.LocalDateTime),
            Is.EqualTo("Június 16, 23:30 – Június 17, 1:00"));
    }

    [Test]
    public void An_end_after_a_clock_change_has_its_own_time_zone()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Budapest"];
        var start = Instant.FromUtc(2020, 10, 25, 0, 0).InZone(zone);

        Assert.That(
            DateTexts.ForLanguage("en").When(start, start.PlusHours(2)),
            Is.EqualTo(
                "Sunday 25 October 2020, 02:00 (Central European Summer Time, UTC+2) – "
                + "Sunday 25 October 2020, 03:00 (Central European Standard Time, UTC+1)"));
    }

    // The savings of Dublin are negative in TZDB, where winter time is the daylight time; the names have it the other way round.
    [TestCase("Europe/Dublin", 1, "Greenwich Mean Time")]
    [TestCase("Europe/Dublin", 7, "Irish Standard Time")]
    [TestCase("Europe/London", 1, "Greenwich Mean Time")]
    [TestCase("Europe/London", 7, "British Summer Time")]
    [TestCase("Europe/Tallinn", 1, "Eastern European Standard Time")]
    [TestCase("Europe/Tallinn", 7, "Eastern European Summer Time")]
    [TestCase("Europe/Kyiv", 7, "Eastern European Summer Time")]
    [TestCase("Europe/Kiev", 7, "Eastern European Summer Time")]
    [TestCase("Asia/Kolkata", 7, "India Standard Time")]
    [TestCase("Asia/Tokyo", 4, "Japan Time")]
    [TestCase("Europe/Moscow", 1, "Moscow Time")]
    [TestCase("America/Phoenix", 7, "Mountain Standard Time")]
    [TestCase("Africa/Algiers", 7, "Central European Standard Time")]
    [TestCase("Australia/Brisbane", 1, "Australian Eastern Standard Time")]
    [TestCase("America/New_York", 7, "Eastern Daylight Time")]
    [TestCase("US/Eastern", 1, "Eastern Standard Time")]
    [TestCase("Australia/Sydney", 1, "Australian Eastern Daylight Time")]
    [TestCase("Europe/Stockholm", 7, "Central European Summer Time")]
    [TestCase("Africa/Casablanca", 7, "Casablanca time")]
    [TestCase("Africa/Casablanca", 3, "Casablanca time")]
    [TestCase("Etc/UTC", 7, "Coordinated Universal Time")]
    [TestCase("UTC", 7, "Coordinated Universal Time")]
    [TestCase("Etc/GMT+3", 7, "UTC−3")]
    public void A_time_zone_has_the_name_at_that_instant(string zoneId, int month, string name)
    {
        var time = Instant.FromUtc(2024, month, 20, 12, 0).InZone(DateTimeZoneProviders.Tzdb[zoneId]);

        Assert.That(DateTexts.ForLanguage("en").ZoneName(time), Is.EqualTo(name));
    }

    // Nobody there knows a winter time in April.
    [TestCase("Asia/Tokyo", "japán idő")]
    [TestCase("Europe/Moscow", "moszkvai idő")]
    [TestCase("Asia/Kolkata", "indiai idő")]
    [TestCase("Asia/Singapore", "szingapúri idő")]
    [TestCase("Africa/Nairobi", "kelet-afrikai idő")]
    [TestCase("Africa/Abidjan", "greenwichi középidő")]
    [TestCase("Europe/Budapest", "közép-európai nyári idő")]
    public void A_Hungarian_time_zone_without_daylight_time_has_no_winter(string zoneId, string name)
    {
        var time = Instant.FromUtc(2027, 4, 14, 8, 0).InZone(DateTimeZoneProviders.Tzdb[zoneId]);

        Assert.That(DateTexts.ForLanguage("hu").ZoneName(time), Is.EqualTo(name));
    }

    [TestCase("hu", "Europe/Rome", "Róma")]
    [TestCase("it", "Europe/Rome", "Roma")]
    [TestCase("hu", "Europe/Budapest", "Budapest")]
    [TestCase("pl", "Europe/Budapest", "Budapeszt")]
    [TestCase("et", "Europe/Tallinn", "Tallinn")]
    [TestCase("en", "America/New_York", "New York")]
    [TestCase("en", "Europe/Kyiv", "Kyiv")]
    [TestCase("en", "America/Argentina/Buenos_Aires", "Buenos Aires")]
    [TestCase("en", "UTC", "UTC")]
    public void A_time_zone_has_a_city(string language, string zoneId, string city) =>
        Assert.That(DateTexts.ForLanguage(language).CityName(zoneId), Is.EqualTo(city));

    [TestCase("hu", "Europe/Budapest", "közép-európai idő")]
    [TestCase("en", "Europe/Budapest", "Central European Time")]
    [TestCase("en", "Africa/Casablanca", "Casablanca time")]
    [TestCase("hu", "Africa/Casablanca", "helyi idő: Casablanca")]
    public void A_time_zone_has_a_name_for_the_whole_year(string language, string zoneId, string name) =>
        Assert.That(DateTexts.ForLanguage(language).GenericZoneName(zoneId, Instant.FromUtc(2024, 1, 1, 0, 0)), Is.EqualTo(name));

    [TestCase("hu", "Europe/Budapest", "közép-európai nyári idő, UTC+2")]
    [TestCase("ar", "Europe/Tallinn", "توقيت شرق أوروبا الصيفي، UTC+3")]
    [TestCase("en", "Etc/GMT-5", "UTC+5")]
    public void A_time_zone_name_is_formatted_with_its_offset(string language, string zoneId, string text) =>
        Assert.That(DateTexts.ForLanguage(language).ZoneNameAndOffset(At(zoneId, 2020, 6, 16, 10, 30)), Is.EqualTo(text));

    [TestCase(2, 0, "UTC+2")]
    [TestCase(5, 30, "UTC+5:30")]
    [TestCase(-3, 0, "UTC−3")]
    [TestCase(-3, -30, "UTC−3:30")]
    [TestCase(0, 0, "UTC+0")]
    [TestCase(14, 0, "UTC+14")]
    public void An_offset_is_formatted_for_people(int hours, int minutes, string text) =>
        Assert.That(DateTexts.FormatOffset(Offset.FromHoursAndMinutes(hours, minutes)), Is.EqualTo(text));

    [Test]
    public void A_time_zone_without_name_and_city_has_its_offset_once()
    {
        var start = At("Etc/GMT+3", 2020, 6, 16, 10, 0);

        Assert.That(DateTexts.ForLanguage("en").When(start, start.PlusHours(1)), Is.EqualTo("Tuesday 16 June 2020, 10:00–11:00 (UTC−3)"));
    }

    [Test]
    public void A_host_can_add_the_dates_of_another_language()
    {
        var json = Json("{ \"Europe/Budapest\": \"Bwdapest\" }");

        var texts = DateTexts.Parse(json);

        Assert.That(texts.Language, Is.EqualTo("cy"));
        Assert.That(texts.CityName("Europe/Budapest"), Is.EqualTo("Bwdapest"));
        Assert.That(
            texts.When(At("Europe/Budapest", 2020, 6, 16, 10, 30), At("Europe/Budapest", 2020, 6, 16, 12, 0)),
            Is.EqualTo("Dydd Mawrth, 16 Mehefin 2020, 10:30 – 12:00 (Amser Haf Canolbarth Ewrop, UTC+2)"));
        Assert.That(InvitationTexts.ForLanguage("en").WithOverride(texts).Dates, Is.SameAs(texts));
    }

    [TestCase("", "JSON")]
    [TestCase("{}", "patterns")]
    [TestCase("[]", "patterns")]
    public void JSON_that_is_not_CLDR_data_is_rejected(string json, string hint) =>
        Assert.That(Assert.Throws<FormatException>(() => DateTexts.Parse(json))!.Message, Does.Contain(hint));

    [TestCase("EEEE, d MMMM y", "QQQ", "QQQ")]
    [TestCase("\"HH:mm\"", "\"h:mm a\"", "halfDays")]
    [TestCase("EEEE, d MMMM y", "d 'of", "quote")]
    [TestCase("{zone}", "{city}", "named")]
    [TestCase("\"Medi\", ", "", "months")]
    [TestCase("\"Bwdapest\"", "7", "cities")]
    public void An_error_in_the_data_of_a_host_is_reported_when_it_is_read(string right, string wrong, string hint)
    {
        var json = Json("{ \"Europe/Budapest\": \"Bwdapest\" }");
        Assert.That(json, Does.Contain(right));

        var exception = Assert.Catch(() => DateTexts.Parse(json.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.That(exception, Is.InstanceOf<FormatException>());
        Assert.That(exception!.Message, Does.Contain(hint));
    }

    [Test]
    [SetCulture("ar-SA")]
    public void The_current_culture_does_not_matter() =>
        Assert.That(DateTexts.ForLanguage("en")
            .Date(Tuesday)
            + DateTexts.FormatOffset(Offset.FromHours(2)), Is.EqualTo("Tuesday 16 June 2020UTC+2"));

    // Independent judge: the CLDR data of ICU on this machine.
    [TestCaseSource(nameof(Languages))]
    public void Months_and_weekdays_are_those_of_ICU(string language)
    {
        var culture = new CultureInfo(language switch { "en" => "en-GB", "pt" => "pt-PT", _ => language }).DateTimeFormat;
        culture.Calendar = new GregorianCalendar(GregorianCalendarTypes.Localized);
        for (var month = 1; month <= 12; month++)
        {
            var day = new LocalDate(2020, month, 1).PlusDays(month % 7);
            var text = DateTexts.ForLanguage(language).Date(day);

            Assert.That(text, Does.Contain(culture.MonthGenitiveNames[month - 1]), $"{month}");
            Assert.That(text, Does.Contain(culture.GetDayName(day.ToDateTimeUnspecified().DayOfWeek)), $"{day}");
        }
    }

    private static string Json(string cities) => $$"""
        {
          "language": "cy",
          "patterns": {
            "date": "EEEE, d MMMM y", "day": "EEEE, d MMMM", "short": "E, d MMMM", "scheduleDay": "MMMM d", "time": "HH:mm",
            "range": "{start} – {end}", "dated": "{date}, {time}", "named": "{zone}, {offset}",
            "schedule": "{date}, {start} – {end}", "region": "Amser {city}"
          },
          "months": ["Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
            "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"],
          "weekdays": ["Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener", "Dydd Sadwrn", "Dydd Sul"],
          "weekdaysShort": ["Llun", "Maw", "Mer", "Iau", "Gwen", "Sad", "Sul"],
          "metazones": { "Europe_Central": ["Amser Safonol Canolbarth Ewrop", "Amser Haf Canolbarth Ewrop", "Amser Canolbarth Ewrop"] },
          "zones": {},
          "cities": {{cities}}
        }
        """;

    private static ZonedDateTime At(string zoneId, int year, int month, int day, int hour, int minute) =>
        new LocalDateTime(year, month, day, hour, minute).InZoneStrictly(DateTimeZoneProviders.Tzdb[zoneId]);
}
