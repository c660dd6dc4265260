using System.Text.Json;
using System.Text.RegularExpressions;
using Better.Calendar.Localization;
using NodaTime;

namespace Better.Calendar.Tests.Localization;

/// <summary>Dates, times and spelling of regions: <c>en-US</c>, <c>de-AT</c>, <c>fr-CA</c>.</summary>
public sealed partial class RegionalDatesTests
{
    private static readonly LocalDate Tuesday = new(2020, 6, 16);

    // Where overrides.mjs differs from CLDR on purpose: British dates have no comma.
    private static readonly string[] OtherDates = ["en-GB"];

    // Independent judge: the ICU in Node, recorded by tests/cldr/icu.mjs.
    [TestCaseSource(nameof(Regions))]
    public void A_region_has_the_dates_and_times_of_ICU(string region)
    {
        var (texts, expected) = (DateTexts.ForLanguage(region), Recorded[region]);
        string[] ranges = [texts.TimeRange(new(9, 30), new(11, 5)), texts.TimeRange(new(10, 30), new(12, 0))];

        if (!OtherDates.Contains(region))
        {
            Assert.That(Plain(texts.Date(Tuesday)), Is.EqualTo(expected.GetProperty("date").GetString()));
        }

        Assert.That(
            new[] { texts.Time(new(9, 30)), texts.Time(new(14, 5)), texts.Time(new(0, 15)) }.Select(Plain),
            Is.EqualTo(List(expected, "times")));
        Assert.That(ranges.Select(Plain).Select(Loose), Is.EqualTo(List(expected, "ranges").Select(Loose)));
    }

    // Written by hand, not copied from the output.
    [TestCase("en-US", "Tuesday, June 16, 2020, 10:30 AM – 12:00 PM (Central European Summer Time, UTC+2)")]
    [TestCase("en-GB", "Tuesday 16 June 2020, 10:30–12:00 (Central European Summer Time, UTC+2)")]
    [TestCase("en-AU", "Tuesday, 16 June 2020, 10:30 am – 12:00 pm (Central European Summer Time, UTC+2)")]
    [TestCase("fr-CA", "mardi 16 juin 2020, 10 h 30 – 12 h 00 (heure avancée de l’Europe centrale, UTC+2)")]
    [TestCase("fr-CH", "mardi, 16 juin 2020, 10:30 – 12:00 (heure d’été d’Europe centrale, UTC+2)")]
    [TestCase("de-AT", "Dienstag, 16. Juni 2020, 10:30–12:00 Uhr (Mitteleuropäische Sommerzeit, UTC+2)")]
    [TestCase("es-US", "martes, 16 de junio de 2020, 10:30 a.m. – 12:00 p.m. (hora de verano de Europa central, UTC+2)")]
    [TestCase("sv-FI", "tisdag 16 juni 2020 kl. 10.30–12.00 (centraleuropeisk sommartid, UTC+2)")]
    [TestCase("pt-BR", "terça-feira, 16 de junho de 2020, 10:30 – 12:00 (horário de Verão da Europa Central, UTC+2)")]
    [TestCase("ar-SY", "الثلاثاء، 16 حزيران 2020، 10:30 ص – 12:00 م (توقيت وسط أوروبا الصيفي، UTC+2)")]
    public void A_region_writes_a_whole_line_in_its_own_way(string region, string text)
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Budapest"];
        var start = (Tuesday + new LocalTime(10, 30)).InZoneStrictly(zone);

