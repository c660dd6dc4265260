using Better.Calendar.Localization;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Publishing;

/// <summary>The content of a schedule, independent of its format.</summary>
internal sealed record ScheduleContent
{
    /// <summary>The texts of headings and dates, with their language and direction.</summary>
    public required InvitationTexts Texts { get; init; }

    /// <summary>The title of the series.</summary>
    public required ResolvedText Title { get; init; }

    /// <summary>The workshops, in the order of the schedule.</summary>
    public required ValueList<ScheduleEntry> Entries { get; init; }

    /// <summary>A sentence that states the time zone of the times.</summary>
    public required string TimeZoneNote { get; init; }

    /// <summary>Whether a workshop has a lead expert; otherwise the column is left out.</summary>
    public bool HasExperts => Entries.Any(entry => entry.Expert is not null);

    /// <summary>Creates the content.</summary>
    public static ScheduleContent Create(WorkshopSeries series, string language, ScheduleOptions options, IDateTimeZoneProvider zones)
    {
        var texts = SeriesLanguage.ChooseSentences(series, language, options.Texts);
        language = SeriesLanguage.ChooseTitles(series, language, texts);
        var zone = TimeZoneLookup.GetZone(options.Zone ?? series.Zone, zones, nameof(options));
        var times = series.Workshops.Select(workshop => GetLocalTimes(series, workshop, zone, zones)).ToList();
        var isOneOffset = HasSingleOffset(times);
        return new()
        {
            Texts = texts,
            Title = Localize(series, series.Title, language),
            Entries = series.Workshops.Select((workshop, i) => new ScheduleEntry(
                FormatTime(When.Create(texts.Dates, times[i].Start, times[i].End), isOneOffset),
                times[i].Start,
                GetTopic(series, workshop, language, texts),
                workshop.LeadExpert is { } expert ? FormatExpert(series, expert, language, texts) : null)).ToValueList(),
            TimeZoneNote = texts.Format(TextKey.TimesInZone, ("zone", FormatZoneName(times, texts.Dates))),
        };
    }

    private static (ZonedDateTime Start, ZonedDateTime End) GetLocalTimes(
        WorkshopSeries series,
        Workshop workshop,
        DateTimeZone zone,
        IDateTimeZoneProvider zones)
    {
        var start = series.StartOf(workshop, zones).ToInstant();
        return (start.InZone(zone), (start + workshop.Duration).InZone(zone));
    }

    /// <summary>Weekday, date and hours; when the clocks change within the schedule, each line has its offset.</summary>
    private static string FormatTime(When when, bool isOneOffset) =>
        isOneOffset ? when.DatedHours : $"{when.DatedHours} ({when.Offset})";

    private static string FormatZoneName(List<(ZonedDateTime Start, ZonedDateTime End)> times, DateTexts dates)
    {
        var first = times[0].Start;
        if (!HasSingleOffset(times))
        {
            return dates.GenericZoneName(first.Zone.Id, first.ToInstant());
        }

        var (name, offset) = (dates.ZoneName(first), DateTexts.FormatOffset(first.Offset));
        return name == offset ? offset : $"{name} ({offset})";
    }

    private static bool HasSingleOffset(List<(ZonedDateTime Start, ZonedDateTime End)> times) =>
        times.TrueForAll(time => time.Start.Offset == times[0].Start.Offset && time.End.Offset == times[0].Start.Offset);

    // A cancelled workshop stays in the schedule, with its status before the title.
    private static ResolvedText GetTopic(WorkshopSeries series, Workshop workshop, string language, InvitationTexts texts)
    {
        var title = Localize(series, workshop.Title, language);
        return workshop.Status switch
        {
            WorkshopStatus.Cancelled => title with { Status = texts[TextKey.StatusCancelled] },
            WorkshopStatus.Tentative => title with { Status = texts[TextKey.StatusTentative] },
            _ => title,
        };
    }

    private static string FormatExpert(WorkshopSeries series, Expert expert, string language, InvitationTexts texts) =>
        expert.City is { } city
            ? texts.Format(TextKey.ExpertWithCity, ("expert", expert.Name), ("city", Localize(series, city, language).Text))
            : expert.Name;

    private static ResolvedText Localize(WorkshopSeries series, LocalizedText text, string language) =>
        new(TextSanitizer.ToSingleLine(text.GetText(language, series.Language)), text.GetLanguage(language, series.Language));
}

/// <summary>A text of the series in its language, with the status that is shown before it; null for no status.</summary>
internal sealed record ResolvedText(string Text, string Language, string? Status = null);

/// <summary>One workshop of the schedule.</summary>
internal sealed record ScheduleEntry(string When, ZonedDateTime Start, ResolvedText Topic, string? Expert);
