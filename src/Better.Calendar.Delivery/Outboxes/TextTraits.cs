using NodaTime;

namespace Better.Calendar.Delivery.Outboxes;

/// <summary>
/// What of a host's own texts differs from those of the library, so that emails that wait do not depend on the version of the library.
/// </summary>
internal static class TextTraits
{
    private static readonly Func<string, InvitationTexts> Shipped = InvitationTexts.ForLanguage;
    private static readonly int[] Counts = [0, 1, 2, 3, 5, 11, 100];

    // A summer and a winter, midnight and noon, over midnight and over a clock change.
    private static readonly (LocalDateTime Start, Duration Duration)[] Times =
    [
        (new(2027, 1, 4, 0, 5), Duration.FromMinutes(90)),
        (new(2027, 7, 13, 12, 0), Duration.FromHours(2)),
        (new(2027, 10, 30, 23, 30), Duration.FromHours(5)),
    ];

    /// <summary>A short text that is the same for the same texts in a language; "default" for those of the library.</summary>
    public static string Describe(Func<string, InvitationTexts> texts, string language)
    {
        if (texts == Shipped)
        {
            return "default";
        }

        var (own, shipped) = (texts(language), Shipped(language));
        var differences = GetAll(own).Zip(GetAll(shipped)).Where(static pair => pair.First != pair.Second)
            .Select(static pair => pair.First);
        var all = string.Join('\n', differences);
        return all.Length == 0 ? "default" : RenderingTraits.Hash(all);
    }

    private static IEnumerable<string> GetAll(InvitationTexts texts) =>
    [
        $"{texts.Language} {texts.IsRightToLeft}",
        .. Enum.GetValues<TextKey>().Select(key => $"{key} {texts[key]}"),
        .. Enum.GetValues<TextKey>().Where(InvitationTexts.HasPluralForms).SelectMany(key => Counts.Select(count =>
            $"{key} {texts.FormatPlural(key, count, [.. InvitationTexts.GetPlaceholders(key).Select(static name => (name, name))])}")),
        .. Times.SelectMany(time => GetDates(texts.Dates, time.Start, time.Duration)),
    ];

    private static IEnumerable<string> GetDates(DateTexts dates, LocalDateTime local, Duration duration)
    {
        var start = local.InZoneLeniently(DateTimeZoneProviders.Tzdb["Europe/Budapest"]);
        yield return dates.When(start, start + duration);
        yield return dates.ScheduleDate(start.LocalDateTime, (start + duration).LocalDateTime);
        yield return dates.ShortDate(local.Date);
        yield return dates.DayAndMonth(local.Date);
    }
}