        Assert.That(Plain(DateTexts.ForLanguage(region).When(start, start.PlusMinutes(90))), Is.EqualTo(text));
    }

    [Test]
    public void A_range_in_one_half_of_the_day_says_once_which_half()
    {
        var texts = DateTexts.ForLanguage("en-US");

        Assert.That(Plain(texts.TimeRange(new(9, 30), new(11, 0))), Is.EqualTo("9:30 – 11:00 AM"));
        Assert.That(Plain(texts.TimeRange(new(12, 0), new(13, 0))), Is.EqualTo("12:00 – 1:00 PM"));
        Assert.That(Plain(texts.TimeRange(new(11, 30), new(12, 0))), Is.EqualTo("11:30 AM – 12:00 PM"));
    }

    [TestCase("de-AT", "de", "de-AT")]
    [TestCase("DE-at", "de", "de-AT")]
    [TestCase("de-DE", "de", "de")]
    [TestCase("de-AT-1996", "de", "de-AT")]
    [TestCase("es-419", "es", "es-419")]
    [TestCase("en-US", "en-US", "en-US")]
    [TestCase("en-PH", "en-US", "en-PH")]
    [TestCase("en-AU", "en", "en-AU")]
    [TestCase("en-CA", "en-CA", "en-CA")]
    [TestCase("en-Shaw", "en", "en")]
    [TestCase("pt-BR", "pt-BR", "pt-BR")]
    [TestCase("pt-PT", "pt", "pt")]
    [TestCase("pt-AO", "pt", "pt")]
    [TestCase("nl-BE", "nl", "nl")]
    public void Sentences_and_dates_are_those_of_the_region_as_far_as_it_has_its_own(string requested, string sentences, string dates)
    {
        var texts = InvitationTexts.ForLanguage(requested);

        Assert.That((texts.Language, texts.Dates.Language), Is.EqualTo((sentences, dates)));
        Assert.That(texts.Dates, Is.SameAs(DateTexts.ForLanguage(requested)));
    }

    [Test]
    public void Austria_has_its_own_January() =>
        Assert.That(DateTexts.ForLanguage("de-AT").Date(new(2027, 1, 19)), Is.EqualTo("Dienstag, 19. Jänner 2027"));

    [TestCase("en", "Organiser", "Cancelled")]
    [TestCase("en-GB", "Organiser", "Cancelled")]
    [TestCase("en-NZ", "Organiser", "Cancelled")]
    [TestCase("en-CA", "Organizer", "Cancelled")]
    [TestCase("en-US", "Organizer", "Canceled")]
    [TestCase("en-PR", "Organizer", "Canceled")]
    public void The_spelling_is_that_of_the_region(string region, string organizer, string cancelled)
    {
        var texts = InvitationTexts.ForLanguage(region);

        Assert.That((texts[TextKey.OrganizerLabel], texts[TextKey.StatusCancelled]), Is.EqualTo((organizer, cancelled)));
    }

    [Test]
    public void No_American_sentence_has_British_spelling() =>
        Assert.That(TextResources.Load("en-US")!.Values.Where(static sentence => British().IsMatch(sentence)), Is.Empty);

    [TestCase("en-CA")]
    [TestCase("en-US")]
    [TestCase("pt-BR")]
    public void A_region_has_only_the_sentences_that_differ(string region)
    {
        var language = TextResources.Load(LanguageTag.GetPrimary(region))!;
        var own = TextResources.LoadOne(region)!;

        Assert.That(own, Is.Not.Empty);
        Assert.That(own.Keys, Is.SubsetOf(language.Keys));
        Assert.That(own.Where(entry => language[entry.Key] == entry.Value), Is.Empty);
    }

    [GeneratedRegex("ancelled|rogramme|ganis[ae]|pologis|cognis|alise|maris|avour|olour|entre\\b|icence")]
    private static partial Regex British();

    private static string[] Regions() => [.. Recorded.Keys];

    private static readonly Dictionary<string, JsonElement> Recorded = Read();

    private static IEnumerable<string?> List(JsonElement region, string name) =>
        region.GetProperty(name).EnumerateArray().Select(static item => item.GetString());

    // In a few regions, the hours of a range have another zero or point in CLDR than an hour alone: "09 h 30", but "9 h 30 – 11 h 05".
    private static string Loose(string? range) => LeadingZero().Replace(range!, "").Replace('.', ':');

    [GeneratedRegex(@"\b0(?=\d[^\d])")]
    private static partial Regex LeadingZero();

    private static string Plain(string text) => text.Replace('\u00a0', ' ');

    private static Dictionary<string, JsonElement> Read()
    {
        using var stream = typeof(RegionalDatesTests).Assembly.GetManifestResourceStream("icuDates.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("icuDates").EnumerateArray()
            .ToDictionary(static region => region.GetProperty("region").GetString()!, static region => region.Clone());
    }
}
